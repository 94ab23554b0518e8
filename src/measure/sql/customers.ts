import type { Dialect } from '../../engines/engine.ts';

/**
 * The customers in the terms of the models: `x` repeat occasions, the last of them `t_x` weeks after
 * the first purchase, which was `T` weeks before the last day looked at. `spend` is the mean amount
 * of the repeat occasions, 0 where there is none, and `first_spend` that of the first.
 *
 * Source: Fader & Hardie, "Notes on the CDNOW master data set": weeks are days / 7.
 */
export function customersSelect(
  { date, daysBetween, double, atLeast }: Dialect,
  occasions: string,
  asOf: string,
): string {
  const weeks = (from: string, to: string) => `${double(daysBetween(from, to))} / 7`;
  return `select customer, x, ${weeks('first', 'last')} as t_x, ${weeks('first', date(asOf))} as "T",
  case when x > 0 then ${double('amount - first_amount')} / x else 0 end as spend, ${double('first_amount')} as first_spend
from (select customer, cast(count(*) - 1 as bigint) as x, min(day) as first, max(day) as last, sum(amount) as amount, ${atLeast('amount', 'day')} as first_amount
  from ${occasions} as occasions where orders > 0 group by customer) as bought`;
}

/** The customers as a file has them, in the order of their ids. */
export function summarySelect(dialect: Dialect, occasions: string, asOf: string): string {
  return `select ${dialect.text('customer')} as customer, x, t_x, "T", spend
from (${customersSelect(dialect, occasions, asOf)}) as customers order by 1`;
}

/** The customers of a fit in the order of their ids. */
export const scoredCustomersSelect = ({ text }: Dialect, customers: string): string =>
  `select ${text('customer')} as customer, x, t_x, "T", spend from ${customers} as customers order by 1`;

/** How many customers have the same x, t_x and T: all that a fit is made of, and no id. */
export const customerCellsSelect = (customers: string): string =>
  `select x, t_x, "T", count(*) as n from ${customers} as customers group by x, t_x, "T" order by x, t_x, "T"`;

/** How many customers with repeat purchases have the same number of them and the same mean spend. */
export const spendCellsSelect = (customers: string): string =>
  `select x, spend, count(*) as n from ${customers} as customers where x > 0 group by x, spend order by x, spend`;

/**
 * The same with mean spends that are alike to a thousandth brought together, each group with the
 * mean of the logarithms: as many rows as there are such groups, however many customers there are.
 */
export const spendGroupsSelect = (customers: string): string =>
  `select x, step, count(*) as n, avg(log) as log
from (select x, log, floor(log * 1000) as step from (
  select x, case when spend > 0 then ln(spend) end as log from ${customers} as customers where x > 0) as logs) as steps
group by x, step order by x, step`;

/** How many customers there are, what they spent at first, and how long the longest was seen. */
export const firstPurchasesQuery = (customers: string): string =>
  `select count(*) as n, sum(first_spend) as total, sum(first_spend * first_spend) as squares, max("T") as longest, sum(case when x > 0 then 1 else 0 end) as repeaters
from ${customers} as customers`;

/** The months in which somebody bought, with the last such day of each. */
export const boughtMonthsQuery = (
  { periodStart, text }: Dialect,
  occasions: string,
): string => `select month, ${text('max(day)')} as day, sum(orders) as orders
from (select ${text(periodStart('month', 'day'))} as month, day, orders from ${occasions} as occasions where orders > 0) as bought
group by month order by month`;
