import { InputError, shown } from '../../errors.ts';
import { longestNumber } from './number.ts';

/** The days of each unit that a time may be in; a year has 365.2425. */
const units: Readonly<Record<string, number>> = {
  '': 365.2425,
  y: 365.2425,
  mo: 365.2425 / 12,
  w: 7,
  d: 1,
};

/** The longest time in years. */
const longest = 1000;

/**
 * Read a time from 0: `5` or `5y`, `12mo`, `52w`, `90d`. A bare number is years.
 *
 * @param subject what a message calls it
 * @returns days
 * @throws InputError
 */
export function parseDays(text: string, subject: string): number {
  const [, digits = '', unit = ''] =
    text.length > longestNumber ? [] : (/^(\d+(?:\.\d+)?) ?(y|mo|w|d|)$/.exec(text) ?? []);
  if (digits === '') {
    throw new InputError(`${subject} must be a time such as 52w, 12mo or 5y, got ${shown(text)}`);
  }
  const days = Number(digits) * (units[unit] ?? NaN);
  if (days <= longest * 365.2425) return days;
  throw new InputError(`${subject} must be at most ${longest} years, got ${shown(text)}`);
}
