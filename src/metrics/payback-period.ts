import { compareNear } from '../math/near.ts';
import { evaluate, type Metric } from './metric.ts';

export interface PaybackPeriodInputs {
  /** Cost of acquiring one customer, money. */
  readonly cac: number;
  /** Gross margin per customer per year, money. */
  readonly marginPerYear: number;
  /** Customer lifespan in years, where it is known. */
  readonly years?: number;
  /** Revenue per customer per year, money, where it is known: the margin is a part of it. */
  readonly customerValue?: number;
}

/**
 * Payback period: the months until the margin of a customer has paid back the CAC.
 *
 * Undiscounted, and as if the margin came in evenly.
 *
 * @returns months, or null when the margin is not above 0 or the customer leaves earlier
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example paybackPeriod({ cac: 60, marginPerYear: 80, years: 3 }) // 9
 */
export function paybackPeriod(inputs: PaybackPeriodInputs): number | null {
  return evaluate(paybackPeriodMetric, inputs);
}

export const paybackPeriodMetric: Metric<PaybackPeriodInputs> = {
  name: 'paybackMonths',
  formula: 'cac / (marginPerYear / 12)',
  source: 'GP Bullhound, CFO handbook: CAC / (ARPA × gross margin)',
  inputs: [
    ['cac', 'marginPerYear', 'customerValue', 'years'],
    ['cac', 'marginPerYear', 'years'],
    ['cac', 'marginPerYear', 'customerValue'],
    ['cac', 'marginPerYear'],
  ],
  compute: ({ cac, marginPerYear, customerValue, years }) => {
    if (compareNear(marginPerYear, 0, customerValue) <= 0) return 'noMargin';
    const inYears = cac / marginPerYear;
    const isTooLate = years !== undefined && compareNear(inYears, years) > 0;
    return isTooLate ? 'beyondLifespan' : inYears * 12;
  },
  example: {
    inputs: { cac: 60, marginPerYear: 80, years: 3 },
    result: 9,
    from: 'by hand: 9 months of 80 / 12 are 60',
  },
};
