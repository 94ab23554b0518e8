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
