import { InputError } from '../../errors.ts';
import { type NamedColumns, presets } from '../../measure/presets/preset-choice.ts';
import { dateFormats, type MeasureOptions } from '../../measure/measure-options.ts';
import { type Period, periods } from '../../quantities.ts';
import type { Setup } from '../setup.ts';
import { wholeNumber } from './whole-number.ts';
import { addEngineFlags, type EngineFlags } from './engine-flags.ts';
import {
  readDay,
  readMemory,
  readShare,
  readTableFile,
  readWindow,
  readZone,
} from './order-values.ts';
import {
  addReportFlags,
  type OutputFlags,
  type OutputOptions,
  readOutputFlags,
} from './result-flags.ts';

/** How rows of orders are read. */
export interface RowFlags extends EngineFlags {
  readonly preset?: string;
  readonly customer?: string;
  readonly email?: string | false;
  readonly phone?: false;
  readonly date?: string;
  readonly amount?: string;
  readonly order?: string | false;
  readonly currency?: string | false;
  readonly status?: string | false;
  readonly refunded?: string | false;
  readonly tax?: boolean;
  readonly taxColumn?: string;
  readonly shipping?: boolean;
  readonly decimal?: MeasureOptions['decimal'];
  readonly dateFormat?: MeasureOptions['dateFormat'];
  readonly tz?: string;
  readonly skip?: string;
  readonly maxRejected?: string;
  readonly memory?: string;
  readonly asOf?: string;
  readonly lines?: MeasureOptions['lines'];
  readonly keepZero?: boolean;
  readonly includeStatus?: boolean;
  readonly keepDuplicates?: boolean;
}

export interface OrderFlags extends RowFlags, Omit<OutputFlags, 'currency'> {
  readonly window?: string;
  readonly period?: Period;
  readonly summary?: string;
  readonly ledger?: string;
  readonly ledgerIds?: boolean;
  readonly smallCells?: boolean;
}

/** How rows of orders are read and counted, whatever is made of them. */
export interface RowOptions {
  readonly preset: string;
  readonly named: NamedColumns;
  /** A currency, or a column of them, or both as `column:EUR`; false where no column is one. */
  readonly currency: string | false | undefined;
  readonly counting: Omit<MeasureOptions, 'currency' | 'statuses' | 'window' | 'period'>;
  readonly memory: string | undefined;
  /** Lines above the header of each file. */
  readonly skip: number;
}

/** How orders are read and counted, and what is written of them. */
export interface OrderOptions extends Omit<RowOptions, 'counting'> {
  readonly measure: Omit<MeasureOptions, 'currency' | 'statuses'>;
  readonly summary: string | undefined;
  readonly ledger: string | undefined;
  readonly ledgerIds: boolean;
  /** Whether money of fewer than five customers stays in measured.json. */
  readonly smallCells: boolean;
  readonly output: OutputOptions;
}

/** The flags that say how rows of orders are read and counted. */
export function addRowFlags({ heading, value, toggle }: Setup): void {
  heading('Columns:');
  const names = presets.map(({ name }) => name);
  value('--preset <name>', 'what kind of export it is (auto if not given)', ['auto', ...names]);
  value('--customer <column>', 'the customer');
  value('--email <column>', 'the e-mail address of the customer');
  value('--date <column>', 'the date of the order');
  value('--amount <column>', 'the amount of the order, or a product such as Quantity*UnitPrice');
  value('--order <column>', 'the order, where it has several rows or refunds');
  value('--currency <column|code>', 'the currency, or the only one that counts, or column:code');
  value('--status <column|list>', 'the status, or those that count, as paid,pending');
  value('--refunded <column>', 'what was paid back of the order');
  value('--tax-column <column>', 'the tax in the amount, to take off');
  toggle('--no-email', 'no column holds e-mail addresses, whatever its name');
  toggle('--no-phone', 'no column holds phone numbers');
  toggle('--no-order', 'no column holds orders, whatever its name');
  toggle('--no-currency', 'no column holds currencies');
  toggle('--no-status', 'no column holds statuses');
  toggle('--no-refunded', 'no column holds refunds');
  toggle('--no-tax', 'there is no tax to take off the amounts');
  toggle('--no-shipping', 'there is no shipping to take off the amounts');
  heading('Reading:');
  value('--decimal <sign>', 'the decimal sign of amounts', ['comma', 'point']);
  value('--date-format <format>', 'order of day, month, year, or what dates count', dateFormats);
  value('--tz <zone>', 'time zone of days (if not given: that of each date, else UTC)');
  value('--skip <lines>', 'lines above the header of each file, such as titles');
  value('--max-rejected <share>', 'rows that may be unreadable (0.5% if not given)');
  value('--memory <size>', 'the most memory to use, such as 2GB; the rest goes to disk');
  heading('Counting:');
  value('--as-of <date>', 'the last day looked at (the last in the files if not given)');
  value('--lines <how>', 'rows are lines of an order to add up, or not', ['sum', 'none']);
  toggle('--keep-zero', 'count orders of 0 as purchases');
  toggle('--include-status', 'count orders of every status');
  toggle('--keep-duplicates', 'count rows that are equal in every column each time');
}

