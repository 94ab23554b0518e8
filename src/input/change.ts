import { InputError } from '../errors.ts';
import type { Distribution } from '../math/distribution.ts';
import { brokenRule, type InputName } from '../quantities.ts';
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

/**
 * A range that moves with the value it belongs to.
 *
 * @throws InputError when it would then reach outside the domain of the number
 */
export function scaled(
  { quantile }: Distribution,
  factor: number,
  name: InputName,
  subject: string,
): Distribution {
  const rule = Number.isFinite(factor)
    ? [1e-9, 1 - 1e-9].map((p) => brokenRule(name, quantile(p) * factor)).find((found) => found)
    : 'must be a multiple of the number that it stands for';
  if (rule !== undefined) {
    throw new InputError(
      `${subject} takes the range of the number that it stands for along, and that ${rule}; give it a range of its own`,
    );
  }
  return { quantile: (p) => quantile(p) * factor };
}
