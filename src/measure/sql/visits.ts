import type { Dialect, Engine } from '../../engines/engine.ts';
import { percentileOfCounts } from '../../math/percentile.ts';
import type { Period } from '../../quantities.ts';
import type { Figure } from '../figures/measured-figure.ts';
import { ofMean } from '../figures/interval.ts';

/** What the visits are made of, as table expressions. */
interface Tables {
  readonly occasions: string;
  readonly buyers: string;
}

/**
 * Every purchase occasion seen from the one before it, brought together by the period of the
 * customer's first, its own period, and the days since the one before: as many rows as there are
 * of these, however many customers there are. Money without a purchase is added to its period.
 */
export function visitsSelect(
  { periodStart, daysBetween }: Dialect,
  { occasions, buyers }: Tables,
  period: Period,
): string {
  const start = (day: string) => periodStart(period, day);
  const isNew = `before is null or ${start('before')} <> ${start('day')}`;
  const bought = `select ${start('first')} as cohort, ${start('day')} as slot, ${daysBetween('before', 'day')} as gap, case when ${isNew} then 1 else 0 end as customers, amount
from (select day, amount, first_value(day) over in_order as first, lag(day) over in_order as before
  from ${occasions} as occasions where orders > 0 window in_order as (partition by customer order by day)) as pairs`;
  const money = `select ${start('b.first')} as cohort, ${start('case when o.day < b.first then b.first else o.day end')} as slot, cast(null as bigint) as gap, 0 as customers, o.amount
from ${occasions} as o join ${buyers} as b on b.customer = o.customer where o.orders = 0 and b.occasions > 0`;
  return `select cohort, slot, gap, sum(customers) as customers, count(gap) as gaps, sum(amount) as amount
from (${bought} union all ${money}) as each_visit group by 1, 2, 3`;
}

/** How often each time between two purchase occasions of a customer was met. */
export const gapsQuery = (visits: string): string =>
  `select gap, sum(gaps) as n from ${visits} as visits where gap is not null group by 1 order by 1`;

/** So many times between two purchase occasions of a customer were so many days. */
export interface Gap {
  readonly value: number;
  readonly count: number;
}

export async function gapsOf({ query }: Engine, visits: string): Promise<Gap[]> {
  const rows = await query(gapsQuery(visits));
  return rows.map((row) => ({ value: Number(row['gap']), count: Number(row['n']) }));
}

/** The days between one purchase occasion of a customer and the next. */
export function interpurchaseOf(counts: readonly Gap[]): {
  readonly median?: Figure;
  readonly mean?: Figure;
} {
  const sumOf = (term: (value: number) => number) =>
    counts.reduce((sum, { value, count }) => sum + term(value) * count, 0);
  const n = sumOf(() => 1);
  if (n === 0) return {};
  const half = Math.min(0.5, 0.98 / Math.sqrt(n));
  const days = sumOf((value) => value);
  return {
    median: {
      value: percentileOfCounts(counts, 0.5),
      low: percentileOfCounts(counts, 0.5 - half),
      high: percentileOfCounts(counts, 0.5 + half),
      n,
      method: 'days between purchase occasions; interval of ranks, times taken as independent',
    },
    mean: {
      value: days / n,
      ...ofMean(
        days,
        sumOf((value) => value * value),
        n,
      ),
      n,
      method: 'days between purchase occasions; normal, times taken as independent',
    },
  };
}
