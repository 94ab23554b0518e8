/** What a model expects of a customer within a horizon. */
export interface Prediction {
  /** The probability that the customer is still active at the end of the data. */
  readonly alive: number;
  /** Expected purchases. */
  readonly purchases: number;
  /** Expected purchases, each discounted from its moment back to the end of the data. */
  readonly discounted: number;
  /** The probability of at least one purchase. */
  readonly buys: number;
  /** The variance of the number of purchases, the customer's parameters being uncertain too. */
  readonly variance: number;
  /** Where an interval was asked for: purchases that as many lie below as above, whole numbers. */
  readonly interval?: Interval;
}

/** Two ends of an interval, both of them inside. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The smallest n with P(Y ≤ n) of at least each share, from the probabilities of at least 1, 2 …
 *
 * @param shares in rising order, each above 0 and below 1
 */
function quantiles(atLeast: Iterable<number>, shares: readonly number[]): number[] {
  const found: number[] = [];
  let n = 0;
  for (const tail of atLeast) {
    while (found.length < shares.length && 1 - tail >= (shares[found.length] as number)) {
      found.push(n);
    }
    if (found.length === shares.length) break;
    n++;
  }
  // A finite sequence ends where there cannot be more.
  while (found.length < shares.length) found.push(n);
  return found;
}

/** The interval with a share of the outcomes in its middle. */
export function outcomeInterval(atLeast: Iterable<number>, share: number): Interval {
  const [low = 0, high = 0] = quantiles(atLeast, [(1 - share) / 2, (1 + share) / 2]);
  return { low, high };
}

/** The first of a sequence, 0 where it is empty. */
export function firstOf(atLeast: Iterable<number>): number {
  for (const tail of atLeast) return tail;
  return 0;
}

/** @throws RangeError unless the share is above 0 and below 1 */
export function assertShare(name: string, share: number): void {
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`${name} must be above 0 and below 1, got ${share}`);
  }
}

/** @throws RangeError unless the number is at least 0 and finite */
export function assertNotNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`${name} must be at least 0, got ${value}`);
  }
}
