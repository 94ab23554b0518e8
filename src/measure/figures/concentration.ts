import type { Dialect, Engine } from '../../engines/engine.ts';
import { steady } from '../../math/round.ts';

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

/** How many customers brought each amount: there are only so many, however many customers. */
export const amountsSelect = (buyers: string): string =>
  `select amount, count(*) as n from ${buyers} as buyers where occasions > 0 group by 1`;

/** What the first of so many equal parts of the customers brought. */
function top(parts: number): string {
  const first = `ceil(customers / ${parts})`;
  return `sum(spent * case when before >= ${first} then 0 when before + n <= ${first} then n else ${first} - before end)`;
}

/** What the first customers by revenue brought, and the sum that Gini's coefficient is made of. */
export function concentrationQuery({ double }: Dialect, amounts: string): string {
  const spent = `select case when amount > 0 then amount else 0 end as spent, sum(n) as n from ${amounts} as amounts group by 1`;
  const placed = `select ${double('spent')} as spent, ${double('n')} as n, ${double('sum(n) over (order by spent desc) - n')} as before, ${double('sum(n) over ()')} as customers from (${spent}) as spent`;
  const columns = {
    n: 'max(customers)',
    whole: 'sum(spent * n)',
    top1: top(100),
    top10: top(10),
    top20: top(5),
    // Places from the last, added up over those who brought the same.
    weighted: 'sum(spent * n * (customers - before - (n - 1) / 2))',
  };
  const named = Object.entries(columns).map(([name, sum]) => `${sum} as ${name}`);
  return `select ${named.join(', ')} from (${placed}) as placed`;
}

export async function concentrationOf(
  { query, dialect }: Engine,
  amounts: string,
): Promise<Concentration | undefined> {
  const [row = {}] = await query(concentrationQuery(dialect, amounts));
  const [n, whole, weighted] = [row['n'], row['whole'], row['weighted']].map(Number);
  if (n === undefined || whole === undefined || weighted === undefined || !(whole > 0))
    return undefined;
  return {
    top1: steady(Number(row['top1']) / whole),
    top10: steady(Number(row['top10']) / whole),
    top20: steady(Number(row['top20']) / whole),
    gini: steady((2 * weighted) / (n * whole) - (n + 1) / n),
    n,
    method:
      'share of revenue of the first 1, 10 and 20 % of customers, rounded up; Gini of revenue by customer, below 0 counted as 0',
  };
}

/** The buyers, and how many of them brought each amount, as a table expression. */
interface Buyers {
  readonly buyers: string;
  readonly amounts: string;
}

/**
 * How many customers are in each three fifths, and what they brought. Only values are put in order,
 * never customers, so that the work spreads over the nodes of an engine.
 */
export function rfmQuery({ double }: Dialect, { buyers, amounts }: Buyers): string {
  const bought = `select last, occasions, amount from ${buyers} as buyers where occasions > 0`;
  const counted = (value: string) =>
    `select ${value}, count(*) as n from (${bought}) as bought group by 1`;
  const fifths = (value: string, counts: string) =>
    `(select ${value}, floor(5 * ${double('below')} / ${double('customers')}) + 1 as fifth from (select ${value}, sum(n) over (order by ${value}) - n as below, sum(n) over () as customers from (${counts}) as counts) as placed)`;
  return `select r.fifth as r, f.fifth as f, m.fifth as m, count(*) as customers, ${double('sum(b.amount)')} as revenue
from (${bought}) as b
join ${fifths('last', counted('last'))} as r on r.last = b.last
join ${fifths('occasions', counted('occasions'))} as f on f.occasions = b.occasions
join ${fifths('amount', `select amount, n from ${amounts} as amounts`)} as m on m.amount = b.amount
group by 1, 2, 3 order by 1 desc, 2 desc, 3 desc`;
}

/**
 * Customers by recency, frequency and money: a value is in the fifth that the share of customers
 * below it falls in, so that those who did the same are in the same. Where half of them bought once,
 * these are the first fifth, and nobody is in the second.
 */
export async function rfmOf({ query, dialect }: Engine, tables: Buyers): Promise<Rfm> {
  const rows = await query(rfmQuery(dialect, tables));
  return {
    rule: 'fifths by the share of customers below: day of the last purchase, purchase occasions, revenue; equal values are in the same fifth',
    cells: rows.map((row) => ({
      recency: Number(row['r']),
      frequency: Number(row['f']),
      monetary: Number(row['m']),
      customers: Number(row['customers']),
      revenue: Number(row['revenue']),
    })),
  };
}
