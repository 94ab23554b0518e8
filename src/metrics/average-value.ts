import { evaluate, type Metric } from './metric.ts';

export interface AverageValueInputs {
  /** Revenue of one period, money. */
  readonly revenue: number;
  /** Customers of the same period, a count above 0. */
  readonly customers: number;
}

/**
 * Average value of a customer, W = O / K: revenue over customers.
 *
 * Revenue basis, per the period that both were counted over. Also called ARPU or ARPA.
 *
 * @returns money per customer per period
 * @throws RangeError when an input is outside its domain
 * @example averageValue({ revenue: 120000, customers: 800 }) // 150
 */
export function averageValue(inputs: AverageValueInputs): number {
  return evaluate(averageValueMetric, inputs);
}

export const averageValueMetric: Metric<AverageValueInputs, number> = {
  name: 'averageValue',
  formula: 'revenue / customers',
  source: 'W = O/K, omzet gedeeld door klanten; known as ARPU elsewhere',
  inputs: [['revenue', 'customers']],
  compute: ({ revenue, customers }) => revenue / customers,
  example: {
    inputs: { revenue: 120_000, customers: 800 },
    result: 150,
    from: 'by hand: 800 × 150 = 120,000',
  },
};
