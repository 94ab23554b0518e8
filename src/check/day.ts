/**
 * The number of a day of the calendar, so that days can be counted between two.
 *
 * @param date as in 2026-07-01
 * @returns days, 0 for 1 March of the year 0
 * @see Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil
 */
export function dayNumber(date: string): number {
  const [written = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  // Years start in March, so that a leap day is the last of its year.
  const year = month > 2 ? written : written - 1;
  const days = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + days;
}
