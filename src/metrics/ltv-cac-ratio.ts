import { bestMarginValue, type MarginValue } from './best-value.ts';
import { evaluate, type Metric } from './metric.ts';

export type LtvCacRatioInputs = MarginValue & {
  /** Cost of acquiring one customer, money. */
  readonly cac: number;
};

/**
 * LTV:CAC ratio: lifetime margin for each unit of money spent on winning a customer.
 *
 * The value must be on margin basis: on revenue it would flatter. A ratio of 3 is a common
 * rule of thumb, not a law.
 *
 * @returns a ratio, or null when the CAC is 0
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example ltvCacRatio({ clvMargin: 240, cac: 60 }) // 4
 */
export function ltvCacRatio(inputs: LtvCacRatioInputs): number | null {
  return evaluate(ltvCacRatioMetric, inputs);
}

export const ltvCacRatioMetric: Metric<LtvCacRatioInputs> = {
  name: 'ltvCac',
  formula: '(modelClv, clvPresent or clvMargin) / cac',
  source: 'David Skok, "SaaS Metrics 2.0": LTV / CAC',
  inputs: [
    ['modelClv', 'margin', 'cac'],
    ['modelClv', 'unitCost', 'cac'],
    ['marginPerYear', 'clvPresent', 'cac'],
    ['clvMargin', 'cac'],
  ],
  compute: (values) => {
    const value = bestMarginValue(values);
    if (values.cac === 0) return value > 0 ? 'cacIsZero' : 'noValueAtNoCost';
    return value / values.cac;
  },
  example: { inputs: { clvMargin: 240, cac: 60 }, result: 4, from: 'by hand: 60 × 4 = 240' },
};
