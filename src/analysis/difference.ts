import { InputError } from '../errors.ts';
import { compareNear } from '../math/near.ts';
import { type Inputs, isAdditive, isMoney, type QuantityName } from '../quantities.ts';
import type { Assumptions, Case } from '../assumptions/assumptions.ts';
import type { Absence } from '../assumptions/absence.ts';
import { lacksInputs, totalOf } from '../assumptions/outcome.ts';
import { magnitudeOf } from '../check/magnitude.ts';
import { shapleyValues } from './shapley.ts';
import { type ShownInput, shownInput } from './shown-input.ts';

/** What one changed input brings to a difference. */
export interface Part {
  /** What changed together; none where a segment came or went. */
  readonly inputs: readonly (keyof Inputs)[];
  /** The segment that came or went, or in which alone they changed; null where it was in all. */
  readonly segment: string | null;
  /** Null where it was not there, or where several inputs changed places. */
  readonly old: ShownInput;
  readonly new: ShownInput;
  readonly part: number;
}

/** Why a difference is not shared out over what changed. */
export type Unshared =
  /** One of the two has no value. */
  | Absence
  /** The amounts are in two currencies. */
  | { readonly kind: 'otherCurrency'; readonly old: string; readonly new: string }
  /** With some of the changes and without the others it has no value. */
  | { readonly kind: 'noValueBetween' };

/** How one metric differs between two files. */
export interface Difference {
  readonly metric: QuantityName;
  readonly scenario: string;
  /** Null for a total, and where the files have no segments. */
  readonly segment: string | null;
  readonly old: number | null;
  readonly new: number | null;
  readonly change: number | null;
  /** Whether the two differ by more than rounding, or one of them has no value. */
  readonly isChanged: boolean;
  /** The largest first; none where nothing changed, or nothing can be told. */
  readonly parts: readonly Part[];
  readonly unshared: Unshared | undefined;
  /** Whether the parts are exact, or estimated from random orders. */
  readonly isExact: boolean;
}

/** The same segment before and after; undefined where it is on one side only. */
interface Pair {
  readonly before: Case | undefined;
  readonly after: Case | undefined;
}

/** Compare metrics of two files in one scenario, in every segment that both have. */
export function differencesOf(
  before: Assumptions,
  after: Assumptions,
  scenario: string,
  metrics: readonly QuantityName[],
  seed: number,
): Difference[] {
  const pairs = pairsOf(before, after, scenario);
  const otherMoney = otherMoneyOf(before, after);
  return metrics.flatMap((metric) => {
    const groups = isAdditive(metric)
      ? [pairs]
      : pairs
          .filter((pair) => pair.before !== undefined && pair.after !== undefined)
          .map((pair) => [pair]);
    return groups.flatMap((group) => {
      const place = {
        scenario,
        segment: isAdditive(metric) ? null : (group[0]?.after?.segment ?? null),
      };
      const found = differenceOf(group, metric, seed, isMoney(metric) ? otherMoney : undefined);
      return found === undefined ? [] : [{ metric, ...place, ...found }];
    });
  });
}

/** Why amounts of two files cannot be compared; undefined where they can. */
function otherMoneyOf(
  { currency: old }: Assumptions,
  { currency: now }: Assumptions,
): Unshared | undefined {
  if (old === undefined || now === undefined || old === now) return undefined;
  return { kind: 'otherCurrency', old, new: now };
}

