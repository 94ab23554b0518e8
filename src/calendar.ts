/** Days of the calendar as texts, `2026-03-31`, which are compared as they stand. */

/** How many days a month has. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const partsOf = (day: string): [number, number, number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
};

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year, month, date] = partsOf(text);
  return month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month);
}

/** Whether a text is a day that an order may be of: between 1900 and 2200. */
export function isOrderDay(text: string): boolean {
  return isDay(text) && text >= '1900' && text < '2201';
}

/**
 * The months from the morning of one day to the evening of another: whole ones, and what is left as
 * a share of the month that it falls in. A calendar year is 12.
 */
export function monthsBetween(from: string, to: string): number {
  const [year, month, date] = partsOf(from);
  const [lastYear, lastMonth, lastDate] = partsOf(to);
  const whole = (lastYear - year) * 12 + (lastMonth - month);
  const length = daysIn(lastYear, lastMonth);
  const start = Math.min(date, length);
  const days = lastDate + 1 - start;
  if (days >= 0) return whole + days / length;
  const [before, beforeMonth] = lastMonth === 1 ? [lastYear - 1, 12] : [lastYear, lastMonth - 1];
  const beforeLength = daysIn(before, beforeMonth);
  return whole - 1 + (lastDate + 1 + beforeLength - Math.min(date, beforeLength)) / beforeLength;
}

/** The first day of the twelve months that end on the evening of a day. */
export function yearUpTo(day: string): string {
  const [year, month, date] = partsOf(day);
  if (date === daysIn(year, month)) {
    return month === 12 ? dayText(year, 1, 1) : dayText(year - 1, month + 1, 1);
  }
  // Of the 28 February of a leap year: the year before has no 29th.
  const next = date + 1;
  return next > daysIn(year - 1, month)
    ? dayText(year - 1, month + 1, 1)
    : dayText(year - 1, month, next);
}

const dayText = (year: number, month: number, date: number): string =>
  [
    String(year).padStart(4, '0'),
    ...[month, date].map((part) => String(part).padStart(2, '0')),
  ].join('-');

/** The months from the year 0 to that of a day. */
export const monthNumber = (day: string): number =>
  Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** The first month that has not ended on the evening of a day. */
export function monthNotOver(day: string): number {
  const [year, month, date] = partsOf(day);
  return monthNumber(day) + (date === daysIn(year, month) ? 1 : 0);
}

/**
 * The number of a day of the calendar, so that days can be counted between two.
 *
 * @param date as in 2026-07-01
 * @returns days, 0 for 1 March of the year 0
 * @see Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil
 */
export function dayNumber(date: string): number {
  const [written, month, day] = partsOf(date);
  // Years start in March, so that a leap day is the last of its year.
  const year = month > 2 ? written : written - 1;
  const days = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + days;
}

/**
 * The day so many days after another, or before it where they are negative.
 *
 * @param date as in 2026-07-01
 * @see Hinnant, as for {@link dayNumber}, civil_from_days
 */
export function dayAfter(date: string, days: number): string {
  const number = dayNumber(date) + days;
  const era = Math.floor(number / 146_097);
  const inEra = number - era * 146_097;
  const years =
    inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096);
  const year = Math.floor(years / 365);
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = ((fromMarch + 2) % 12) + 1;
  const written = era * 400 + year + (month <= 2 ? 1 : 0);
  return `${padded(written, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

const padded = (value: number, length: number): string => String(value).padStart(length, '0');
