import { periodsPerYear, type Period } from '../quantities.ts';
import { evaluate, type Metric } from './metric.ts';

export interface PurchaseFrequencyInputs {
  /** Orders counted, a count above 0. */
  readonly orders: number;
  /** Customers who placed them, a count above 0. */
  readonly customers: number;
  /** Months that both were counted over, above 0. */
  readonly months: number;
  /** The period that the frequency is wanted for; a year if absent. */
  readonly period?: Period;
}

/**
 * Purchase frequency: orders per customer, brought from the months counted to one period.
 *
 * Assumes that the months counted are like all others: there is no correction for season.
 *
 * @returns purchases per customer per period
 * @throws RangeError when an input is outside its domain
 * @example purchaseFrequency({ orders: 1600, customers: 800, months: 6 }) // 4
 */
export function purchaseFrequency(inputs: PurchaseFrequencyInputs): number {
  return evaluate(purchaseFrequencyMetric, inputs);
}

export const purchaseFrequencyMetric: Metric<PurchaseFrequencyInputs, number> = {
  name: 'freq',
  formula: 'orders / customers × 12 / months (divided by the periods of a year)',
  source: 'HubSpot, "How to calculate customer lifetime value": frequency = purchases / customers',
  inputs: [['orders', 'customers', 'months', 'period']],
  compute: ({ orders, customers, months, period = 'year' }) =>
    ((orders / customers) * (12 / months)) / periodsPerYear[period],
  example: {
    inputs: { orders: 1_600, customers: 800, months: 6 },
    result: 4,
    from: 'by hand: 2 orders in half a year are 4 in a year',
  },
};
