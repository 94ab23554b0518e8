import type { Dialect } from '../../engines/engine.ts';

/** One row for each who bought or was paid back; who never bought has no occasion. */
export const buyersSelect = (occasions: string): string => `select customer,
  min(case when orders > 0 then day end) as first, max(case when orders > 0 then day end) as last,
  sum(case when orders > 0 then 1 else 0 end) as occasions, sum(orders) as orders, sum(amount) as amount
from ${occasions} as occasions group by 1`;

/** The sums that the figures of all orders and their intervals are made of. */
export function totalsQuery(
  { date, double, daysBetween, text }: Dialect,
  buyers: string,
  asOf: string,
): string {
  const repeats = double('orders - 1');
  const known = double(daysBetween('first', date(asOf)));
  const span = double(daysBetween('first', 'last'));
  return `select count(*) as customers, ${text('min(first)')} as first,
  sum(case when occasions > 1 then 1 else 0 end) as repeaters, sum(${span}) as span, sum(${span} * ${span}) as span_squared,
  sum(${repeats}) as repeats, sum(${known}) as known, sum(${repeats} * ${repeats}) as repeats_squared, sum(${known} * ${known}) as known_squared, sum(${repeats} * ${known}) as repeats_by_known
from ${buyers} as buyers where occasions > 0`;
}
