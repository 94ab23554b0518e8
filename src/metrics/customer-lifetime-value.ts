import { periodsPerYear, type Period } from '../quantities.ts';
import { evaluate, type Metric } from './metric.ts';

export interface CustomerLifetimeValueInputs {
  /** Average purchase value, money per order. */
  readonly avg: number;
  /** Purchases per customer per period. */
  readonly freq: number;
  /** Customer lifespan in years. */
  readonly years: number;
  /** The period that `freq` is counted over; a year if absent. */
  readonly period?: Period;
}

/**
 * Customer lifetime value (CLV): average purchase × frequency × lifespan.
 *
 * Revenue basis and undiscounted: costs, margin and the time value of money are left out,
 * so compare it with a cost of acquisition only after `clvMargin` or `clvPresent`.
 *
 * @returns money per customer over the lifespan
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example customerLifetimeValue({ avg: 50, freq: 4, years: 3 }) // 600
 */
export function customerLifetimeValue(inputs: CustomerLifetimeValueInputs): number {
  return evaluate(customerLifetimeValueMetric, inputs);
}

export const customerLifetimeValueMetric: Metric<CustomerLifetimeValueInputs, number> = {
  name: 'clv',
  formula: 'avg × freq × years',
  source: 'HubSpot and Shopify guides; 50 × 4 × 3 = 600 is printed by retailboss',
  inputs: [['avg', 'freq', 'years', 'period']],
  compute: ({ avg, freq, years, period = 'year' }) => avg * (freq * periodsPerYear[period]) * years,
  example: { inputs: { avg: 50, freq: 4, years: 3 }, result: 600, from: 'retailboss' },
};
