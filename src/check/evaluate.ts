import { InputError } from '../errors.ts';
import { compareNear } from '../math/near.ts';
import { sum } from '../math/sum.ts';
import {
  type InputName,
  type Inputs,
  isInputName,
  quantities,
  type QuantityName,
} from '../quantities.ts';
import type { Draw } from '../assumptions/draw.ts';
import { aggregated, type Observation } from './aggregate.ts';
import { type Baseline, baselineValue } from './baseline.ts';
import { magnitudeOf } from './magnitude.ts';
import { isInside, type Limits, limitsOf, nearest } from './limits.ts';
import type { Check } from '../assumptions/rule.ts';
import type { Absence } from '../assumptions/absence.ts';
import { lacksInputs, type Outcome, totalOf } from '../assumptions/outcome.ts';
import { dayNumber } from '../calendar.ts';
import { type Focus, type Scope } from '../assumptions/scope.ts';
import { sourcesOf } from '../metrics/upstream.ts';

/** What a check was found to be in one place. */
export interface Finding {
  readonly scenario: string;
  /** Null for a total, and where the file has no segments. */
  readonly segment: string | null;
  /** Null where there is no value; then `absence` says why. */
  readonly found: number | null;
  /** The bound that the figure was held against: of two, the one it is beyond or nearest to. */
  readonly limit: number;
  /** Found less limit. */
  readonly delta: number | null;
  readonly passed: boolean;
  /** Whether inputs are missing, and the check allows that. */
  readonly isSkipped: boolean;
  readonly absence: Absence | undefined;
  /** Whether more draws could tell otherwise. */
  readonly isClose: boolean;
  /** Whether found and limit are the same but for rounding. */
  readonly isAtLimit: boolean;
}

/** All that checks are evaluated against, beside the file itself. */
export interface Setting {
  readonly focus: Focus;
  readonly baseline: Baseline | undefined;
  /** The measured value behind a reference such as `measured.json#freq`, in the terms of these inputs. */
  readonly measured: (reference: string, name: InputName, inputs: Inputs) => number;
  /** Today, as in 2026-11-21; undefined where no check asks for it. */
  readonly today: string | undefined;
  readonly draw: Draw;
}

/** Evaluate a check in one place. */
export function findingOf(check: Check, scope: Scope, setting: Setting): Finding {
  const place = { scenario: scope.scenario, segment: scope.segment };
  const bounds = boundsOf(check, scope, setting);
  const { outcome, isClose } = observed(check, scope, setting, bounds);
  if (outcome.value === null || !Number.isFinite(outcome.value)) {
    return {
      ...place,
      found: null,
      limit: nearest(bounds, bounds.low),
      delta: null,
      passed: false,
      isSkipped: check.ifMissing === 'skip' && lacksInputs(outcome),
      absence: outcome.absence ?? { kind: 'notFinite' },
      isClose: false,
      isAtLimit: false,
    };
  }
  const found = outcome.value;
  const limit = nearest(bounds, found);
  const magnitude = magnitudeOf(scope.cases, check.metric);
  const passed = isInside(found, bounds, magnitude);
  const delta = found - limit;
  const isAtLimit = compareNear(found, limit, magnitude) === 0;
  return {
    ...place,
    found,
    limit,
    delta,
    passed,
    isSkipped: false,
    absence: undefined,
    isClose,
    isAtLimit,
  };
}

/**
 * Where the figure of a check must lie in one place.
 *
 * @throws InputError when what it refers to does not exist
 */
export function boundsOf(check: Check, scope: Scope, setting: Setting): Limits {
  const { rule, metric } = check;
  if (rule.kind !== 'within' || typeof rule.of === 'number') {
    return limitsOf(rule, rule.kind === 'within' && typeof rule.of === 'number' ? rule.of : NaN);
  }
  const reference =
    rule.of === 'baseline'
      ? baselineReference(check, scope, setting)
      : measuredReference(metric, scope, setting);
  if (reference === 0 && rule.isRelative) {
    throw new InputError(
      `${check.text} must have a tolerance that is an amount, got a percentage of a ${rule.of} value of 0; write it without %`,
    );
  }
  return limitsOf(rule, reference);
}

function placeName({ scenario, segment }: Scope): string {
  return segment === null ? `scenario ${scenario}` : `scenario ${scenario}, segment ${segment}`;
}

