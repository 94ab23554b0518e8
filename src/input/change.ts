import type { InputName } from '../quantities.ts';
import { numberPattern, parseNumber } from './number.ts';

/** How an override moves the number that it inherits: `+8%` is relative, `+5` a difference. */
export interface Change {
  readonly by: number;
  readonly isRelative: boolean;
}

/**
 * Read a signed override, or return undefined for a value that stands by itself.
 *
 * @throws InputError when it starts with a sign and is no number
 */
export function parseChange(
  name: InputName,
  value: number | string,
  subject: string,
): Change | undefined {
  if (typeof value === 'number' || !/^[+-]/.test(value)) return undefined;
  const isRelative = value.endsWith('%');
  const text = numberPattern.test(value) ? value : value.replace(/^\+/, '');
  const by = parseNumber(text, {
    subject: `${subject}, a change of ${name},`,
    decimal: 'point',
    share: isRelative,
  });
  return { by, isRelative };
}

/** A number after an override moved it. */
export function changed(value: number, { by, isRelative }: Change): number {
  return isRelative ? value + value * by : value + by;
}
