import { createHash } from 'node:crypto';
import { monthNumber } from '../calendar.ts';
import type { Engine } from '../engines/engine.ts';
import { InputError, shown } from '../errors.ts';
import type { ModelData } from '../input/model/model-file.ts';
import type { Counted } from '../measure/measure-orders.ts';
import { silenceIn } from '../measure/silence.ts';
import { boughtMonthsQuery, customersSelect } from '../measure/sql/customers.ts';
import { summaryColumns } from '../measure/summary-table.ts';
import { countedOrders } from './counted-orders.ts';
import type { CustomerOptions } from './flags/customer-flags.ts';
import type { Given, MeasureSource } from './measure-source.ts';
import { summaryCustomers } from './summary-customers.ts';

/** Customers as the models know them, in an engine, and where they come from. */
export interface Customers {
  readonly engine: Engine;
  /** A table expression with customer, x, t_x and T in weeks, spend, first_spend. */
  readonly rows: string;
  /** Whether what they spent is known. */
  readonly hasSpend: boolean;
  /** The orders that they were made of, if they were. */
  readonly orders: Counted | undefined;
  /** What a model file says of the data, but for what the customers themselves say. */
  readonly data: Omit<ModelData, 'first' | 'longest'>;
}

/**
 * The customers that a source holds: orders are counted, and a table that has a row for each customer
 * is known by its header.
 *
 * @param tell says lines beside the result
 * @throws InputError when the rows are refused
 */
export async function customersOf(
  source: MeasureSource,
  given: Given,
  options: CustomerOptions,
  tell: (lines: readonly string[]) => void,
): Promise<Customers> {
  const { engine } = source;
  const columns = summaryColumns(given.relation.columns.map(({ name }) => name));
  if (columns !== undefined) {
    assertNoOrderFlags(options, 'a summary of customers');
    assertCode(options);
    const { rows, count } = await summaryCustomers(source, given.relation, columns, options, tell);
    const data = {
      ...(await originOf(given, count)),
      asOf: null,
      currency: options.code ?? null,
      ledger: null,
    };
    return { engine, rows, hasSpend: columns.spend !== undefined, orders: undefined, data };
  }
  if (options.timeUnit !== undefined) {
    throw new InputError('--time-unit is for a summary of customers; orders have days');
  }
  const { counted } = await countedOrders(source, given.relation, options, tell);
  await assertNoStrayDates(engine, counted);
  const { ledger, occasions, asOf, currency } = counted;
  const data = {
    ...(await originOf(given, ledger.rows.read)),
    asOf,
    currency: currency === '' ? null : currency,
    ledger: ledger.rows,
  };
  const rows = `(${customersSelect(engine.dialect, occasions, asOf)})`;
  return { engine, rows, hasSpend: true, orders: counted, data };
}

/** Where rows came from, without the folders of files, which are nobody's business. */
export async function originOf(
  given: Given,
  rows: number,
): Promise<Pick<ModelData, 'source' | 'sha256'>> {
  const { files, source } = await given.marks(rows);
  if (source !== undefined) {
    const { engine, table = 'query', querySha256 = null } = source;
    return { source: `${engine} ${table}`, sha256: querySha256 };
  }
  const hashes = files.map(({ sha256 }) => sha256);
  const [one = null, ...more] = hashes;
  const all = createHash('sha256').update(hashes.map((hash) => `${hash}\n`).join(''));
  return {
    source: files.map(({ name }) => name).join(', '),
    sha256: more.length === 0 ? one : all.digest('hex'),
  };
}

/**
 * One date in 2099 makes every customer one who has not bought for decades.
 *
 * @throws InputError when some purchases are far from all others
 */
async function assertNoStrayDates({ dialect, query }: Engine, counted: Counted): Promise<void> {
  const months = await query(boughtMonthsQuery(dialect, counted.occasions));
  const numbers = months.map(({ month }) => monthNumber(String(month)));
  const silence = silenceIn(numbers);
  if (silence === undefined) return;
  const after = numbers.indexOf(silence.to);
  const orders = (some: typeof months) => some.reduce((sum, row) => sum + Number(row['orders']), 0);
  const [before, behind] = [months.slice(0, after), months.slice(after)];
  const [last, next] = [before.at(-1)?.['day'], behind[0]?.['month']];
  const where = `nobody bought between ${String(last)} and ${String(next).slice(0, 7)}, longer than in all the rest of the time`;
  throw new InputError(
    orders(behind) <= orders(before)
      ? `${where}; if the later dates are wrong, leave them out with --as-of ${String(last)}`
      : `${where}; correct the earlier dates, or remove those orders`,
  );
}

/**
 * @param what what the rows are instead of orders
 * @throws InputError when flags were given that are for orders alone
 */
export function assertNoOrderFlags({ orderFlags }: CustomerOptions, what: string): void {
  if (orderFlags.length === 0) return;
  const are = orderFlags.length === 1 ? 'is' : 'are';
  throw new InputError(`${orderFlags.join(', ')} ${are} for orders, and the rows are ${what}`);
}

/** @throws InputError where a summary is given a currency that is no code: it has no column of them */
function assertCode({ currency, code }: CustomerOptions): void {
  if (typeof currency !== 'string' || code !== undefined) return;
  throw new InputError(
    `--currency of a summary must be a code such as EUR, got ${shown(currency)}`,
  );
}