function baselineReference({ metric, text }: Check, scope: Scope, { baseline }: Setting): number {
  if (baseline === undefined) {
    throw new InputError(
      `${text} must have a baseline, got none; add baseline: clv.baseline.json to the file and write it with clv check --write-baseline`,
    );
  }
  const value = baselineValue(baseline, scope, metric);
  if (value !== undefined) return value;
  throw new InputError(
    `${text} must have ${metric} in the baseline, got none for ${placeName(scope)}; write it anew with clv check --write-baseline`,
  );
}

function measuredReference(metric: QuantityName, scope: Scope, { measured }: Setting): number {
  const values = scope.cases.map(({ provenance, inputs }) => {
    const reference = isInputName(metric) ? provenance[metric]?.measured : undefined;
    if (isInputName(metric) && reference !== undefined) return measured(reference, metric, inputs);
    throw new InputError(
      `${metric} must have a measured value, got none for ${placeName(scope)}; add measured: measured.json#${metric} to it`,
    );
  });
  return sum(values);
}

/** The figure that a check looks at in one place. */
export function observed(
  check: Check,
  scope: Scope,
  setting: Setting,
  bounds: Limits,
): Observation {
  const { aggregate, metric } = check;
  if (aggregate === undefined) return { outcome: totalOf(scope.cases, metric), isClose: false };
  if (aggregate === 'age') return { outcome: ageOf(check, scope, setting), isClose: false };
  const outcome = totalOf(scope.cases, metric);
  const isBeyond = !lacksInputs(outcome) && quantities[metric].without !== undefined;
  if (outcome.value === null && !isBeyond) return { outcome, isClose: false };
  const draws = sortedDraws(scope, metric, setting.draw);
  if (draws[0] === draws.at(-1)) {
    const isRanged = scope.cases.some(({ inputs, ranges }) => {
      const sources = sourcesOf(metric, inputs);
      return Object.keys(ranges).some((name) => sources.has(name));
    });
    if (outcome.value === null && isRanged) return { outcome, isClose: false };
    throw new InputError(
      `${aggregate}(${metric}) must rest on a range, got none that moves ${metric} in ${placeName(scope)}; give an input of it a range`,
    );
  }
  return aggregated(aggregate, draws, bounds);
}

/** Draws of one case, or of the total of several, the smallest first: the same draw of each is added. */
function sortedDraws({ cases }: Scope, metric: QuantityName, draw: Draw): Float64Array {
  const [first, ...rest] = cases.map((each) => draw(each, metric));
  if (first === undefined) throw new Error(`no case to draw ${metric} of`);
  if (rest.length === 0) {
    let sorted = sortedOnce.get(first);
    if (sorted === undefined) sortedOnce.set(first, (sorted = first.toSorted()));
    return sorted;
  }
  return first
    .map((value, at) => totalOfDraw([value, ...rest.map((each) => each[at] ?? NaN)]))
    .sort();
}

/** What segments come to in one draw: without a value where one has none, and as bad as the worst. */
function totalOfDraw(values: readonly number[]): number {
  return values.includes(-Infinity) ? -Infinity : sum(values);
}

/** Many checks look at the same draws. */
const sortedOnce = new WeakMap<Float64Array, Float64Array>();

/** The days since an input was reviewed; a check of an age looks at one case at a time. */
function ageOf({ metric, text, ifMissing }: Check, scope: Scope, { today }: Setting): Outcome {
  const [assumed] = scope.cases;
  const reviewed = isInputName(metric) ? assumed?.provenance[metric]?.reviewed : undefined;
  const age =
    reviewed === undefined || today === undefined
      ? undefined
      : dayNumber(today) - dayNumber(reviewed);
  if (age !== undefined && age < 0) {
    throw new InputError(
      `${text} must look back, got a review of ${metric} ${-age} days after ${today}; correct reviewed or --now`,
    );
  }
  if (age !== undefined) return { value: age };
  if (ifMissing === 'skip') {
    return { value: null, absence: { kind: 'notReviewed', name: metric } };
  }
  throw new InputError(
    `${text} must know when ${metric} was reviewed, got no date for ${placeName(scope)}; add reviewed: to it, or if-missing: skip to the check`,
  );
}
