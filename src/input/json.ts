import { InputError } from '../errors.ts';
import { shown } from './number.ts';

/**
 * Parse JSON, and refuse what JSON.parse would pass over: a key that stands twice in an object.
 *
 * @param subject what a message calls the text
 * @throws InputError
 */
export function parseJson(text: string, subject: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${subject} must be JSON, got ${shown(text.trim())}: ${reason}`);
  }
  const keys = keysOf(value, deepest);
  if (keys === Infinity) {
    throw new InputError(`${subject} must be nested at most ${deepest} deep, got a deeper one`);
  }
  if (colons(text) !== keys) assertKeysOnce(text, subject);
  return value;
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

/** @throws InputError when a key stands twice in one object */
function assertKeysOnce(text: string, subject: string): void {
  const open: Set<string>[] = [];
  const sign = /["{}:]/g;
  let last = '';
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const [character] = found;
    if (character === '"') {
      sign.lastIndex = endOfString(text, found.index);
      last = text.slice(found.index, sign.lastIndex);
    } else if (character === '{') open.push(new Set());
    else if (character === '}') open.pop();
    else {
      const key = String(JSON.parse(last));
      const keys = open.at(-1);
      if (keys?.has(key)) {
        throw new InputError(`${subject} must give ${key} once, got it twice in one object`);
      }
      keys?.add(key);
    }
  }
}

/** Where the string that starts here ends; a regular expression runs out of stack on a long one. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
