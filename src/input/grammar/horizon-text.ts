import { InputError, shown } from '../../errors.ts';
import type { Horizon, HorizonUnit } from '../../quantities.ts';
import { longestNumber } from './number.ts';

const units: Readonly<Record<string, HorizonUnit>> = {
  '': 'year',
  y: 'year',
  mo: 'month',
  w: 'week',
};

/** The longest horizon in years. */
const longest = 1000;

/** How long a unit is in years of 365.2425 days. */
const lengths: Readonly<Record<HorizonUnit, number>> = {
  year: 1,
  month: 1 / 12,
  week: 7 / 365.2425,
};

/** The years of a horizon; infinite for a lifetime. */
export function yearsOf(horizon: Horizon): number {
  return horizon === 'lifetime' ? Infinity : horizon.count * lengths[horizon.unit];
}

/**
 * Read how far to look: `5` or `5y`, `12mo`, `52w`, `lifetime`. A bare number is years.
 *
 * @param subject what a message calls it
 * @throws InputError
 */
export function parseHorizon(text: string, subject: string): Horizon {
  if (text === 'lifetime') return text;
  const [, digits = '', letters = ''] =
    text.length > longestNumber ? [] : (/^(\d+(?:\.\d+)?) ?(y|mo|w|)$/.exec(text) ?? []);
  const unit = units[letters];
  if (digits === '' || unit === undefined) {
    throw new InputError(
      `${subject} must be a time such as 5y, 12mo, 52w or lifetime, got ${shown(text)}`,
    );
  }
  const horizon = { count: Number(digits), unit };
  const years = yearsOf(horizon);
  if (years > 0 && years <= longest) return horizon;
  const rule = years > 0 ? `at most ${longest} years` : 'above 0';
  throw new InputError(`${subject} must be ${rule}, got ${shown(text)}`);
}
