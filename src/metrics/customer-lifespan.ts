import { periodsPerYear, type Period } from '../quantities.ts';
import { evaluate, type Metric } from './metric.ts';

export type CustomerLifespanInputs =
  | {
      /** Share of customers lost per period, above 0 and at most 1. */
      readonly churn: number;
      /** The period that churn is counted over; a year if absent. */
      readonly period?: Period;
    }
  | {
      /** Share of customers kept per period, 0 or more and below 1. */
      readonly retention: number;
      /** The period that retention is counted over; a year if absent. */
      readonly period?: Period;
    };

/**
 * Expected customer lifespan from a constant churn or retention: 1 / churn periods.
 *
 * The mean of a geometric lifetime; it assumes that every customer of every age is equally
 * likely to leave, which real cohorts seldom are.
 *
 * @returns years
 * @throws RangeError when an input is outside its domain
 * @example customerLifespan({ churn: 0.2 }) // 5
 */
export function customerLifespan(inputs: CustomerLifespanInputs): number {
  return evaluate(customerLifespanMetric, inputs);
}

export const customerLifespanMetric: Metric<CustomerLifespanInputs, number> = {
  name: 'years',
  formula: '1 / churn, with churn = 1 - retention (divided by the periods of a year)',
  source: 'Steenburgh & Avery, HBS 511-702 (2010): purchasing life = 1 / churn',
  inputs: [
    ['churn', 'period'],
    ['retention', 'period'],
  ],
  compute: (values) => 1 / (churnOf(values) * periodsPerYear[values.period ?? 'year']),
  example: {
    inputs: { churn: 0.03, period: 'month' },
    result: 2.7777777777777777,
    from: 'by hand: 1 / 0.03 = 33.33 months',
  },
};

interface ChurnOrRetention {
  readonly churn?: number;
  readonly retention?: number;
}

/** The churn of a period, given as such or as retention. */
export function churnOf({ churn, retention }: ChurnOrRetention): number {
  if (churn !== undefined) return churn;
  if (retention !== undefined) return complement(retention);
  throw new RangeError('churn or retention must be given, got neither');
}

/** The retention of a period, given as such or as churn. */
export function retentionPerPeriod({ churn, retention }: ChurnOrRetention): number {
  if (retention !== undefined) return retention;
  if (churn !== undefined) return complement(churn);
  throw new RangeError('churn or retention must be given, got neither');
}

/**
 * 1 - share. In binary 1 - 0.8 is not 0.2, and its inverse not 5.
 *
 * A share of at most 15 decimals is taken for the decimal that was written; any other for the
 * double that it is, which from 0.5 on is subtracted exactly.
 */
export function complement(share: number): number {
  const isDecimal = Number(share.toFixed(15)) === share;
  return isDecimal ? Number((1 - share).toFixed(15)) : 1 - share;
}