export function addOrderFlags(setup: Setup): void {
  const { heading, value, toggle } = setup;
  addEngineFlags(setup);
  value('--summary-table <name>', 'write what --summary tells to a new table there');
  addRowFlags(setup);
  value(
    '--window <days>',
    'the days of the headline figures: 2025, from..to or all (the last twelve months if not given)',
  );
  value('--period <period>', 'the period of cohorts (month if not given)', periods);
  heading('Output:');
  value('--summary <file>', 'only write customer,x,t_x,T,spend of each customer, .csv or .parquet');
  value('--ledger <file>', 'write what became of each row, .csv or .parquet');
  toggle('--ledger-ids', 'order ids as they are, not hashed; a hash of a number can be guessed');
  toggle('--small-cells', 'keep money of fewer than 5 customers in measured.json');
  addReportFlags(setup, 'write a file instead of stdout');
}

/** Reads what may be wrong, and collects what is. */
class Problems {
  readonly #found: string[] = [];

  add(problem: string): void {
    this.#found.push(problem);
  }

  checked<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#found.push(...error.problems);
      return undefined;
    }
  }

  /** @throws InputError with all of them */
  assertNone(): void {
    if (this.#found.length > 0) throw new InputError(this.#found);
  }
}

/** @throws InputError with all that is wrong */
export function readRowFlags(flags: RowFlags): RowOptions {
  const problems = new Problems();
  const asOf = problems.checked(() => readDay('--as-of', flags.asOf));
  const zone = problems.checked(() => readZone(flags.tz));
  const maxRejected = problems.checked(() => readShare(flags.maxRejected ?? '0.5%')) ?? 0;
  const memory = problems.checked(() => readMemory(flags.memory));
  const skip = problems.checked(() => wholeNumber('--skip', flags.skip, { least: 0, most: 1000 }));
  if (flags.skip !== undefined && flags.engine !== undefined) {
    problems.add('--skip is about lines of a file, and --engine reads none; drop one of them');
  }
  if (flags.taxColumn !== undefined && flags.tax === false) {
    problems.add('--tax-column names what --no-tax says is not there; drop one of them');
  }
  problems.assertNone();
  return {
    preset: flags.preset ?? 'auto',
    named: namedColumns(flags),
    currency: flags.currency,
    counting: {
      asOf,
      zone,
      maxRejected,
      lines: flags.lines,
      keepZero: flags.keepZero === true,
      includeStatus: flags.includeStatus === true,
      keepDuplicates: flags.keepDuplicates === true,
      decimal: flags.decimal,
      dateFormat: flags.dateFormat,
    },
    memory,
    skip: skip ?? 0,
  };
}

/** @throws InputError with all that is wrong */
export function readOrderFlags(flags: OrderFlags): OrderOptions {
  const problems = new Problems();
  const rows = problems.checked(() => readRowFlags(flags));
  const window = problems.checked(() => readWindow(flags.window));
  const { currency: _, ...outputFlags } = flags;
  const output = problems.checked(() => readOutputFlags(outputFlags));
  const summary = problems.checked(() => readTableFile('--summary', flags.summary));
  const ledger = problems.checked(() => readTableFile('--ledger', flags.ledger));
  const asOf = rows?.counting.asOf;
  if (asOf !== undefined && typeof window === 'object' && window.to > asOf) {
    problems.add(`--window must end by --as-of ${asOf}, got ${window.to}; drop one of them`);
  }
  problems.assertNone();
  const { counting, ...reading } = rows as RowOptions;
  return {
    ...reading,
    measure: { ...counting, window, period: flags.period ?? 'month' },
    summary,
    ledger,
    ledgerIds: flags.ledgerIds === true,
    smallCells: flags.smallCells === true,
    output: output as OutputOptions,
  };
}

/** The columns that flags name, or say not to be there; that of the currency may also be a code. */
function namedColumns(flags: RowFlags): NamedColumns {
  const { customer, email, phone, date, amount, order, status, refunded, shipping } = flags;
  const tax = flags.taxColumn ?? flags.tax;
  const named = { customer, email, phone, date, amount, order, status, refunded, tax, shipping };
  return Object.fromEntries(
    Object.entries(named).filter(([, column]) => typeof column === 'string' || column === false),
  );
}
