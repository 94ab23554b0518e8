import type { Buyer } from './buyer.ts';

/** What a fitted model says of customers after the time T of each. */
export interface BuyingProcess {
  /** The probability that a customer is still active at T. */
  readonly alive: (buyer: Buyer) => number;
  /** What is expected of a customer who is active at T after x repeat purchases. */
  readonly active: (x: number, T: number) => Future;
}

/** What is expected of a customer who is active at T. Times are in the unit of the data. */
export interface Future {
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

/** More results than this are not kept. */
const mostKept = 100_000;

/** The same function of x and T, which computes each result once: many customers share them. */
export function computedOnce<Result>(
  compute: (x: number, T: number) => Result,
): (x: number, T: number) => Result {
  const kept = new Map<number, Map<number, Result>>();
  let count = 0;
  return (x, T) => {
    let ofPurchases = kept.get(x);
    const found = ofPurchases?.get(T);
    if (found !== undefined) return found;
    if (count++ > mostKept) {
      kept.clear();
      ofPurchases = undefined;
      count = 1;
    }
    const result = compute(x, T);
    if (ofPurchases === undefined) kept.set(x, new Map([[T, result]]));
    else ofPurchases.set(T, result);
    return result;
  };
}
