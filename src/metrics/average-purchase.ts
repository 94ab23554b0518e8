import { evaluate, type Metric } from './metric.ts';

export interface AveragePurchaseInputs {
  /** Revenue of one period, money. */
  readonly revenue: number;
  /** Orders of the same period, a count above 0. */
  readonly orders: number;
}

/**
 * Average purchase value (average order value): revenue over orders.
 *
 * @returns money per order, revenue basis, or null when the revenue is below 0
 * @throws RangeError when an input is outside its domain
 * @example averagePurchase({ revenue: 120000, orders: 2400 }) // 50
 */
export function averagePurchase(inputs: AveragePurchaseInputs): number | null {
  return evaluate(averagePurchaseMetric, inputs);
}

export const averagePurchaseMetric: Metric<AveragePurchaseInputs> = {
  name: 'avg',
  formula: 'revenue / orders',
  source: 'HubSpot, "How to calculate customer lifetime value": APV = revenue / purchases',
  inputs: [['revenue', 'orders']],
  compute: ({ revenue, orders }) => (revenue < 0 ? 'noRevenue' : revenue / orders),
  example: {
    inputs: { revenue: 120_000, orders: 2_400 },
    result: 50,
    from: 'by hand: 2,400 × 50 = 120,000',
  },
};
