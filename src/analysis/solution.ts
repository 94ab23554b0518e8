import { InputError } from '../errors.ts';
import {
  brokenRule,
  type InputName,
  inputNames,
  type Inputs,
  type QuantityName,
} from '../quantities.ts';
import { outcomeOf } from '../assumptions/outcome.ts';
import { type Curve, searchRange, nearestSolution } from '../metrics/root-search.ts';

/** Why no value of an input reaches a target. */
export type Unsolved =
  /** Other inputs that are given decide what it is. */
  | { readonly kind: 'stated'; readonly by: readonly InputName[] }
  /** The metric has no value, or the same one, whatever it is. */
  | { readonly kind: 'noValue' | 'sameValue' }
  | { readonly kind: 'outOfBounds'; readonly low: number; readonly high: number };

/** What one input must be for a metric to reach a target. */
export interface Solution {
  readonly name: InputName;
  /** Null where the input is not given. */
  readonly current: number | null;
  /** Null where no value reaches the target; then `reason` says why. */
  readonly value: number | null;
  readonly reason: Unsolved | null;
}

/** Where an input that is not given is looked for: as far as if it were this. */
const unknownReach = 1e6;

/** Solve a metric for one input, the others as they are. */
export function solutionFor(
  name: InputName,
  inputs: Inputs,
  metric: QuantityName,
  target: number,
): Solution {
  const current = inputs[name] ?? null;
  const curve = curveOf(name, inputs, metric);
  const range = searchRange(name, current ?? unknownReach);
  const start = current ?? Math.min(range.high, Math.max(range.low, 0.5));
  const value = nearestSolution(curve, start, target, range);
  if (value !== undefined) return { name, current, value, reason: null };
  const unsolved = (reason: Unsolved): Solution => ({ name, current, value: null, reason });
  const by = statedBy(name, inputs, metric, start);
  if (by.length > 0) return unsolved({ kind: 'stated', by });
  const points = [range.low, start, (start + range.high) / 2, range.high].map(curve);
  if (points.every((point) => point === points[1])) {
    return unsolved({ kind: points[1] === null ? 'noValue' : 'sameValue' });
  }
  return unsolved({ kind: 'outOfBounds', low: shown(range.low), high: shown(range.high) });
}

/** The inputs given that decide what another one must be; none where it may be anything. */
function statedBy(
  name: InputName,
  inputs: Inputs,
  metric: QuantityName,
  start: number,
): InputName[] {
  const isRefused = (given: Inputs, factor: number) => {
    try {
      outcomeOf({ ...given, [name]: start * factor }, metric);
      return false;
    } catch (error) {
      if (error instanceof InputError) return true;
      throw error;
    }
  };
  const factors = [0.9, 0.8];
  if (start === 0 || !factors.every((factor) => isRefused(inputs, factor))) return [];
  return inputNames.filter((other) => {
    if (other === name || inputs[other] === undefined) return false;
    const { [other]: _, ...rest } = inputs;
    return !factors.some((factor) => isRefused(rest, factor));
  });
}

/** The bounds without the sliver that keeps an exclusive one out. */
function shown(bound: number): number {
  return Number(bound.toPrecision(6));
}

/** A metric as a function of one input. */
export function curveOf(name: InputName, inputs: Inputs, metric: QuantityName): Curve {
  return (x) => {
    if (brokenRule(name, x) !== undefined) return null;
    try {
      return outcomeOf({ ...inputs, [name]: x }, metric).value;
    } catch (error) {
      // With this value two inputs disagree, or the result is beyond a double.
      if (error instanceof InputError) return null;
      throw error;
    }
  };
}
