import type { Period } from '../quantities.ts';

/** The days that the headline figures are of: all that there are, or from one day to another. */
export type AskedWindow = 'all' | { readonly from: string; readonly to: string };
/** How dates are written: the order of their parts, or what they count from when. */
export type DateFormat = (typeof dateFormats)[number];
export const dateFormats = ['dmy', 'mdy', 'ymd', 'excel', 'epoch', 'epoch-ms'] as const;

/** How the rows are read and counted; each default is told with the result. */
export interface MeasureOptions {
  /** The day that is today for the rows, `2026-03-31`; the last date in them if absent. */
  readonly asOf: string | undefined;
  /** The days of the headline figures; the last twelve months if absent. */
  readonly window: AskedWindow | undefined;
  /** The time zone that a day is a day in; if absent, UTC, or the row's own where it has an offset. */
  readonly zone: string | undefined;
  readonly keepZero: boolean;
  readonly includeStatus: boolean;
  /** The only statuses that count, or those that are known to be sales if absent. */
  readonly statuses: readonly string[] | undefined;
  readonly keepDuplicates: boolean;
  /** Whether rows are lines of an order to add up, or each the whole of it; by the preset if absent. */
  readonly lines: 'sum' | 'none' | undefined;
  /** The only currency that counts. */
  readonly currency: string | undefined;
  /** The share of rows that may be rejected. */
  readonly maxRejected: number;
  readonly decimal: 'comma' | 'point' | undefined;
  readonly dateFormat: DateFormat | undefined;
  /** The period that cohorts are counted in. */
  readonly period: Period;
}
