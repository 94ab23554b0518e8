import { InputError } from '../errors.ts';
import { parseJson } from './json.ts';
import { shown } from './number.ts';

/**
 * The number that a measured file has under a key: a number, or an object with `value`.
 *
 * @param path keys with slashes between, as in `freq` or `inputs/freq`
 * @throws InputError when there is none
 */
export function measuredValue(text: string, file: string, path: string): number {
  let found = parseJson(text, file);
  for (const key of path.split('/').filter((part) => part !== '')) {
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  const value = isObject(found) ? found['value'] : found;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError(
    `${file} must have a number under ${path}, got ${shown(JSON.stringify(value) ?? 'nothing')}; measure it anew, or correct measured:`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
