import { InputError, shown } from '../../errors.ts';
import {
  brokenRule,
  type InputName,
  inputNames,
  type Inputs,
  isInputName,
  isShare,
  type Period,
  periods,
  quantities,
  quantityNames,
  timings,
} from '../../quantities.ts';
import type { Units } from '../../assumptions/given-numbers.ts';
import { type DecimalSign, isNumberText, parseNumber } from '../grammar/number.ts';
import { periodWritten, withUnit } from '../grammar/unit-text.ts';

/** What one record holds: the numbers and conventions of the vocabulary, and everything else. */
export interface InputRecord {
  readonly inputs: Inputs;
  /** Texts under other keys, carried through to the output. */
  readonly labels: Readonly<Record<string, unknown>> | undefined;
  /** What inputs are per that are written with a unit. */
  readonly units: Units | undefined;
}

export interface RecordOptions {
  /**
   * Whether every value is a cell of text, as in CSV: then the text of a number under an unknown
   * key is a number, so that a misspelt header is seen.
   */
  readonly cells?: boolean;
  readonly decimal: DecimalSign;
  /** Whether a number under an unknown key is carried through instead of refused. */
  readonly allowUnknown: boolean;
}

type Kind = 'input' | 'result' | 'timing' | 'period';

/** What clv itself prints beside the metrics, and computes anew when it is fed back. */
const printedOnly = [
  'basis',
  'fittedModel',
  'yearsBeyondData',
  'horizon',
  'byYear',
  'intervals',
  'readings',
  'misses',
  'simulation',
];

/** Names that are recognised and recomputed, so that output can be fed back. */
export const resultNames: readonly string[] = [
  ...quantityNames.filter((name) => !isInputName(name) && quantities[name].onlyIn !== 'horizon'),
  ...printedOnly,
];

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...resultNames.map((name): [string, Kind] => [name, 'result']),
  ...inputNames.map((name): [string, Kind] => [name, 'input']),
  ['timing', 'timing'],
  ['period', 'period'],
]);

/** What a key of a record is, or undefined where it is none of clv's own. */
export function kindOf(key: string): Kind | undefined {
  return kinds.get(key);
}

/**
 * Read one record, or return undefined where anything in it is wrong.
 *
 * It only decides: `explainRecord` in schema.ts says what is wrong, at its leisure.
 */
export function readRecord(raw: unknown, options: RecordOptions): InputRecord | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  return isPlain(raw)
    ? { inputs: raw, labels: undefined, units: undefined }
    : readMixed(raw, options);
}

/** Whether a record holds nothing but valid numbers under names of inputs: the common case. */
function isPlain(raw: object): raw is Inputs {
  for (const key in raw) {
    if (kinds.get(key) !== 'input') return false;
    const value: unknown = (raw as Record<string, unknown>)[key];
    if (typeof value !== 'number' || brokenRule(key as InputName, value) !== undefined)
      return false;
  }
  return true;
}

function readMixed(raw: object, options: RecordOptions): InputRecord | undefined {
  const inputs: Record<string, unknown> = {};
  const labels: Record<string, unknown> = {};
  let labelled = false;
  const units: Record<string, Period> = {};
  let hasUnits = false;
  for (const [key, value] of Object.entries(raw)) {
    switch (kinds.get(key)) {
      case 'input': {
        if (isLeftEmpty(raw, key as InputName, options)) break;
        const number = numberOf(key as InputName, value, options.decimal);
        if (number === undefined) return undefined;
        inputs[key] = number;
        const per = typeof value === 'string' ? periodWritten(value, key as InputName) : undefined;
        if (per === undefined) break;
        units[key] = per;
        hasUnits = true;
        break;
      }
      case 'timing':
        if (!timings.some((timing) => timing === value)) return undefined;
        inputs[key] = value;
        break;
      case 'period':
        if (!periods.some((period) => period === value)) return undefined;
        inputs[key] = value;
        break;
      case 'result':
        break;
      case undefined:
        if (!isLabel(key, value, options)) return undefined;
        labels[key] = value;
        labelled = true;
    }
  }
  return { inputs, labels: labelled ? labels : undefined, units: hasUnits ? units : undefined };
}

/** The currency that a record says it is in, by a label of that name in any case. */
export function recordCurrency(labels: InputRecord['labels'] = {}): string | undefined {
  const label = Object.entries(labels).find(([key]) => key.toLowerCase() === 'currency')?.[1];
  return typeof label === 'string' && label.trim() !== '' ? label.trim().toUpperCase() : undefined;
}

/** Whether an input is empty where it follows from others of the record: it is found anew. */
export function isLeftEmpty(raw: object, name: InputName, { cells }: RecordOptions): boolean {
  const { emptyWith } = quantities[name];
  const value = (raw as Readonly<Record<string, unknown>>)[name];
  if (emptyWith === undefined || value !== (cells === true ? '' : null)) return false;
  return emptyWith.every((other) => Object.hasOwn(raw, other));
}

/** Whether a value under an unknown key may be carried through. */
function isLabel(key: string, value: unknown, options: RecordOptions): boolean {
  if (key === '__proto__') return false;
  return options.allowUnknown || (typeof value === 'string' && !isUnknownNumber(value, options));
}

/** Whether a cell under an unknown key is a number, which a label must not be. */
export function isUnknownNumber(value: unknown, { cells, decimal }: RecordOptions): boolean {
  return cells === true && typeof value === 'string' && isNumberText(value.trim(), decimal);
}

function numberOf(name: InputName, value: unknown, decimal: DecimalSign): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  try {
    return checkedNumber(name, value, decimal, name);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/**
 * The value of an input, given as a number or as text, inside its domain.
 *
 * @param subject what a message calls it
 * @throws InputError otherwise
 */
export function checkedNumber(
  name: InputName,
  value: number | string,
  decimal: DecimalSign,
  subject: string,
): number {
  const unit = typeof value === 'string' ? withUnit(value, name, subject) : undefined;
  const text = unit?.text ?? value;
  const plain =
    typeof text === 'number' ? text : parseNumber(text, { subject, decimal, share: isShare(name) });
  const number = unit === undefined ? plain : unit.convert(plain);
  const rule = brokenRule(name, number);
  if (rule === undefined) return number;
  throw new InputError(
    `${subject} ${rule}, got ${shownNumber(value)}${remedy(name, text, number, decimal, unit?.unit)}`,
  );
}

function shownNumber(value: number | string): string {
  return value === Infinity || value === -Infinity
    ? 'a number beyond 1.8e308'
    : shown(String(value));
}

/** Shares given as percentages are the commonest slip. */
function remedy(
  name: InputName,
  written: number | string,
  value: number,
  decimal: DecimalSign,
  unit = '',
): string {
  const text = String(written);
  const share = Number(`${value}e-2`);
  const isSlip = isShare(name) && value > 1 && value <= 100 && !text.endsWith('%');
  if (!isSlip || text.length > longestHint || brokenRule(name, share) !== undefined) return '';
  if (decimal === 'comma' || unit !== '') return `; write ${text}%${unit}`;
  return `; write ${text}% or ${share}`;
}

/** The longest number that a message proposes. */
const longestHint = 30;
