import { dayAfter, dayNumber } from '../calendar.ts';
import { InputError } from '../errors.ts';
import type { Split } from './sql/holdout.ts';

/** What divides orders into calibrations and holdouts. */
export interface HoldoutDays {
  /** The length of a holdout, whole days from 1; up to the last day if absent. */
  readonly days: number | undefined;
  /** The last day of the calibration; the holdout ends on the last day if absent. */
  readonly until: string | undefined;
  /** How many holdouts, each ending where the one after it begins. */
  readonly origins: number;
}

/**
 * The divisions that were asked for, the latest first.
 *
 * @param first the first day on which somebody bought
 * @param last the last day looked at
 * @throws InputError when a calibration or a holdout has no days
 */
export function splitsOf(
  first: string,
  last: string,
  { days, until, origins }: HoldoutDays,
): Split[] {
  const end = until ?? dayAfter(last, -(days ?? 0));
  const left = dayNumber(last) - dayNumber(end);
  const covered = `the orders run from ${first} to ${last}`;
  if (left < 1) {
    throw new InputError(`--until must be before the last day, got ${end}; ${covered}`);
  }
  const length = days ?? left;
  if (length > left) {
    throw new InputError(
      `--holdout ends after the last day: ${length} days follow ${end}, and only ${left} are there; ${covered}`,
    );
  }
  const most = Math.floor((dayNumber(end) - dayNumber(first) - 1) / length) + 1;
  if (most < 1) {
    throw new InputError(
      `no orders are left to fit a model to: ${covered}, and the calibration would end on ${end}`,
    );
  }
  if (origins > most) {
    throw new InputError(
      `--origins must be at most ${most} with holdouts of ${length} days, got ${origins}; ${covered}`,
    );
  }
  return Array.from({ length: origins }, (_, back) => {
    const calibrationEnd = dayAfter(end, -back * length);
    return {
      until: calibrationEnd,
      to: dayAfter(calibrationEnd, length),
      before: dayAfter(calibrationEnd, -length),
    };
  });
}

/** The least number of days that nine in ten gaps between purchases are not longer than; 0 without any. */
export function hiatusOf(
  gaps: readonly { readonly days: number; readonly count: number }[],
): number {
  const all = gaps.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  for (const { days, count } of gaps) {
    passed += count;
    if (passed >= 0.9 * all) return days;
  }
  return 0;
}
