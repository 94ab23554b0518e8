import { compareNear } from '../math/near.ts';
import type { ModelOutlook, Reason } from '../quantities.ts';
import { evaluate, type Metric } from './metric.ts';
import { afterCosts, type PurchaseCosts } from './model-lifetime-value.ts';

/** What comes in evenly. */
interface EvenPaybackInputs {
  /** Cost of acquiring one customer, money. */
  readonly cac: number;
  /** Gross margin per customer per year, money. */
  readonly marginPerYear: number;
  /** Customer lifespan in years, where it is known. */
  readonly years?: number;
  /** Revenue per customer per year, money, where it is known: the margin is a part of it. */
  readonly customerValue?: number;
}

/** What comes in as a fitted model expects. */
interface ModelPaybackInputs extends PurchaseCosts {
  /** Cost of acquiring one customer, money. */
  readonly cac: number;
  /** What a fitted model says of a new customer. */
  readonly model: Pick<ModelOutlook, 'yearsUntil'>;
  /** Mean amount of the first purchase, money. */
  readonly modelFirstSpend: number;
  /** Mean amount of a purchase after it, money. */
  readonly modelSpend: number;
}

export type PaybackPeriodInputs = EvenPaybackInputs | ModelPaybackInputs;

/**
 * Payback period: the months until the margin of a customer has paid back the CAC.
 *
 * Undiscounted; as if the margin came in evenly, or with a fitted model as its purchases are expected.
 *
 * @returns months, or null when the margin is not above 0, the customer leaves earlier, or the
 *   horizon of the model ends earlier
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example paybackPeriod({ cac: 60, marginPerYear: 80, years: 3 }) // 9
 */
export function paybackPeriod(inputs: PaybackPeriodInputs): number | null {
  return evaluate(paybackPeriodMetric, inputs);
}

export const paybackPeriodMetric: Metric<PaybackPeriodInputs> = {
  name: 'paybackMonths',
  formula:
    'cac / (marginPerYear / 12), or the months until the purchases that a model expects bring the cac',
  source: 'GP Bullhound, CFO handbook: CAC / (ARPA × gross margin)',
  inputs: [
    ['cac', 'model', 'modelFirstSpend', 'modelSpend', 'margin'],
    ['cac', 'model', 'modelFirstSpend', 'modelSpend', 'unitCost'],
    ['cac', 'marginPerYear', 'customerValue', 'years'],
    ['cac', 'marginPerYear', 'years'],
    ['cac', 'marginPerYear', 'customerValue'],
    ['cac', 'marginPerYear'],
  ],
  compute: (inputs) => ('model' in inputs ? alongModel(inputs) : evenly(inputs)),
  example: {
    inputs: { cac: 60, marginPerYear: 80, years: 3 },
    result: 9,
    from: 'by hand: 9 months of 80 / 12 are 60',
  },
};

function evenly({ cac, marginPerYear, customerValue, years }: EvenPaybackInputs): number | Reason {
  if (compareNear(marginPerYear, 0, customerValue) <= 0) return 'noMargin';
  const inYears = cac / marginPerYear;
  const isTooLate = years !== undefined && compareNear(inYears, years) > 0;
  return isTooLate ? 'beyondLifespan' : inYears * 12;
}

function alongModel(inputs: ModelPaybackInputs): number | Reason {
  const { cac, model, modelFirstSpend, modelSpend, ...costs } = inputs;
  const [first, each] = [afterCosts(modelFirstSpend, costs), afterCosts(modelSpend, costs)];
  if (compareNear(first, cac) >= 0) return 0;
  if (compareNear(each, 0, modelSpend) <= 0) return 'noMargin';
  const years = model.yearsUntil((cac - first) / each);
  return years === Infinity ? 'beyondHorizon' : years * 12;
}
