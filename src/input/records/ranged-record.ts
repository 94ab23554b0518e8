import type { Range, Ranges } from '../../assumptions/range.ts';
import { pointOf } from '../../assumptions/reading.ts';
import { InputError } from '../../errors.ts';
import { isInputName, type Period } from '../../quantities.ts';
import { looksRanged } from '../grammar/number.ts';
import { parseRange, type RangeOptions } from '../grammar/range-text.ts';
import { periodWritten } from '../grammar/unit-text.ts';
import { type InputRecord, readRecord, type RecordOptions } from './record.ts';

/** A record in which some inputs are ranges; `inputs` holds the one number that stands for each. */
export interface RangedRecord extends InputRecord {
  readonly ranges: Ranges;
}

/**
 * Read the text of a range, and the one number that stands for it.
 *
 * @param interval the share that lies between the ends of `45 to 55` and `50±5`
 * @returns undefined when the text is not written as a range at all
 * @throws InputError when it is, and is no sound one
 */
export function readRange(
  text: string,
  options: RangeOptions,
  interval: number,
): { readonly range: Range; readonly point: number } | undefined {
  const range = parseRange(text, options);
  return range === undefined ? undefined : { range, point: pointOf(range, interval) };
}

/**
 * Read one record with ranges, or return undefined where it has none or anything is wrong.
 *
 * @param interval the share that lies between the ends of `45 to 55` and `50±5`
 */
export function readRangedRecord(
  raw: unknown,
  options: RecordOptions,
  interval: number,
): RangedRecord | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const points: Record<string, unknown> = { ...raw };
  const ranges: Record<string, Range> = {};
  const units: Record<string, Period> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (!isInputName(name) || typeof value !== 'string' || !looksRanged(value)) continue;
    const sound = soundRange(value, { subject: name, name, decimal: options.decimal }, interval);
    if (sound === undefined) return undefined;
    ranges[name] = sound.range;
    points[name] = sound.point;
    const per = periodWritten(value, name);
    if (per !== undefined) units[name] = per;
  }
  if (Object.keys(ranges).length === 0) return undefined;
  const record = readRecord(points, options);
  return record === undefined
    ? undefined
    : { ...record, ranges, units: { ...record.units, ...units } };
}

function soundRange(...args: Parameters<typeof readRange>): ReturnType<typeof readRange> {
  try {
    return readRange(...args);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
