import type { QuantityName } from '../quantities.ts';
import { assertValid, evaluate, type Metric } from './metric.ts';

export interface MarketingBudgetInputs {
  /** Revenue of one period, money. */
  readonly revenue: number;
}

/**
 * Marketing budget to hold the position: 5 % of revenue, a rule of thumb.
 *
 * @returns money per the period of the revenue
 * @throws RangeError when an input is outside its domain
 * @example marketingBudgetToHold({ revenue: 120000 }) // 6000
 */
export function marketingBudgetToHold(inputs: MarketingBudgetInputs): number {
  return evaluate(budgetHoldMetric, inputs);
}

/**
 * Marketing budget to grow: 10 % of revenue, a rule of thumb.
 *
 * @returns money per the period of the revenue
 * @throws RangeError when an input is outside its domain
 * @example marketingBudgetToGrow({ revenue: 120000 }) // 12000
 */
export function marketingBudgetToGrow(inputs: MarketingBudgetInputs): number {
  return evaluate(budgetGrowMetric, inputs);
}

export interface OwnMarketingBudgetInputs extends MarketingBudgetInputs {
  /** A share of revenue of your own, 0 to 1. */
  readonly marketingShare: number;
}

/**
 * Marketing budget at a share of revenue of your own.
 *
 * @returns money per the period of the revenue
 * @throws RangeError when an input is outside its domain
 * @example ownMarketingBudget({ revenue: 120000, marketingShare: 0.08 }) // 9600
 */
export function ownMarketingBudget(inputs: OwnMarketingBudgetInputs): number {
  return evaluate(budgetOwnMetric, inputs);
}

export interface CustomersBoughtInputs {
  /** Marketing budget, money. */
  readonly budget: number;
  /** Cost of acquiring one customer, money. */
  readonly cac: number;
}

/**
 * The customers that a marketing budget buys at the cost of acquiring one.
 *
 * @returns a count, not rounded, or null when the CAC is 0
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example customersBought({ budget: 6000, cac: 60 }) // 100
 */
export function customersBought({ budget, cac }: CustomersBoughtInputs): number | null {
  // Here, so that the message has the caller's name for it.
  assertValid('budget', budget);
  return evaluate(budgetHoldCustomersMetric, { budgetHold: budget, cac });
}

export const budgetHoldMetric: Metric<MarketingBudgetInputs, number> = {
  name: 'budgetHold',
  formula: 'revenue × 5 %',
  source: 'rule of thumb: 5 % of revenue to hold (5 to 10 % in marketing guides)',
  inputs: [['revenue']],
  compute: ({ revenue }) => revenue * 0.05,
  example: { inputs: { revenue: 120_000 }, result: 6_000, from: 'by hand: 120,000 / 20' },
};

export const budgetGrowMetric: Metric<MarketingBudgetInputs, number> = {
  name: 'budgetGrow',
  formula: 'revenue × 10 %',
  source: 'rule of thumb: 10 % of revenue to grow (10 to 20 % in marketing guides)',
  inputs: [['revenue']],
  compute: ({ revenue }) => revenue * 0.1,
  example: { inputs: { revenue: 120_000 }, result: 12_000, from: 'by hand: 120,000 / 10' },
};

export const budgetOwnMetric: Metric<OwnMarketingBudgetInputs, number> = {
  name: 'budgetOwn',
  formula: 'revenue × marketingShare',
  source: 'a share of your own; surveys print 7.7 % (Gartner) to 9.4 % (CMO Survey)',
  inputs: [['revenue', 'marketingShare']],
  compute: ({ revenue, marketingShare }) => revenue * marketingShare,
  example: {
    inputs: { revenue: 120_000, marketingShare: 0.08 },
    result: 9_600,
    from: 'by hand: 8 % of 120,000',
  },
};

type Budget = 'budgetHold' | 'budgetGrow' | 'budgetOwn';

function customersMetric<Name extends Budget>(
  name: QuantityName,
  budget: Name,
  example: Metric<Record<Name | 'cac', number>>['example'],
): Metric<Record<Name | 'cac', number>> {
  return {
    name,
    formula: `${budget} / cac`,
    source: 'the definition of cac, turned round',
    inputs: [[budget, 'cac']],
    compute: (values) => (values.cac === 0 ? 'cacIsZero' : values[budget] / values.cac),
    example,
  };
}

export const budgetHoldCustomersMetric = customersMetric('budgetHoldCustomers', 'budgetHold', {
  inputs: { budgetHold: 6_000, cac: 60 },
  result: 100,
  from: 'by hand: 100 × 60 = 6,000',
});

export const budgetGrowCustomersMetric = customersMetric('budgetGrowCustomers', 'budgetGrow', {
  inputs: { budgetGrow: 12_000, cac: 60 },
  result: 200,
  from: 'by hand: 200 × 60 = 12,000',
});

export const budgetOwnCustomersMetric = customersMetric('budgetOwnCustomers', 'budgetOwn', {
  inputs: { budgetOwn: 9_600, cac: 60 },
  result: 160,
  from: 'by hand: 160 × 60 = 9,600',
});
