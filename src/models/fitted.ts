import type { Matrix } from '../math/symmetric.ts';

/** What the uncertainty of a prediction is computed from: a fit, or what a file kept of one. */
export interface Fitted {
  /** By name, above 0, in the time unit of the data. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly covariance: Covariance;
}

/** How the estimates of parameters vary together, in the order in which `parameters` has them. */
export interface Covariance {
  /** The covariance is that of the natural logarithms of the parameters. */
  readonly of: 'logarithms';
  readonly matrix: Matrix;
}

/** How the best parameters were searched. */
export interface SearchSummary {
  /** How often the likelihood was computed, over all starts. */
  readonly evaluations: number;
  /** The largest slope of the log-likelihood by the logarithm of a parameter, where it ended. */
  readonly gradient: number;
  /** From how many places it was searched. */
  readonly starts: number;
  /** Whether all of them led to the same maximum. */
  readonly agree: boolean;
}

/** What a reader of a fit should know. */
export type FitWarning =
  /** Some starts ended at a lower likelihood: there may be a higher one still. */
  | { readonly code: 'starts-disagree' }
  /** A simpler model, a limit of this one, has a log-likelihood lower by `gain` only. */
  | { readonly code: 'near-limit'; readonly limit: Limit; readonly gain: number }
  /** Who buys oftener spends more (or less): value is not the product of purchases and spend. */
  | { readonly code: 'spend-goes-with-frequency'; readonly pearson: number };

/** Which differences between customers a fit has given up, for the data show none. */
export interface Limit {
  /** `equal`: all customers buy at the same rate (r and alpha are infinite). */
  readonly rates?: 'equal';
  /**
   * `none`: nobody leaves (a or s is 0). `equal`: all are equally likely to leave (a and b, or s
   * and beta, are infinite). `all-or-nothing`: a customer leaves at the first chance or never (a
   * and b, or s and beta, are 0).
   */
  readonly dropout?: 'none' | 'equal' | 'all-or-nothing';
  /** Of gamma-gamma. `constant`: one customer's amounts are all the same. `alike`: customers are. */
  readonly spend?: 'constant' | 'alike';
}

/** What every fit by maximum likelihood reports. */
export interface FitSummary extends Fitted {
  /** The standard error of each parameter, in its own unit (by the delta method). */
  readonly standardErrors: Readonly<Record<string, number>>;
  /** Correlations of the estimates, in the order in which `parameters` has them. */
  readonly correlations: Matrix;
  readonly logLikelihood: number;
  /** Twice the number of parameters less twice the log-likelihood (Akaike 1974). */
  readonly aic: number;
  /** As aic, but ln(customers) for each parameter instead of 2 (Schwarz 1978). */
  readonly bic: number;
  readonly customers: number;
  /** Groups of customers with the same data. */
  readonly cells: number;
  readonly fit: SearchSummary;
  readonly warnings: readonly FitWarning[];
}
