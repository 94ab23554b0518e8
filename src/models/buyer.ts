/** What is known of a customer without a contract, or of several who are alike. */
export interface Buyer {
  /** Repeat purchases, a whole number from 0: the first purchase is not counted. */
  readonly x: number;
  /** Time from the first purchase to the last one, in any unit; 0 where x is 0. */
  readonly t_x: number;
  /** Time from the first purchase to the end of the observation, in the same unit. */
  readonly T: number;
  /** How many customers are like this, above 0; 1 where it is absent. */
  readonly count?: number;
}

/** The most repeat purchases of a customer: a table of so many logarithms is kept. */
const mostPurchases = 1_000_000;

/**
 * See that a buyer can be one.
 *
 * @throws RangeError when x is not a whole number from 0 to 1,000,000, when t_x is not from 0 to
 *   T, when one of x and t_x is 0 and the other is not, when a number is not finite, or when count
 *   is not above 0
 */
export function assertBuyer({ x, t_x, T, count = 1 }: Buyer): void {
  if (!(Number.isInteger(x) && x >= 0 && x <= mostPurchases)) {
    throw new RangeError(`x must be a whole number from 0 to ${mostPurchases}, got ${x}`);
  }
  if (!(T >= 0 && T < Infinity)) throw new RangeError(`T must be at least 0, got ${T}`);
  if (!(t_x >= 0 && t_x <= T)) throw new RangeError(`t_x must be from 0 to T, ${T}, got ${t_x}`);
  if (x === 0 && t_x !== 0) throw new RangeError(`t_x must be 0 where x is 0, got ${t_x}`);
  if (x > 0 && t_x === 0) throw new RangeError(`t_x must be above 0 where x is ${x}, got 0`);
  if (!(count > 0 && count < Infinity)) {
    throw new RangeError(`count must be above 0, got ${count}`);
  }
}
