import * as z from 'zod/mini';
import { InputError, shown } from '../../errors.ts';
import {
  type Domain,
  inputNames,
  type InputName,
  isInputName,
  largestNumber,
  periods,
  quantities,
  timings,
} from '../../quantities.ts';
import { described } from '../described.ts';
import { longestNumber, looksRanged } from '../grammar/number.ts';
import { parseRange, valuePattern } from '../grammar/range-text.ts';
import {
  checkedNumber,
  isLeftEmpty,
  isUnknownNumber,
  type RecordOptions,
  resultNames,
} from './record.ts';
import { suggestion } from '../suggestion.ts';

/**
 * The schema of one input record: numbers and conventions by name, labels under any other key.
 *
 * `readRecord`, or for ranges `readRangedRecord`, takes exactly the records that this schema
 * takes, in a fraction of the time.
 */
export function recordSchema(options: RecordOptions) {
  const record = z.partial(
    z.object({
      ...Object.fromEntries(inputNames.map((name) => [name, numberSchema(name, options)])),
      timing: described(z.enum(timings), 'when the cash of a period is booked'),
      period: described(z.enum(periods), 'what freq, churn and retention are counted over'),
      ...Object.fromEntries(resultNames.map((name) => [name, z.unknown()])),
    }),
  );
  const label = z.string().check(z.refine((text) => !isUnknownNumber(text, options)));
  return described(
    z
      .catchall(record, options.allowUnknown ? z.unknown() : label)
      .check(z.refine((raw) => emptyInputs(raw, options).length === 0)),
    'A record for clv: numbers by name; a text under any other key is a label.',
  );
}

/** The inputs that are empty though they may not be. */
function emptyInputs(raw: object, options: RecordOptions): InputName[] {
  const values = raw as Readonly<Record<string, unknown>>;
  return inputNames.filter(
    (name) =>
      Object.hasOwn(raw, name) &&
      (values[name] === null || values[name] === '') &&
      !isLeftEmpty(raw, name, options),
  );
}

function numberSchema(name: InputName, { decimal, cells }: RecordOptions) {
  const { valid, help, emptyWith } = quantities[name];
  const { min, max, above, below }: Domain = valid ?? {};
  let number = z.number().check(z.minimum(-largestNumber), z.maximum(largestNumber));
  if (min !== undefined) number = number.check(z.minimum(min));
  if (above !== undefined) number = number.check(z.gt(above));
  if (max !== undefined) number = number.check(z.maximum(max));
  if (below !== undefined) number = number.check(z.lt(below));
  let text = z.string();
  if (decimal === 'point')
    text = text.check(z.maxLength(2 * longestNumber, { abort: true }), z.regex(valuePattern(name)));
  const validText = text.check(
    z.refine((value) => numberProblem(name, value, decimal, name) === undefined),
  );
  const empty = cells === true ? z.literal('') : z.null();
  return described(
    z.union(emptyWith === undefined ? [number, validText] : [number, validText, empty]),
    help,
  );
}

/** The JSON Schema (draft 2020-12) of one input record. */
export function recordJsonSchema(): object {
  return z.toJSONSchema(recordSchema({ decimal: 'point', allowUnknown: false }), { io: 'input' });
}

/**
 * Say all that is wrong with a record that `readRecord` did not take.
 *
 * @param spell how a message calls the value under a key
 */
export function explainRecord(
  raw: unknown,
  options: RecordOptions,
  spell: (key: string) => string = shown,
): InputError {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return new InputError(`a record must be a JSON object, got ${shownValue(raw)}`);
  }
  // zod passes over this one key, and looks at the record as a whole only where each key is sound.
  const keys = new Set(Object.hasOwn(raw, '__proto__') ? ['__proto__'] : []);
  for (const name of emptyInputs(raw, options)) keys.add(name);
  for (const { path } of recordSchema(options).safeParse(raw).error?.issues ?? []) {
    if (path.length > 0) keys.add(String(path[0]));
  }
  if (keys.size === 0) throw new Error(`a sound record was refused: ${JSON.stringify(raw)}`);
  const values = new Map<string, unknown>(Object.entries(raw));
  return new InputError(
    Array.from(keys, (key) => problemOf(key, values.get(key), options, spell(key))),
  );
}

function problemOf(key: string, value: unknown, options: RecordOptions, subject: string): string {
  if (isInputName(key)) {
    return (
      numberProblem(key, value, options.decimal, subject) ??
      `${subject} must be a number, got ${shownValue(value)}`
    );
  }
  if (key === 'timing') return oneOf(subject, timings, value);
  if (key === 'period') return oneOf(subject, periods, value);
  if (key === '__proto__') return `${subject} must not be the name of a key; rename it`;
  if (typeof value === 'number' || isUnknownNumber(value, options)) {
    return `${subject} is not a name that clv knows, got ${shown(String(value))}${suggestion(key, inputNames)}; --allow-unknown carries it through`;
  }
  return `${subject} must be a text to be a label, got ${shownValue(value)}; --allow-unknown carries it through`;
}

function oneOf(subject: string, choices: readonly string[], value: unknown): string {
  return `${subject} must be one of ${choices.join(', ')}, got ${shownValue(value)}`;
}

function numberProblem(
  name: InputName,
  value: unknown,
  decimal: RecordOptions['decimal'],
  subject: string,
): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') {
    const leaveOut = value === null ? '; leave the key out' : '';
    return `${subject} must be a number, got ${shownValue(value)}${leaveOut}`;
  }
  try {
    const isRange = typeof value === 'string' && looksRanged(value);
    if (isRange) parseRange(value, { subject, name, decimal });
    else checkedNumber(name, value, decimal, subject);
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function shownValue(value: unknown): string {
  return shown(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
}
