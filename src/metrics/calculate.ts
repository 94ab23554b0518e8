import { InputError } from '../errors.ts';
import {
  type ConventionName,
  conventionNames,
  type InputName,
  type Inputs,
  isInputName,
  largestNumber,
  type ModelOutlook,
  type Period,
  type QuantityName,
  type Reason,
  type Timing,
} from '../quantities.ts';
import { assertAgreement, type Derivation, type Formula } from './agreement.ts';
import { planFor } from './derivation-plan.ts';
import { metrics } from './index.ts';
import { assertInputs } from './metric.ts';

/** Whether money is counted before costs or after them. */
export type Basis = 'revenue' | 'margin';

/** Inputs, metrics and conventions by name: flat, in the order in which they are printed. */
export type Row = { readonly [Name in QuantityName]?: number | null } & {
  readonly timing?: Timing;
  readonly period?: Period;
  readonly basis?: Basis;
  /** What a fitted model says, where one was given. */
  readonly model?: ModelOutlook;
};

export interface Calculation {
  readonly values: Row;
  /** The inputs that were given and do not follow from others, in the order of the vocabulary. */
  readonly inputs: readonly QuantityName[];
  /** The metrics that the inputs allow, also those that were given, in the order of the list. */
  readonly metrics: readonly QuantityName[];
  /** Why a metric is null. */
  readonly reasons: ReadonlyMap<QuantityName, Reason>;
  /** What was given and moved no metric. */
  readonly unused: readonly (InputName | ConventionName)[];
}

export interface CalculateOptions {
  /** The metrics wanted, in the order of the list; all of them if absent. */
  readonly metrics?: readonly Formula[];
  /** How a message spells a name, as in `--unit-cost`; the name itself if absent. */
  readonly spell?: (name: string) => string;
}

/**
 * Compute every metric that the given numbers allow.
 *
 * A metric that lacks an input is absent; one that has its inputs but no value (a ratio to a
 * CAC of 0) is null, with the reason in `reasons`, as is what would be computed from that.
 *
 * @throws RangeError when an input is outside its domain
 * @throws InputError when a quantity is given and also derivable and the two disagree, or when
 *   a result is beyond a double
 * @example calculate({ avg: 50, freq: 4, years: 3 }).values // { avg: 50, freq: 4, years: 3, customerValue: 200, clv: 600 }
 */
export function calculate(inputs: Inputs, options: CalculateOptions = {}): Calculation {
  assertInputs(inputs);
  return derive(onlyGiven(inputs), options);
}

/** What counts as given: metrics, as in earlier values fed back, are computed anew. */
function onlyGiven(inputs: Inputs): Inputs {
  const others = new Set<string>([...conventionNames, 'model']);
  return Object.fromEntries(
    Object.entries(inputs).filter(
      ([name, value]: [string, unknown]) =>
        value !== undefined && (isInputName(name) || others.has(name)),
    ),
  );
}

/** {@link calculate} for inputs that were checked already. */
export function derive(inputs: Inputs, options: CalculateOptions = {}): Calculation {
  const plan = planFor(inputs, options.metrics ?? metrics, options.spell);
  // Writing to keys that are there already is many times faster than adding them one by one.
  const values: Record<string, unknown> = { ...plan.template };
  let reasons = noReasons;

  for (const name of plan.given) values[name] = inputs[name];
  for (const step of plan.steps) {
    const { metric, check } = step;
    const missing = reasons === noReasons ? undefined : reasonAmong(step.from, reasons);
    const result = missing ?? metric.compute(values);
    if (check) {
      if (missing === undefined) assertAgreement(step, values, result, options.spell);
    } else if (typeof result !== 'number') {
      reasons = new Map([...reasons, [metric.name, result]]);
      values[metric.name] = null;
    } else {
      if (!(Math.abs(result) <= step.most)) refuse(step, result);
      values[metric.name] = result;
    }
  }
  return { values, inputs: plan.inputs, metrics: plan.metrics, reasons, unused: plan.unused };
}

/** Why one of the names has no value, so that what is computed from it has none either. */
function reasonAmong(names: readonly string[], reasons: Calculation['reasons']) {
  return names.map((name) => reasons.get(name as QuantityName)).find(Boolean);
}

const noReasons: ReadonlyMap<QuantityName, Reason> = new Map();

/** @throws InputError for a result beyond a double, or an input beyond what can be given */
function refuse({ metric: { name }, from }: Derivation, result: number): never {
  if (!Number.isFinite(result)) {
    throw new InputError(`${name} is beyond what a double can carry; give smaller numbers`);
  }
  const sources = from.filter(isInputName).join(' and ');
  throw new InputError(
    `${name} must be at most ${largestNumber} either way, got ${result} from ${sources}`,
  );
}
