import { periodsPerYear, type Period } from '../quantities.ts';
import { evaluate, type Metric } from './metric.ts';

export type MarginPerYearInputs =
  | {
      /** Revenue per customer per year, money. */
      readonly customerValue: number;
      /** Gross margin as a share of a purchase, at most 1. */
      readonly margin: number;
    }
  | {
      /** Average purchase value, money per order. */
      readonly avg: number;
      /** Cost of one average purchase, money per order. */
      readonly unitCost: number;
      /** Purchases per customer per period. */
      readonly freq: number;
      /** The period that `freq` is counted over; a year if absent. */
      readonly period?: Period;
    };

/**
 * The gross margin that one customer brings in a year.
 *
 * @returns money per customer per year, margin basis; negative where costs exceed the price
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example marginPerYear({ customerValue: 200, margin: 0.4 }) // 80
 */
export function marginPerYear(inputs: MarginPerYearInputs): number {
  return evaluate(marginPerYearMetric, inputs);
}

export const marginPerYearMetric: Metric<MarginPerYearInputs, number> = {
  name: 'marginPerYear',
  formula: 'customerValue × margin, or (avg - unitCost) × freq',
  source: 'Steenburgh & Avery, HBS 511-702 (2010): annual contribution margin',
  inputs: [
    ['customerValue', 'margin'],
    ['avg', 'unitCost', 'freq', 'period'],
  ],
  compute: (values) =>
    'margin' in values
      ? values.customerValue * values.margin
      : (values.avg - values.unitCost) * (values.freq * periodsPerYear[values.period ?? 'year']),
  example: {
    inputs: { customerValue: 200, margin: 0.4 },
    result: 80,
    from: 'by hand: 40 % of 200',
  },
};
