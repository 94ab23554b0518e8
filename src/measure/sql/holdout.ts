import type { Dialect } from '../../engines/engine.ts';

/** Days that divide orders into what models are fitted to and what they are held against. */
export interface Split {
  /** The last day of the calibration. */
  readonly until: string;
  /** The last day of the holdout. */
  readonly to: string;
  /** The last day before the window of the calibration that is as long as the holdout. */
  readonly before: string;
}

/** The purchases up to a day, as a table expression. */
export const occasionsUntil = ({ date }: Dialect, occasions: string, day: string): string =>
  `(select * from ${occasions} as occasions where day <= ${date(day)})`;

/** The sum of a value over the rows that a condition is true of. */
const within = (condition: string, value: string): string =>
  `sum(case when ${condition} then ${value} else 0 end)`;

/**
 * Customers of the calibration by what they did in it, in its last window and in the holdout: how
 * many are alike, with the means of what they spent. No id is among it.
 */
export function observedCellsSelect(
  { date, daysBetween, double, atLeast }: Dialect,
  occasions: string,
  { until, to, before }: Split,
): string {
  const [end, window] = [date(until), date(before)];
  const weeks = (from: string, day: string) => `${double(daysBetween(from, day))} / 7`;
  const customers = `select customer, ${within(`day <= ${end}`, '1')} - 1 as x, min(day) as first,
  max(case when day <= ${end} then day end) as last, ${within(`day <= ${end}`, 'amount')} as amount, ${atLeast('amount', 'day')} as first_amount,
  ${within(`day > ${window} and day <= ${end}`, '1')} - case when min(day) > ${window} then 1 else 0 end as last_window,
  ${within(`day > ${end}`, '1')} as later, ${within(`day > ${end}`, 'amount')} as later_amount
  from ${occasions} as occasions where orders > 0 and day <= ${date(to)} group by customer having min(day) <= ${end}`;
  const each = `select cast(x as bigint) as x, ${weeks('first', 'last')} as t_x, ${weeks('first', end)} as "T", cast(last_window as bigint) as last_window, cast(later as bigint) as later,
  case when x > 0 then ${double('amount - first_amount')} / x else 0 end as spend, ${double('later_amount')} as later_amount
from (${customers}) as customers`;
  // Who bought again for nothing is apart, so that the mean spend of a group is that of each in it.
  return `select x, t_x, "T", last_window, later, case when spend > 0 then 1 else 0 end as spends, count(*) as n, avg(spend) as spend, avg(later_amount) as later_amount
from (${each}) as each_customer group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;
}

/** How often each number of days was met between a purchase in the calibration and the next one. */
export const gapsUntilQuery = (
  dialect: Dialect,
  occasions: string,
  until: string,
): string => `select ${dialect.daysBetween('before', 'day')} as gap, count(*) as n
from (select day, lag(day) over (partition by customer order by day) as before from ${occasions} as occasions where orders > 0 and day <= ${dialect.date(until)}) as pairs
where before is not null group by 1 order by 1`;

/** Repeat purchases of the customers of the calibration, by the days since a start. */
export const repeatsByDayQuery = (
  { date, daysBetween }: Dialect,
  occasions: string,
  { until, to }: Pick<Split, 'until' | 'to'>,
  start: string,
): string => `select ${daysBetween(date(start), 'day')} as at, count(*) as n
from (select day, min(day) over (partition by customer) as first from ${occasions} as occasions where orders > 0 and day <= ${date(to)}) as bought
where day > first and first <= ${date(until)} group by 1 order by 1`;

/** The first day on which somebody bought. */
export const firstDayQuery = ({ text }: Dialect, occasions: string): string =>
  `select ${text('min(day)')} as day from ${occasions} as occasions where orders > 0`;
