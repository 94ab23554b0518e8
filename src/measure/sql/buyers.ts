import type { Dialect } from '../../engines/engine.ts';

/** One row for each who bought or was paid back; who never bought has no occasion. */
export const buyersSelect = (occasions: string): string => `select customer,
  min(case when orders > 0 then day end) as first, max(case when orders > 0 then day end) as last,
  sum(case when orders > 0 then 1 else 0 end) as occasions, sum(orders) as orders, sum(amount) as amount
from ${occasions} as occasions group by 1`;

/**
 * The customers in the terms of the models: `x` repeat occasions, the last of them `t_x` weeks after
 * the first purchase, which was `T` weeks before the last day looked at.
 *
 * Source: Fader & Hardie, "Notes on the CDNOW master data set": weeks are days / 7.
 */
export function summarySelect(
  { date, daysBetween, double, text }: Dialect,
  occasions: string,
  asOf: string,
): string {
  const weeks = (from: string, to: string) => `${double(daysBetween(from, to))} / 7`;
  return `select ${text('customer')} as customer, cast(occasions - 1 as bigint) as x, ${weeks('first', 'last')} as t_x, ${weeks('first', date(asOf))} as "T"
from (select customer, count(*) as occasions, min(day) as first, max(day) as last from ${occasions} as occasions where orders > 0 group by customer) as bought order by 1`;
}

/** The sums that the headline figures and their intervals are made of. */
export function totalsQuery({ double, daysBetween }: Dialect, buyers: string): string {
  const [orders, amount] = [double('orders'), double('amount')];
  const span = double(daysBetween('first', 'last'));
  return `select count(*) as customers, sum(orders) as orders, sum(occasions) as occasions,
  cast(min(first) as varchar) as first, cast(max(last) as varchar) as last,
  sum(case when occasions > 1 then 1 else 0 end) as repeaters,
  sum(${orders} * ${orders}) as orders_squared, sum(${amount} * ${amount}) as amount_squared,
  sum(${orders} * ${amount}) as orders_by_amount, sum(${span}) as span, sum(${span} * ${span}) as span_squared
from ${buyers} as buyers where occasions > 0`;
}
