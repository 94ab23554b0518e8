import { seededRandom } from '../math/random.ts';
import { shuffle } from '../math/shuffle.ts';
import { sum } from '../math/sum.ts';

/** The value when the changes of this set, one bit each, are made; null where it has none. */
export type Coalition = (changes: readonly boolean[]) => number | null;

export interface ShapleyValues {
  /** What each change brings; together the whole difference. */
  readonly parts: readonly number[];
  /** Whether all orders were counted, or a sample of them. */
  readonly isExact: boolean;
}

/** Up to this many changes all sets of them are evaluated: 4,096. */
const mostExact = 12;

/** The orders that are drawn where there are too many to count. */
const sampledOrders = 2_000;

/**
 * Share a difference out over the changes that made it: the mean, over all orders in which they
 * could be made, of what each brings when its turn comes.
 *
 * The parts add up to the difference whatever the function; above 12 changes they are estimated
 * from seeded random orders, and still add up.
 *
 * @returns undefined where the function has no value for some set of changes
 * @see Shapley, "A Value for n-Person Games" (1953); for decompositions Ang, Energy Policy 32
 *   (2004), 1131-1139
 */
export function shapleyValues(
  value: Coalition,
  count: number,
  seed: number,
): ShapleyValues | undefined {
  const isExact = count <= mostExact;
  const parts = isExact ? exactParts(value, count) : sampledParts(value, count, seed);
  const from = value(allOf(count, false));
  const to = value(allOf(count, true));
  if (parts === undefined || from === null || to === null) return undefined;
  return { parts: closed(parts, to - from), isExact };
}

function allOf(count: number, made: boolean): boolean[] {
  return Array.from({ length: count }, () => made);
}

function exactParts(value: Coalition, count: number): number[] | undefined {
  const values = new Float64Array(2 ** count);
  for (let set = 0; set < values.length; set++) {
    const found = value(Array.from({ length: count }, (_, at) => ((set >> at) & 1) === 1));
    if (found === null) return undefined;
    values[set] = found;
  }
  const weights = weightsOf(count);
  return Array.from({ length: count }, (_, at) => {
    const terms: number[] = [];
    for (let set = 0; set < values.length; set++) {
      if (((set >> at) & 1) === 1) continue;
      const [without = NaN, withIt = NaN] = [values[set], values[set | (1 << at)]];
      terms.push((weights[bitsOf(set)] ?? NaN) * (withIt - without));
    }
    return sum(terms);
  });
}

/** By the size of the set made before: the share of the orders that begin with just that set. */
function weightsOf(count: number): number[] {
  const weights: number[] = [];
  let choices = 1;
  for (let size = 0; size < count; size++) {
    weights.push(1 / (count * choices));
    choices = (choices * (count - 1 - size)) / (size + 1);
  }
  return weights;
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) bits++;
  return bits;
}

function sampledParts(value: Coalition, count: number, seed: number): number[] | undefined {
  const random = seededRandom(seed, 'shapley');
  const terms = Array.from({ length: count }, (): number[] => []);
  const order = Array.from({ length: count }, (_, at) => at);
  for (let round = 0; round < sampledOrders; round++) {
    shuffle(order, random);
    const made = allOf(count, false);
    let before = value(made);
    for (const at of order) {
      made[at] = true;
      const after = value(made);
      if (before === null || after === null) return undefined;
      terms[at]?.push(after - before);
      before = after;
    }
  }
  return terms.map((each) => sum(each) / sampledOrders);
}

/** The parts with what rounding left over, given to the largest of them. */
function closed(parts: readonly number[], whole: number): number[] {
  const rest = whole - sum(parts);
  const sizes = parts.map(Math.abs);
  const largest = sizes.indexOf(Math.max(...sizes));
  return parts.map((part, at) => (at === largest ? part + rest : part));
}
