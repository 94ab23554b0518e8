import { dayNumber, monthsBetween, yearUpTo } from '../../calendar.ts';
import { InputError } from '../../errors.ts';
import type { AskedWindow } from '../measure-options.ts';

/** The days that the headline figures are of. */
export interface Window {
  readonly from: string;
  readonly to: string;
  readonly months: number;
  /** Whether there are orders of enough of it to speak of a year. */
  readonly isYear: boolean;
}

/** The fewest days of orders that are taken for a year. */
const fewestDays = 350;

/** As many days may be missing of a window before it is cut to those there are. */
const spareDays = 365 - fewestDays;

/**
 * The window that was asked for, or the twelve months up to the last day; cut to the days that there
 * are orders of, where these are clearly fewer.
 *
 * @param first the day of the first purchase
 * @throws InputError when there are no orders of it
 */
export function windowOf(asked: AskedWindow | undefined, first: string, asOf: string): Window {
  const all = { from: first, to: asOf };
  const wanted = asked === 'all' ? all : (asked ?? { from: yearUpTo(asOf), to: asOf });
  const found = {
    from: wanted.from > first ? wanted.from : first,
    to: wanted.to < asOf ? wanted.to : asOf,
  };
  const days = daysOf(found);
  if (days <= 0) throw nobodyIn(wanted, all);
  const isWhole = daysOf(wanted) - days <= spareDays;
  const { from, to } = isWhole ? wanted : found;
  const isUsual = asked === undefined && isWhole;
  const months = isUsual ? 12 : monthsBetween(from, to);
  return { from, to, months, isYear: days >= fewestDays };
}

interface Days {
  readonly from: string;
  readonly to: string;
}

const daysOf = ({ from, to }: Days): number => dayNumber(to) - dayNumber(from) + 1;

export function nobodyIn(window: Days, all: Days): InputError {
  return new InputError(
    `nobody bought from ${window.from} to ${window.to}; the orders are from ${all.from} to ${all.to}, choose days with --window`,
  );
}
