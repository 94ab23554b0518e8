import type { Dialect, Engine } from '../engines/engine.ts';
import { steady } from './interval.ts';

/** The share of revenue that the customers who brought most of it brought. */
export interface Concentration {
  readonly top1: number;
  readonly top10: number;
  readonly top20: number;
  /** 0 where all brought the same, towards 1 where one brought all. */
  readonly gini: number;
  readonly n: number;
  readonly method: string;
}

/** Customers by how lately, how often and how much they bought, in fifths. */
export interface Rfm {
  readonly rule: string;
  readonly cells: readonly {
    /** Fifths, 5 is the best: the latest, the most often, the most. */
    readonly recency: number;
    readonly frequency: number;
    readonly monetary: number;
    readonly customers: number;
    readonly revenue: number;
  }[];
}

/** Each customer with a rank by revenue, the largest first. */
const ranked = (
  buyers: string,
): string => `select amount, row_number() over (order by amount desc) as place, count(*) over () as n
from (select case when amount > 0 then amount else 0 end as amount from ${buyers} as buyers where occasions > 0) as spent`;

const top = (share: number): string =>
  `sum(case when place <= ceil(n * ${share}) then amount else 0 end)`;

/** What the first customers by revenue brought, and the sum that Gini's coefficient is made of. */
export const concentrationQuery = ({ double }: Dialect, buyers: string): string =>
  `select max(n) as n, ${double('sum(amount)')} as whole, ${double(top(0.01))} as top1, ${double(top(0.1))} as top10, ${double(top(0.2))} as top20, sum(${double('n - place + 1')} * ${double('amount')}) as weighted from (${ranked(buyers)}) as ranked`;

export async function concentrationOf(
  { query, dialect }: Engine,
  buyers: string,
): Promise<Concentration | undefined> {
  const [row = {}] = await query(concentrationQuery(dialect, buyers));
  const [n, whole, weighted] = [row['n'], row['whole'], row['weighted']].map(Number);
  if (n === undefined || whole === undefined || weighted === undefined || !(whole > 0))
    return undefined;
  return {
    top1: Number(row['top1']) / whole,
    top10: Number(row['top10']) / whole,
    top20: Number(row['top20']) / whole,
    gini: steady((2 * weighted) / (n * whole) - (n + 1) / n),
    n,
    method:
      'share of revenue of the first 1, 10 and 20 % of customers, rounded up; Gini of revenue by customer, below 0 counted as 0',
  };
}

/** How many customers are in each three fifths, and what they brought. */
export function rfmQuery({ double, text }: Dialect, buyers: string): string {
  // As text, so that a customer has the same place whether a column holds numbers or their texts.
  const fifth = (by: string) => `ntile(5) over (order by ${by}, ${text('customer')})`;
  return `select r, f, m, count(*) as customers, ${double('sum(amount)')} as revenue
from (select amount, ${fifth('last')} as r, ${fifth('occasions')} as f, ${fifth('amount')} as m from ${buyers} as buyers where occasions > 0) as fifths
group by 1, 2, 3 order by 1 desc, 2 desc, 3 desc`;
}

export async function rfmOf({ query, dialect }: Engine, buyers: string): Promise<Rfm> {
  const rows = await query(rfmQuery(dialect, buyers));
  return {
    rule: 'fifths of equal size by ntile(5): day of the last purchase, purchase occasions, revenue; ties in the order of the customer',
    cells: rows.map((row) => ({
      recency: Number(row['r']),
      frequency: Number(row['f']),
      monetary: Number(row['m']),
      customers: Number(row['customers']),
      revenue: Number(row['revenue']),
    })),
  };
}
