import { InputError } from '../../errors.ts';
import { jsonFault } from './json-fault.ts';

/**
 * Parse JSON, and refuse what JSON.parse would pass over: a key that an object has twice.
 *
 * A message gives the place and the rule and quotes nothing: the text may be another's secret.
 *
 * @param subject what a message calls the text
 * @throws InputError
 */
export function parseJson(text: string, subject: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw faultError(text, subject);
  }
  const keys = keysOf(value, deepest);
  if (keys === Infinity) {
    throw new InputError(`${subject} must be nested at most ${deepest} deep, got a deeper one`);
  }
  if (colons(text) !== keys && jsonFault(text) !== undefined) throw faultError(text, subject);
  return value;
}

function faultError(text: string, subject: string): InputError {
  const { at, problem } = jsonFault(text) ?? { at: 0, problem: 'is not JSON' };
  const before = text.slice(0, at).split('\n');
  const column = `column ${(before.at(-1)?.length ?? 0) + 1}`;
  const place = text.trimEnd().includes('\n') ? `line ${before.length}, ${column}` : column;
  return new InputError(`${subject} ${problem} at ${place}`);
}

/** What walks a value calls itself, and no record is this deep. */
const deepest = 100;

/** Colons in a text: as many as keys, unless a text holds one or a key stands twice. */
function colons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}

/** The keys in a value, or Infinity where it is nested deeper than the limit. */
function keysOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (limit === 0) return Infinity;
  if (Array.isArray(value)) {
    return value.reduce((sum: number, item) => sum + keysOf(item, limit - 1), 0);
  }
  let count = 0;
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    count += typeof item === 'object' ? 1 + keysOf(item, limit - 1) : 1;
  }
  return count;
}
