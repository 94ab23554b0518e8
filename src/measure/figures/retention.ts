import type { Dialect, Engine } from '../../engines/engine.ts';
import { type Period, periodsPerYear } from '../../quantities.ts';
import { dayNumber, monthNotOver, monthNumber } from '../../calendar.ts';
import { percentileOfCounts } from '../../math/percentile.ts';
import type { Gap } from '../sql/visits.ts';
import { wilson } from './interval.ts';
import type { Figure } from './measured-figure.ts';

/** One age of a cohort, counted in periods since the one of the first purchase. */
interface CohortCell {
  readonly age: number;
  /** Customers of the cohort who bought in that period. */
  readonly customers: number;
  /** That as a share of the cohort. */
  readonly share: number;
  /** What a customer of the cohort brought up to and with that period, on average. */
  readonly cumulativeValue: number;
  /** Whether the period had ended by the last day looked at: others may yet grow. */
  readonly mature: boolean;
}

/** The customers whose first purchase fell in one period. */
export interface Cohort {
  /** The first day of the period. */
  readonly start: string;
  readonly customers: number;
  /** Whether it is so near the start of the orders that some may have bought before that. */
  readonly leftCensored: boolean;
  readonly cells: readonly CohortCell[];
}

export const monthsOf = (period: Period): number => 12 / periodsPerYear[period];

/** The visits by cohort and period: one row a cell. */
export const cohortsQuery = ({ text, double }: Dialect, visits: string): string =>
  `select ${text('cohort')} as cohort, ${text('slot')} as slot, sum(customers) as customers, ${double('sum(amount)')} as amount from ${visits} as visits group by 1, 2 order by 1, 2`;

/**
 * Nine of ten times between purchases are shorter than this quantile of them. Who is first seen later
 * than that after the first order would have been seen before.
 */
const longGap = 0.9;

/** Which cohort bought when, from the visits. */
export async function cohortsOf(
  { dialect, query }: Engine,
  visits: string,
  period: Period,
  { from, asOf }: { readonly from: string; readonly asOf: string },
  gaps: readonly Gap[],
): Promise<Cohort[]> {
  const rows = await query(cohortsQuery(dialect, visits));
  const byCohort = new Map<string, { age: number; customers: number; amount: number }[]>();
  for (const row of rows) {
    const cohort = String(row['cohort']);
    const cells = byCohort.get(cohort) ?? [];
    const age = (monthNumber(String(row['slot'])) - monthNumber(cohort)) / monthsOf(period);
    cells.push({ age, customers: Number(row['customers']), amount: Number(row['amount']) });
    byCohort.set(cohort, cells);
  }
  const last = monthNumber(asOf);
  const over = monthNotOver(asOf);
  const usualGap = gaps.length === 0 ? 0 : percentileOfCounts(gaps, longGap);
  return [...byCohort].map(([cohort, cells]) => {
    const size = cells.find(({ age }) => age === 0)?.customers ?? 0;
    const ages = Math.floor((last - monthNumber(cohort)) / monthsOf(period));
    return {
      start: cohort,
      customers: size,
      leftCensored: dayNumber(cohort) - dayNumber(from) <= usualGap,
      cells: cellsUpTo(
        ages,
        size,
        cells,
        (age) => monthNumber(cohort) + (age + 1) * monthsOf(period) <= over,
      ),
    };
  });
}

function cellsUpTo(
  ages: number,
  size: number,
  found: readonly { age: number; customers: number; amount: number }[],
  isMature: (age: number) => boolean,
): CohortCell[] {
  const byAge = new Map(found.map((cell) => [cell.age, cell]));
  let value = 0;
  return Array.from({ length: ages + 1 }, (_, age) => {
    const { customers = 0, amount = 0 } = byAge.get(age) ?? {};
    value += amount;
    return {
      age,
      customers,
      share: customers / size,
      cumulativeValue: value / size,
      mature: isMature(age),
    };
  });
}

/** Who bought again in the period after their first, over the cohorts whose period is over. */
export function boughtAgainOf(cohorts: readonly Cohort[], period: Period): Figure | undefined {
  let [kept, all] = [0, 0];
  for (const { customers, cells } of cohorts) {
    const next = cells[1];
    if (next === undefined || !next.mature) continue;
    kept += next.customers;
    all += customers;
  }
  if (all === 0) return undefined;
  return {
    value: kept / all,
    ...wilson(kept, all),
    n: all,
    method: `customers who bought in the ${period} after that of their first purchase, mature cohorts; Wilson`,
  };
}
