import { InputError, shown } from '../../errors.ts';
import { isNumber } from '../../input/grammar/number.ts';

interface Bounds {
  readonly least: number;
  readonly most?: number;
  /** What a message calls such a number. */
  readonly kind?: string;
}

/**
 * The whole number that a flag gives, if it is given.
 *
 * @throws InputError
 */
export function wholeNumber(
  flag: string,
  text: string | undefined,
  { least, most, kind = 'a whole number' }: Bounds,
): number | undefined {
  if (text === undefined) return undefined;
  const value = wholeOf(text);
  if (value >= least && value <= (most ?? Number.MAX_SAFE_INTEGER)) return value;
  const bounds = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new InputError(`${flag} must be ${kind} ${bounds}, got ${shown(text)}`);
}

/** The whole number that a text is, in any notation that clv reads; NaN where it is none. */
export function wholeOf(text: string): number {
  const value = isNumber(text) ? Number(text.replaceAll('_', '')) : NaN;
  return Number.isInteger(value) ? value : NaN;
}