function pairsOf(before: Assumptions, after: Assumptions, scenario: string): Pair[] {
  const inScenario = ({ cases }: Assumptions) =>
    new Map(cases.filter((each) => each.scenario === scenario).map((each) => [each.segment, each]));
  const [old, now] = [inScenario(before), inScenario(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((segment) => ({
    before: old.get(segment),
    after: now.get(segment),
  }));
}

type PlacelessDifference = Omit<Difference, 'metric' | 'scenario' | 'segment'>;

/**
 * The difference of a metric over some segments, or undefined where inputs of it are missing on both
 * sides.
 *
 * @param apart why the two cannot be compared, if they cannot
 */
function differenceOf(
  pairs: readonly Pair[],
  metric: QuantityName,
  seed: number,
  apart: Unshared | undefined,
): PlacelessDifference | undefined {
  const old = totalOf(casesOf(pairs, 'before'), metric);
  const now = totalOf(casesOf(pairs, 'after'), metric);
  if (lacksInputs(old) && lacksInputs(now)) return undefined;
  const ends = { old: old.value, new: now.value };
  if (old.value === null || now.value === null) {
    const unshared = old.absence ?? now.absence;
    const isChanged = old.value !== now.value;
    return { ...ends, change: null, isChanged, parts: [], unshared, isExact: true };
  }
  if (apart !== undefined) {
    return { ...ends, change: null, isChanged: true, parts: [], unshared: apart, isExact: true };
  }
  const difference = now.value - old.value;
  const magnitude = Math.max(
    ...(['before', 'after'] as const).map((side) => magnitudeOf(casesOf(pairs, side), metric)),
  );
  const isChanged = compareNear(now.value, old.value, magnitude) !== 0;
  const change = isChanged ? difference : 0;
  const moves = movesOf(pairs);
  const shares = shapleyValues((made) => mixed(pairs, moves, made, metric), moves.length, seed);
  if (shares === undefined) {
    const unshared = { kind: 'noValueBetween' } as const;
    return { ...ends, change, isChanged, parts: [], unshared, isExact: true };
  }
  const parts = moves
    .map(({ inputs, segment, old: from, new: to }, at): Part => ({
      inputs,
      segment,
      old: from,
      new: to,
      part: shares.parts[at] ?? NaN,
    }))
    .filter(({ part }) => part !== 0)
    .toSorted((one, other) => Math.abs(other.part) - Math.abs(one.part));
  return { ...ends, change, isChanged, parts, unshared: undefined, isExact: shares.isExact };
}

function casesOf(pairs: readonly Pair[], side: keyof Pair): Case[] {
  return pairs.map((pair) => pair[side]).filter((each) => each !== undefined);
}

type Key = keyof Inputs;

/** One change: keys that go together from old to new, in one segment or in all. */
interface Move extends Omit<Part, 'part'> {
  /** The pairs in which it happens, each with the keys; no keys where the segment comes or goes. */
  readonly where: ReadonlyMap<Pair, readonly Key[]>;
}

function movesOf(pairs: readonly Pair[]): Move[] {
  const both = pairs.filter(({ before, after }) => before !== undefined && after !== undefined);
  const groups = new Map<string, Move[]>();
  for (const move of pairs.flatMap(movesIn)) {
    const { inputs, segment } = move;
    const key = JSON.stringify(inputs.length === 0 ? { segment } : inputs);
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    const isCommon =
      first !== undefined &&
      same.length === both.length &&
      (both.length > 1 || pairs.length === 1) &&
      same.every((move) => move.old === first.old && move.new === first.new);
    if (!isCommon) return same;
    return [{ ...first, segment: null, where: new Map(same.flatMap(({ where }) => [...where])) }];
  });
}

function movesIn(pair: Pair): Move[] {
  const { before, after } = pair;
  const segment = (after ?? before)?.segment ?? null;
  if (before === undefined || after === undefined) {
    return [{ inputs: [], segment, old: null, new: null, where: new Map([[pair, []]]) }];
  }
  const moveOf = (...inputs: readonly Key[]): Move => {
    const [single, ...others] = inputs;
    const isSingle = others.length === 0 && single !== undefined;
    return {
      inputs,
      segment,
      old: isSingle ? shownInput(before.inputs[single]) : null,
      new: isSingle ? shownInput(after.inputs[single]) : null,
      where: new Map([[pair, inputs]]),
    };
  };
  const keys = [...new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)])] as Key[];
  const changed = keys.filter((key) => before.inputs[key] !== after.inputs[key]);
  // What came for what went: halfway, two inputs would disagree or one would be missing.
  const swapped = changed.filter(
    (key) => before.inputs[key] === undefined || after.inputs[key] === undefined,
  );
  const moves = changed.filter((key) => !swapped.includes(key)).map((key) => moveOf(key));
  return swapped.length === 0 ? moves : [...moves, moveOf(...swapped)];
}

/** The metric when some of the moves are made and the others are not. */
function mixed(
  pairs: readonly Pair[],
  moves: readonly Move[],
  made: readonly boolean[],
  metric: QuantityName,
): number | null {
  const cases = pairs.flatMap((pair): Case[] => {
    const keys = moves.flatMap(({ where }, at) =>
      made[at] === true ? (where.get(pair) ?? []) : [],
    );
    const { before, after } = pair;
    if (before === undefined || after === undefined) {
      const isMade = moves.some(({ where }, at) => where.has(pair) && made[at] === true);
      const present = isMade ? after : before;
      return present === undefined ? [] : [present];
    }
    const inputs: Record<string, unknown> = { ...before.inputs };
    for (const key of keys) {
      if (after.inputs[key] === undefined) delete inputs[key];
      else inputs[key] = after.inputs[key];
    }
    return [{ ...after, inputs }];
  });
  try {
    return totalOf(cases, metric).value;
  } catch (error) {
    // Two inputs that agree before and after may disagree halfway.
    if (error instanceof InputError) return null;
    throw error;
  }
}
