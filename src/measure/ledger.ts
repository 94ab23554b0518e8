import type { EngineRow } from '../engines/engine.ts';
import type { StatusCount } from './sql/statuses.ts';
import { type Code, codeNames, codes, type Fate, numberOf } from './code.ts';

/** One code of the ledger in one currency. */
interface LedgerLine {
  readonly code: Code;
  readonly currency: string;
  readonly rows: number;
  /** Money of these rows, as it was read. */
  readonly amount: number;
}

/** The money of one currency: `read` is the sum of all the others. */
interface LedgerMoney {
  readonly currency: string;
  readonly read: number;
  readonly used: number;
  /** Refunds that stand beside an amount; those in rows of their own are in `read` and `used`. */
  readonly netted: number;
  readonly merged: number;
  readonly excluded: number;
  readonly rejected: number;
}

/** What became of every row and of all the money. */
export interface Ledger {
  readonly rows: { readonly read: number } & Readonly<Record<Fate, number>>;
  readonly codes: readonly LedgerLine[];
  readonly money: readonly LedgerMoney[];
  /** The statuses of all rows, the most frequent first; empty where there are none, or too many. */
  readonly statuses: readonly StatusCount[];
}

/** Money is exact to four decimals; whole units of that add up without loss. */
const scale = 4;

const unitsOf = (text: unknown): bigint => {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(String(text)) ?? [];
  return BigInt(`${sign}${whole || '0'}${fraction.padEnd(scale, '0').slice(0, scale)}`);
};

const numberOfUnits = (units: bigint): number => Number(units) / 10 ** scale;

type MoneyUnits = Record<Exclude<keyof LedgerMoney, 'currency'>, bigint>;

/**
 * Add up what became of the rows.
 *
 * @param lost rows that had not the columns of the header, and so no money either
 * @throws Error when rows or money do not add up, which would be a bug
 */
export function ledgerOf(
  found: readonly EngineRow[],
  lost: number,
  statuses: readonly StatusCount[],
): Ledger {
  const lines = new Map<string, { code: Code; currency: string; rows: number; units: bigint }>();
  const money = new Map<string, MoneyUnits>();
  const rows = { read: lost, used: 0, merged: 0, netted: 0, excluded: 0, rejected: 0 };
  const add = (code: Code, currency: string, count: number, units: bigint) => {
    if (count === 0) return;
    const key = `${numberOf(code)} ${currency}`;
    const line = lines.get(key) ?? { code, currency, rows: 0, units: 0n };
    line.rows += count;
    line.units += units;
    lines.set(key, line);
    rows[codes[code].fate] += count;
  };
  for (const row of found) {
    const code = codeNames[Number(row['code'])];
    if (code === undefined) throw new Error(`no code has the number ${String(row['code'])}`);
    const currency = String(row['currency'] ?? '');
    const [amount, merged, net] = [row['told'], row['merged'], row['net']].map(unitsOf);
    rows.read += Number(row['n']);
    add(code, currency, Number(row['kept']), amount ?? 0n);
    add('M_DUP', currency, Number(row['duplicates']), merged ?? 0n);
    add('M_LINE', currency, Number(row['lines']), 0n);
    const sums = money.get(currency) ?? nothing();
    sums.read += unitsOf(row['read']);
    sums.merged += merged ?? 0n;
    sums.netted += unitsOf(row['refunded']);
    sums.used += net ?? 0n;
    const { fate } = codes[code];
    if (fate === 'excluded' || fate === 'rejected') sums[fate] += amount ?? 0n;
    money.set(currency, sums);
  }
  add('R_SHAPE', '', lost, 0n);
  assertBalance(rows, money);
  return {
    rows,
    statuses,
    codes: [...lines.values()]
      .toSorted(
        (one, other) =>
          numberOf(one.code) - numberOf(other.code) || (one.currency < other.currency ? -1 : 1),
      )
      .map(({ units, ...line }) => ({ ...line, amount: numberOfUnits(units) })),
    money: [...money]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([currency, sums]) => ({
        currency,
        read: numberOfUnits(sums.read),
        used: numberOfUnits(sums.used),
        netted: numberOfUnits(sums.netted),
        merged: numberOfUnits(sums.merged),
        excluded: numberOfUnits(sums.excluded),
        rejected: numberOfUnits(sums.rejected),
      })),
  };
}

const nothing = (): MoneyUnits => ({
  read: 0n,
  used: 0n,
  netted: 0n,
  merged: 0n,
  excluded: 0n,
  rejected: 0n,
});

function assertBalance(rows: Ledger['rows'], money: ReadonlyMap<string, MoneyUnits>): void {
  const { read, used, merged, netted, excluded, rejected } = rows;
  if (read !== used + merged + netted + excluded + rejected) {
    throw new Error(`the ledger does not add up in rows: ${JSON.stringify(rows)}`);
  }
  for (const [currency, { read: all, ...parts }] of money) {
    const sum = Object.values(parts).reduce((total, part) => total + part, 0n);
    // Netted refunds are in `used`: they were taken off what was bought.
    if (all !== sum) {
      throw new Error(
        `the ledger does not add up in ${currency || 'money'}: ${all} read, ${sum} told`,
      );
    }
  }
}
