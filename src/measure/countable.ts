import type { Engine } from '../engines/engine.ts';
import { codeToAsk } from './columns/currency.ts';
import { InputError, listed, shown } from '../errors.ts';
import { type Code, codeNames, codes, numberOf } from './code.ts';
import type { Ledger } from './ledger.ts';
import { cellsQuery, ledgerRowsSelect } from './sql/ledger-rows.ts';
import { ordersADayQuery } from './sql/orders.ts';
import { areLines, haveOrders, type Plan } from './plan.ts';

/** The share of the rows that could not be read. */
export const rejectedShare = ({ rows }: Ledger): number => rows.rejected / Math.max(1, rows.read);

/** The currencies of the money that counts: of purchases, and of refunds that found none. */
export function usedCurrencies({ codes: lines }: Ledger): string[] {
  const used = lines
    .filter(({ code }) => code === 'USED' || code === 'N_UNMATCHED')
    .map(({ currency }) => currency);
  return [...new Set(used)];
}

/** @throws InputError when the rows say too little: none of them, too many unread, several currencies */
export async function assertCountable(
  engine: Engine,
  ledger: Ledger,
  plan: Plan,
  entries: string,
): Promise<void> {
  const { options } = plan;
  const { rows } = ledger;
  const areNumbered = plan.relation.numbered !== undefined;
  const what = areNumbered ? 'the files' : 'the rows';
  if (rows.read === 0) {
    throw new InputError(
      `${what} must hold orders, got ${areNumbered ? 'a header without rows' : 'none'}`,
    );
  }
  if (rejectedShare(ledger) > options.maxRejected) {
    const contradict =
      rejectedCodes(ledger).some(([code]) => code === 'R_CONFLICT') && !areLines(plan);
    const told = rejectedCodes(ledger).map(
      ([code, n]) => `${code} ${n} (${codes[code].reason.en})`,
    );
    throw new InputError(
      `at most ${percent(options.maxRejected)} of the rows may be rejected, got ${rows.rejected} of ${rows.read}: ${told.join(', ')}; ${areNumbered ? `${await firstRejected(engine, plan, entries)}; see all with --ledger, or ` : ''}allow them with --max-rejected${contradict ? '; where they are lines of an order, add them up with --lines sum' : ''}`,
    );
  }
  const currencies = usedCurrencies(ledger);
  if (currencies.length > 1) {
    const told = ledger.money
      .filter(({ currency }) => currencies.includes(currency))
      .map(({ currency, used }) => `${currency || 'none'} ${used.toFixed(2)}`);
    throw new InputError(
      `the orders must be in one currency, got ${told.join(', ')}; choose one, as with --currency ${codeToAsk(currencies.find((each) => each !== '') ?? '')}`,
    );
  }
  if (rows.used > 0) return;
  const told = ledger.codes.map(({ code, rows: n }) => `${code} ${n} (${codes[code].reason.en})`);
  throw new InputError(
    `${what} must hold at least one purchase, got ${told.join(', ')}; ${purchaseRemedy(ledger, plan)}`,
  );
}

/** What may help where no row is a purchase. */
function purchaseRemedy({ money, statuses }: Ledger, { options }: Plan): string {
  const currencies = money.map(({ currency }) => currency || 'none');
  if (options.currency !== undefined && !currencies.includes(options.currency)) {
    return `they are in ${currencies.join(', ')}`;
  }
  const names = listed(statuses.map(({ status }) => shown(status)));
  if (options.statuses !== undefined) return `the statuses are ${names}`;
  return statuses.some(({ fate }) => fate === 'excluded')
    ? `the statuses are ${names}, and --status says which of them count`
    : 'see clv measure --help';
}

/** Rows on a day of a customer that are hardly as many orders, and the fewest rows that say so. */
const linesADay = { each: 3, least: 20 };

/**
 * Without an order each row is one, which lines of orders are not.
 *
 * @throws InputError where there are far more rows than days of a customer
 */
export async function assertWholeOrders(
  { query }: Engine,
  plan: Plan,
  occasions: string,
): Promise<void> {
  if (haveOrders(plan) || plan.options.lines !== undefined) return;
  const [row] = await query(ordersADayQuery(occasions));
  const [orders, days] = [Number(row?.['orders']), Number(row?.['days'])];
  if (orders < linesADay.least || orders <= linesADay.each * days) return;
  throw new InputError(
    `${orders} rows on ${days} days of a customer are lines of orders, it seems; name the column of the order with --order and add --lines sum, which without an order takes what a customer bought on a day as one, or say with --lines none that each row is an order`,
  );
}

/** The first rows that were rejected, with what could not be read, so that a person can look at them. */
async function firstRejected({ query }: Engine, plan: Plan, entries: string): Promise<string> {
  const only = `code >= ${numberOf('R_CONFLICT')}`;
  const found = await query(`${ledgerRowsSelect(plan, entries, false, only)} limit 5`);
  const several = found.some(({ file }) => file !== 1);
  const cells = await query(cellsQuery(plan, found));
  const named = found.map(({ file, row, code }) => {
    const place = `${several ? `${String(file)}:` : ''}${String(row)}`;
    const cell = cells.find((each) => each['file'] === file && each['row'] === row)?.[String(code)];
    return typeof cell === 'string' ? `${place} (${shown(cell)})` : place;
  });
  return `the first are ${several ? 'file:row' : 'row'} ${named.join(', ')}`;
}

function rejectedCodes({ codes: lines }: Ledger): [Code, number][] {
  return codeNames
    .filter((code) => codes[code].fate === 'rejected')
    .map((code): [Code, number] => [
      code,
      lines.filter((line) => line.code === code).reduce((sum, { rows }) => sum + rows, 0),
    ])
    .filter(([, n]) => n > 0);
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(6))}%`;
