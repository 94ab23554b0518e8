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
  if (colons(text) !== keysOf(value)) assertKeysOnce(text, subject);
  return value;
}

/** Colons in a text: as many as keys, unless a text holds one or a key stands twice. */
function colons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}

function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + keysOf(item), 0);
  let count = 0;
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    count += typeof item === 'object' ? 1 + keysOf(item) : 1;
  }
  return count;
}

const token = /"(?:[^"\\]|\\.)*"|[{}:]/g;

/** @throws InputError when a key stands twice in one object */
function assertKeysOnce(text: string, subject: string): void {
  const open: Set<string>[] = [];
  let last = '';
  for (const [found] of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '}') open.pop();
    else if (found === ':') {
      const key = String(JSON.parse(last));
      const keys = open.at(-1);
      if (keys?.has(key)) {
        throw new InputError(`${subject} must give ${key} once, got it twice in one object`);
      }
      keys?.add(key);
    }
    last = found;
  }
}
