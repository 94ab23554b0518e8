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

/** The weeks of a horizon, to the last digit where it is written in weeks. */
export function weeksOf(horizon: Horizon): number {
  if (horizon !== 'lifetime' && horizon.unit === 'week') return horizon.count;
  return yearsOf(horizon) / lengths.week;
}

/**
 * Read how far to look: `5` or `5y`, `12mo`, `52w`, `lifetime`. A bare number is years.
 *
 * @param subject what a message calls it
 * @throws InputError
 */
export function parseHorizon(text: string, subject: string): Horizon {
  const horizon = parseHorizonFrom0(text, subject);
  if (yearsOf(horizon) > 0) return horizon;
  throw new InputError(`${subject} must be above 0, got ${shown(text)}`);
}

/** The same, which may also be 0. */
export function parseHorizonFrom0(text: string, subject: string): Horizon {
  return text === 'lifetime' ? text : spanOf(text, subject, '5y, 12mo, 52w or lifetime');
}

/** A time without `lifetime`, from 0, in days. */
export function parseDays(text: string, subject: string): number {
  return 7 * weeksOf(spanOf(text, subject, '5y, 12mo or 52w'));
}

function spanOf(text: string, subject: string, examples: string): Exclude<Horizon, 'lifetime'> {
  const [, digits = '', letters = ''] =
    text.length > longestNumber ? [] : (/^(\d+(?:\.\d+)?) ?(y|mo|w|)$/.exec(text) ?? []);
  const unit = units[letters];
  if (digits === '' || unit === undefined) {
    throw new InputError(`${subject} must be a time such as ${examples}, got ${shown(text)}`);
  }
  const span = { count: Number(digits), unit };
  if (yearsOf(span) <= longest) return span;
  throw new InputError(`${subject} must be at most ${longest} years, got ${shown(text)}`);
}
