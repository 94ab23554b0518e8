import { InputError } from '../errors.ts';
import {
  brokenRule,
  type InputName,
  type Inputs,
  isInputName,
  isShare,
  type QuantityName,
} from '../quantities.ts';
import type { Case } from '../assumptions/assumptions.ts';
import type { Check } from '../assumptions/rule.ts';
import { boundsOf, type Finding, observed, type Setting } from './evaluate.ts';
import { isInside } from './limits.ts';
import { magnitudeOf } from './magnitude.ts';
import type { Scope } from '../assumptions/scope.ts';
import { nearestWithValue, searchRange, nearestSolution } from '../metrics/root-search.ts';
import { sourcesOf } from '../metrics/upstream.ts';

/** One change of one input that would let a check pass in one place. */
export interface Remedy {
  readonly name: InputName;
  readonly current: number;
  /** The value nearest to the current one that passes, rounded so that it does. */
  readonly value: number;
  /** Whether the input has a range, which is taken to move along. */
  readonly isRanged: boolean;
}

/**
 * The single changes of which each would let a check pass where it failed.
 *
 * Of a total, only an input that is the same in all segments is changed.
 *
 * @param scope where the target is
 */
export function remediesOf(
  check: Check,
  finding: Finding,
  scope: Scope,
  setting: Setting,
): Remedy[] {
  const isCostly = check.aggregate !== undefined;
  if (check.aggregate === 'age' || (isCostly && finding.found === null)) return [];
  const limits = boundsOf(check, scope, setting);
  const ends = finding.found === null ? [limits.high, limits.low] : [finding.limit];
  const bounds = ends.filter(Number.isFinite);
  return commonInputs(scope.cases, check.metric).flatMap(([name, current]): Remedy[] => {
    const found = (x: number) => {
      if (x === current) return finding.found;
      if (brokenRule(name, x) !== undefined) return null;
      try {
        return observed(check, moved(scope, name, x), setting, limits).outcome.value;
      } catch (error) {
        // With this value two inputs disagree, or the input alone moved the metric.
        if (error instanceof InputError) return null;
        throw error;
      }
    };
    const passes = (x: number) => {
      const figure = x === current ? null : found(x);
      if (figure === null) return false;
      // What goes in is that of the new value, as it will be when it is written.
      const magnitude = magnitudeOf(moved(scope, name, x).cases, check.metric);
      return isInside(figure, limits, magnitude);
    };
    const places = isShare(name) ? 4 : 2;
    const isRanged = scope.cases.some(({ ranges }) => ranges[name] !== undefined);
    const range = searchRange(name, current);
    const solutions = bounds.map((bound) =>
      nearestSolution(found, current, bound, range, isCostly),
    );
    // What never comes, as a payback, may pass as soon as it comes.
    if (finding.found === null) solutions.unshift(nearestWithValue(found, current, range));
    for (const exact of solutions) {
      if (exact === undefined) continue;
      // A strict limit is met where the value is already: either way may lead away from it.
      const isEither =
        finding.found === null || Math.abs(exact - current) <= 1e-9 * Math.abs(current);
      const sides = [isEither || exact > current, isEither || exact < current] as const;
      const value = rounded(exact, sides, passes, [places, places + (isCostly ? 2 : 10)]);
      if (value !== undefined) return [{ name, current, value, isRanged }];
    }
    return [];
  });
}

/** The inputs of a metric that have the same value in all cases, and no more say in some than in others. */
function commonInputs(
  cases: readonly Case[],
  metric: QuantityName,
): (readonly [InputName, number])[] {
  const [first] = cases;
  const sources = new Set(cases.flatMap(({ inputs }) => [...sourcesOf(metric, inputs)]));
  return Object.entries(first?.inputs ?? {}).flatMap(([name, value]) =>
    isInputName(name) &&
    sources.has(name) &&
    typeof value === 'number' &&
    cases.every(({ inputs }) => inputs[name] === value)
      ? [[name, value] as const]
      : [],
  );
}

/** The scope with one input moved, and its range moved with it. */
function moved(scope: Scope, name: InputName, value: number): Scope {
  return {
    ...scope,
    cases: scope.cases.map((each): Case => {
      const inputs: Inputs = { ...each.inputs, [name]: value };
      const range = each.ranges[name];
      if (range === undefined) return { ...each, inputs };
      const factor = value / (each.inputs[name] ?? NaN);
      const quantile = (p: number) => range.quantile(p) * factor;
      return { ...each, inputs, ranges: { ...each.ranges, [name]: { ...range, quantile } } };
    }),
  };
}

/**
 * A solution rounded until it passes.
 *
 * @param sides whether to round up, and whether down
 * @param places the digits after the point that a person would write, and the most that may be
 */
function rounded(
  exact: number,
  sides: readonly [boolean, boolean],
  passes: (x: number) => boolean,
  [least, most]: readonly [number, number],
): number | undefined {
  for (let places = least; places <= most; places++) {
    const unit = 10 ** places;
    // A hundred-millionth of a unit is the noise of the solution, not a reason to round up.
    const [up, down] = [Math.ceil(exact * unit - 1e-8), Math.floor(exact * unit + 1e-8)];
    const value = [...(sides[0] ? [up, up + 1] : []), ...(sides[1] ? [down, down - 1] : [])]
      .map((count) => count / unit)
      // What is printed has 15 digits.
      .find((each) => each === Number(each.toPrecision(15)) && passes(each));
    if (value !== undefined) return value;
  }
  return undefined;
}
