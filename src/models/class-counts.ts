import type { Buyer } from './buyer.ts';
import type { BuyerModel } from './buyer-model.ts';
import { atLeast, newBuyer, processOf } from './predict-buyer.ts';

/** Customers with so many repeat purchases; the last class has all with more, too. */
export interface ClassCount {
  readonly x: number;
  readonly actual: number;
  /** As many as the model expects of customers who were observed for as long. */
  readonly expected: number;
}

/** The largest x that has a class of its own, with all beyond it. */
const largest = 7;

/**
 * How many customers have 0, 1 … 7 and more repeat purchases, and how many a model expects.
 *
 * @throws RangeError when a parameter of the model is outside its domain
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), figure 2
 */
export function classCounts(model: BuyerModel, buyers: Iterable<Buyer>): ClassCount[] {
  const actual = Array.from({ length: largest + 1 }, () => 0);
  const observed = new Map<number, number>();
  for (const { x, T, count = 1 } of buyers) {
    const place = Math.min(x, largest);
    actual[place] = (actual[place] ?? 0) + count;
    observed.set(T, (observed.get(T) ?? 0) + count);
  }
  const process = processOf(model);
  const expected = Array.from({ length: largest + 1 }, () => 0);
  for (const [T, count] of observed) {
    const tails = T === 0 ? [] : firstSome(atLeast(process, newBuyer, T), largest);
    for (const place of expected.keys()) {
      const here = (place === 0 ? 1 : (tails[place - 1] ?? 0)) - (tails[place] ?? 0);
      expected[place] = (expected[place] ?? 0) + count * here;
    }
  }
  return actual.map((customers, x) => ({
    x,
    actual: customers,
    expected: Math.max(0, expected[x] ?? 0),
  }));
}

function firstSome(values: Iterable<number>, most: number): number[] {
  const found: number[] = [];
  for (const value of values) {
    found.push(value);
    if (found.length === most) break;
  }
  return found;
}
