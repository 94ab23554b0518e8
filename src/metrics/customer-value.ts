import { periodsPerYear, type Period } from '../quantities.ts';
import { evaluate, type Metric } from './metric.ts';

export interface CustomerValueInputs {
  /** Average purchase value, money per order. */
  readonly avg: number;
  /** Purchases per customer per period. */
  readonly freq: number;
  /** The period that `freq` is counted over; a year if absent. */
  readonly period?: Period;
}

/**
 * Customer value: the revenue that one customer brings in a year.
 *
 * @returns money per customer per year, revenue basis
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example customerValue({ avg: 50, freq: 4 }) // 200
 */
export function customerValue(inputs: CustomerValueInputs): number {
  return evaluate(customerValueMetric, inputs);
}

export const customerValueMetric: Metric<CustomerValueInputs, number> = {
  name: 'customerValue',
  formula: 'avg × freq',
  source:
    'HubSpot, "How to calculate customer lifetime value": customer value = purchase value × frequency',
  inputs: [['avg', 'freq', 'period']],
  compute: ({ avg, freq, period = 'year' }) => avg * (freq * periodsPerYear[period]),
  example: { inputs: { avg: 50, freq: 4 }, result: 200, from: 'by hand: 50 × 4' },
};
