import type { Period } from './convention.ts';

/** How far a fitted model looks ahead: so many units, or as long as a customer may live. */
export type Horizon = { readonly count: number; readonly unit: HorizonUnit } | 'lifetime';
export type HorizonUnit = 'year' | 'month' | 'week';

/**
 * What a fitted model says of a new customer within its horizon: an input that is no number.
 *
 * Metrics read its numbers and functions; `about` is for those who print it.
 */
export interface ModelOutlook {
  readonly about: OutlookFacts;
  /**
   * The purchases after the first, each worth (1 + discount)^-t, t being the years since the first;
   * infinite over a lifetime that is not discounted.
   */
  readonly repeats: (discount: number) => number;
  /** The years until so many of them are expected; infinite where the horizon ends before. */
  readonly yearsUntil: (repeats: number) => number;
  /** The mean amount of the first purchase, money; undefined where the model has no amounts. */
  readonly firstSpend: number | undefined;
  /** That of the purchases after it; infinite where spend varies too much to have a mean. */
  readonly repeatSpend: number | undefined;
  /** The same outlook with other parameters, as uncertain as the fit is. */
  readonly drawn: (options: {
    readonly draws: number;
    readonly seed: number;
  }) => readonly ModelOutlook[];
}

/** Which model an outlook is of, and how far it looks. */
export interface OutlookFacts {
  /** Its name, such as `mbg-nbd`. */
  readonly model: string;
  readonly file: string;
  /** The last day of the data that it was fitted to. */
  readonly asOf: string | undefined;
  readonly currency: string | undefined;
  readonly horizon: Horizon;
  /** The same in years; infinite for a lifetime. */
  readonly years: number;
  /** The longest that a customer was observed, in years. */
  readonly yearsOfData: number;
  /** Whether its file keeps warnings of the fit. */
  readonly hasWarnings: boolean;
  /** How its time is counted, where that is in rounds, or in the periods of a contract. */
  readonly counted: { readonly in: 'rounds' | 'payments'; readonly period: Period } | undefined;
}
