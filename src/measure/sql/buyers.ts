import type { Dialect } from '../../engines/engine.ts';

/** One row for each who bought or was paid back; who never bought has no occasion. */
export const buyersSelect = (occasions: string): string => `select customer,
  min(case when orders > 0 then day end) as first, max(case when orders > 0 then day end) as last,
  sum(case when orders > 0 then 1 else 0 end) as occasions, sum(orders) as orders, sum(amount) as amount
from ${occasions} as occasions group by 1`;

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
