/** Why there is no fit. */
export type FitFailure =
  /** There are no customers, or each was observed for no time at all. */
  | 'nothing-observed'
  /** There is one customer: a model is of the differences between several. */
  | 'one-customer'
  /** Nobody bought again, so nothing is known of how often customers do. */
  | 'no-repeat-purchases'
  /** Nobody left: a chance to leave cannot be seen. */
  | 'nobody-left'
  /** All customers did the same, so nothing is known of their differences. */
  | 'all-alike'
  /** The likelihood rises without end, and not towards a simpler model that is known here. */
  | 'no-maximum';

/** Data that a model cannot be fitted to. */
export class FitError extends RangeError {
  override readonly name = 'FitError';

  /** Why, for a program; the message says it for a person. */
  readonly reason: FitFailure;

  constructor(reason: FitFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}
