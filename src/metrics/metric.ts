import type {
  InputName,
  ModelOutlook,
  Period,
  QuantityName,
  Reason,
  Timing,
} from '../quantities.ts';
import { brokenRule, isInputName, periods, timings } from '../quantities.ts';

/** What a metric may be computed from: numbers of the vocabulary, and the conventions. */
export type Values = { readonly [Name in QuantityName]?: number | null } & {
  readonly timing?: Timing;
  readonly period?: Period;
  readonly model?: ModelOutlook;
};

/**
 * One metric: its documented formula, and all that the rest of clv needs to derive it,
 * explain it and test it.
 */
export interface Metric<Inputs = Values, Outcome extends number | Reason = number | Reason> {
  readonly name: QuantityName;
  readonly formula: string;
  /** Where the formula comes from. */
  readonly source: string;
  /** The sets of names that it can be computed from, the preferred one first. */
  readonly inputs: readonly (readonly (keyof Values)[])[];
  /** The formula itself; the inputs are valid and finite, the result may still overflow. */
  compute(this: void, values: Inputs): Outcome;
  readonly example: {
    readonly inputs: Inputs;
    readonly result: number;
    /** Where the expected result comes from. */
    readonly from: string;
  };
}

/** A number, or null where a metric has its inputs but no value. */
type NumberOrNull<Outcome> = Outcome extends number ? number : null;

/**
 * Compute one metric for a caller of the library: check each input, then the result.
 *
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 */
export function evaluate<Inputs extends object, Outcome extends number | Reason>(
  metric: Metric<Inputs, Outcome>,
  inputs: Inputs,
): NumberOrNull<Outcome> {
  assertInputs(inputs);
  const result: number | Reason = metric.compute(inputs);
  if (typeof result !== 'number') return null as NumberOrNull<Outcome>;
  if (!Number.isFinite(result)) {
    throw new RangeError(`${metric.name} must be a finite number, got ${result}`);
  }
  return result as NumberOrNull<Outcome>;
}

/**
 * @throws RangeError when the value is outside the domain of the quantity
 */
export function assertValid(name: InputName | (string & {}), value: number): void {
  const rule = isInputName(name)
    ? brokenRule(name, value)
    : Number.isFinite(value)
      ? undefined
      : 'must be a finite number';
  if (rule !== undefined) throw new RangeError(`${name} ${rule}, got ${value}`);
}

/**
 * @throws RangeError when a number is outside its domain, or a convention is not one of its names
 */
export function assertInputs(inputs: object): void {
  for (const [name, value] of Object.entries(inputs) as [string, number | string | undefined][]) {
    if (name === 'timing') assertOneOf(name, timings, value);
    else if (name === 'period') assertOneOf(name, periods, value);
    else if (typeof value === 'number') assertValid(name, value);
  }
}

function assertOneOf(
  name: string,
  choices: readonly string[],
  value: number | string | undefined,
): void {
  if (value === undefined || choices.some((choice) => choice === value)) return;
  throw new RangeError(`${name} must be one of ${choices.join(', ')}, got ${value}`);
}
