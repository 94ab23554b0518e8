/** What a model expects of one customer after T. Times are in the unit of the data. */
export interface Future {
  /** The probability that the customer is still active at T. */
  readonly alive: number;
  /** How soon the expectations below bend: the scale of t to integrate on. */
  readonly scale: number;
  /** Expected purchases within t, at least 0. */
  readonly purchases: (t: number) => number;
  /** The mean of n(n-1), n being the purchases within t. */
  readonly pairs: (t: number) => number;
  /** The probabilities of at least 1, 2, 3 … purchases within t, t above 0. */
  readonly atLeast: (t: number) => Generator<number, void>;
}

/** 1 / (1 + e^q), without overflow. */
export function probabilityAgainst(q: number): number {
  return q > 0 ? Math.exp(-q) / (1 + Math.exp(-q)) : 1 / (1 + Math.exp(q));
}
