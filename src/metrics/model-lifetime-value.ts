import type { ModelOutlook } from '../quantities.ts';
import { exampleOutlook } from './example-outlook.ts';
import { evaluate, type Metric } from './metric.ts';

/** What is left of a purchase: all of it, its margin, or the amount less the cost of one. */
export interface PurchaseCosts {
  /** Gross margin as a share of a purchase, at most 1. */
  readonly margin?: number;
  /** Cost of one average purchase, money per order, where no margin is given. */
  readonly unitCost?: number;
}

export interface ModelLifetimeValueInputs extends PurchaseCosts {
  /** What a fitted model says of a new customer. */
  readonly model: Pick<ModelOutlook, 'repeats'>;
  /** Mean amount of the first purchase, money. */
  readonly modelFirstSpend: number;
  /** Mean amount of a purchase after it, money. */
  readonly modelSpend: number;
  /** Discount rate per year, a share from 0 to 1; undiscounted if absent. */
  readonly discount?: number;
}

/**
 * What a new customer brings within the horizon of a fitted model: the first purchase, and those
 * that are expected after it, each discounted from its moment.
 *
 * @returns money, on margin basis where `margin` or `unitCost` is given, else on revenue basis; null
 *   over a lifetime that is not discounted
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @see Fader, Hardie & Lee, "RFM and CLV", J. Marketing Research 42 (2005), pp. 415-430
 * @example modelLifetimeValue({ model: { repeats: () => 1.5 }, modelFirstSpend: 32, modelSpend: 30, margin: 0.5 }) // 38.5
 */
export function modelLifetimeValue(inputs: ModelLifetimeValueInputs): number | null {
  return evaluate(modelLifetimeValueMetric, inputs);
}

/** What is left of the amount of a purchase after its costs. */
export function afterCosts(amount: number, { margin, unitCost }: PurchaseCosts): number {
  if (margin !== undefined) return amount * margin;
  return amount - (unitCost ?? 0);
}

export const modelLifetimeValueMetric: Metric<ModelLifetimeValueInputs> = {
  name: 'modelClv',
  formula:
    '(modelFirstSpend + repeats × modelSpend) × margin, or each purchase less unitCost; a purchase after t years × (1 + discount)^-t',
  source: 'Fader, Hardie & Lee, "RFM and CLV", J. Marketing Research 42 (2005), pp. 415-430',
  inputs: [
    ['model', 'modelFirstSpend', 'modelSpend', 'margin', 'discount'],
    ['model', 'modelFirstSpend', 'modelSpend', 'margin'],
    ['model', 'modelFirstSpend', 'modelSpend', 'unitCost', 'discount'],
    ['model', 'modelFirstSpend', 'modelSpend', 'unitCost'],
    ['model', 'modelFirstSpend', 'modelSpend', 'discount'],
    ['model', 'modelFirstSpend', 'modelSpend'],
  ],
  compute: ({ model, modelFirstSpend, modelSpend, discount, ...costs }) => {
    const repeats = model.repeats(discount ?? 0);
    if (repeats === Infinity) return 'noEnd';
    return afterCosts(modelFirstSpend, costs) + repeats * afterCosts(modelSpend, costs);
  },
  example: {
    inputs: {
      model: exampleOutlook,
      modelFirstSpend: 80,
      modelSpend: 100,
      margin: 0.5,
      discount: 0.25,
    },
    result: 152,
    from: 'by hand: 40 + 2 × 50 / 1.25 + 50 / 1.5625',
  },
};
