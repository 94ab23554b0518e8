import type { Column, Dialect, Engine, Relation } from '../../engines/engine.ts';
import { InputError, shown } from '../../errors.ts';
import { amountPatterns } from './amount-text.ts';
import type { Mapping } from './mapping.ts';
import type { MeasureOptions } from '../measure-options.ts';

/** How the texts of the rows are read as days and amounts. */
export interface Reading {
  readonly decimal: 'comma' | 'point';
  readonly dateFormat: 'dmy' | 'mdy' | 'ymd' | 'compact';
  /** Whether some dates carry their offset. */
  readonly zoned: boolean;
  /** Whether days are counted from times without a zone, which are taken as they stand. */
  readonly naive: boolean;
  /** Whether tax comes on top of subtotals, for orders that do not tell. */
  readonly taxOnTop: boolean | undefined;
}

const monthNames =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** Rows that are looked at before a reading is decided; all are, where these do not tell. */
const sampled = 20_000;

/** The patterns that tell one reading of dates from another, by what they speak for. */
export const datePatterns = {
  ymd: '^\\s*\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
  compact: '^\\s*\\d{8}\\s*$',
  either: '^\\s*\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}',
  dmy: '^\\s*(1[3-9]|2\\d|3[01])[-/.]\\d{1,2}[-/.]\\d{4}',
  mdy: '^\\s*\\d{1,2}[-/.](1[3-9]|2\\d|3[01])[-/.]\\d{4}',
  zoned: ':\\d\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)\\s*$',
  time: '\\d[T ]\\d{1,2}:\\d\\d',
};

/**
 * Decide how dates and amounts are written, or refuse with the two readings.
 *
 * @throws InputError when they can be read in two ways
 */
export async function readingOf(
  engine: Engine,
  relation: Relation,
  mapping: Mapping,
  options: MeasureOptions,
): Promise<Omit<Reading, 'taxOnTop'>> {
  const date = columnOf(relation, mapping.date);
  const amount = columnOf(relation, mapping.amount);
  const look = async (
    column: Column,
    patterns: Readonly<Record<string, string>>,
    all = false,
  ): Promise<Counts> =>
    column.type === 'text' ? counts(engine, relation, column.name, patterns, all) : {};
  let dates = await look(date, datePatterns);
  const areDatesOpen = () => options.dateFormat === undefined && isOpen(dates, 'dmy', 'mdy');
  if (areDatesOpen()) dates = await look(date, datePatterns, true);
  const quantity = mapping.quantity === undefined ? [] : [columnOf(relation, mapping.quantity)];
  const lookAtMoney = async (all?: boolean) =>
    added(
      await Promise.all([amount, ...quantity].map((column) => look(column, amountPatterns, all))),
    );
  let amounts = await lookAtMoney();
  const areAmountsOpen = () => options.decimal === undefined && isOpen(amounts, 'point', 'comma');
  if (areAmountsOpen()) amounts = await lookAtMoney(true);
  const [openDate, openAmount] = [
    areDatesOpen() ? await exampleOf(engine, relation, date.name, datePatterns.either) : '',
    areAmountsOpen() ? await exampleOf(engine, relation, amount.name, amountPatterns.either) : '',
  ];
  return {
    decimal: options.decimal ?? decimalOf(amounts, amount.name, openAmount),
    dateFormat: dateFormatOf(dates, date.name, options.dateFormat, openDate),
    zoned: (dates['zoned'] ?? 0) > 0,
    naive: date.type === 'timestamp' || ((dates['time'] ?? 0) > 0 && !((dates['zoned'] ?? 0) > 0)),
  };
}

export function columnOf({ columns }: Relation, name: string): Column {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

type Counts = Readonly<Record<string, number>>;

/** What was counted in several columns. */
function added(found: readonly Counts[]): Counts {
  const names = new Set(found.flatMap((each) => Object.keys(each)));
  return Object.fromEntries(
    [...names].map((name) => [name, found.reduce((sum, each) => sum + (each[name] ?? 0), 0)]),
  );
}

/** How many texts of a column match each pattern. */
export function patternsQuery(
  { identifier, matches }: Dialect,
  from: string,
  column: string,
  patterns: Readonly<Record<string, string>>,
): string {
  const sums = Object.entries(patterns).map(
    ([name, pattern]) =>
      `count(*) filter (where ${matches('cell', pattern)}) as ${identifier(name)}`,
  );
  return `select ${sums.join(', ')} from (select ${identifier(column)} as cell from ${from}) as sample`;
}

async function counts(
  { dialect, query }: Engine,
  { from }: Relation,
  column: string,
  patterns: Readonly<Record<string, string>>,
  all: boolean,
): Promise<Counts> {
  const rows = all ? from : `${from} limit ${sampled}`;
  const [row = {}] = await query(patternsQuery(dialect, rows, column, patterns));
  return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)]));
}

/** The first text of a column that matches a pattern. */
async function exampleOf(
  { dialect, query }: Engine,
  { from }: Relation,
  column: string,
  pattern: string,
): Promise<string> {
  const cell = dialect.identifier(column);
  const [row] = await query(
    `select ${cell} as cell from ${from} where ${dialect.matches(cell, pattern)} limit 1`,
  );
  return String(row?.['cell']).trim();
}

/** Whether there are texts that can be read both ways, and none that speak for one of them. */
function isOpen(found: Counts, one: string, other: string): boolean {
  return (found['either'] ?? 0) > 0 && (found[one] ?? 0) === 0 && (found[other] ?? 0) === 0;
}

function decimalOf(
  { point = 0, comma = 0, either = 0 }: Counts,
  column: string,
  example: string,
): Reading['decimal'] {
  if (point > 0 && comma > 0) {
    throw new InputError(
      `${column} must have one decimal sign, got ${point} amounts that end like 12.50 and ${comma} like 12,50; say which with --decimal, the others are then rejected`,
    );
  }
  if (point + comma > 0) return comma > 0 ? 'comma' : 'point';
  if (either === 0) return 'point';
  throw new InputError(
    `${column} does not show its decimal sign: ${shown(example)} is ${example.replaceAll(/\D/g, '')} or ${example.replace(/^\D*(\d+)\D(\d+).*$/s, '$1.$2')}; say which with --decimal comma or --decimal point`,
  );
}

function dateFormatOf(
  { ymd = 0, compact = 0, either = 0, dmy = 0, mdy = 0 }: Counts,
  column: string,
  wanted: MeasureOptions['dateFormat'],
  example: string,
): Reading['dateFormat'] {
  if (wanted !== undefined) return wanted === 'ymd' && compact > ymd ? 'compact' : wanted;
  if (ymd + compact >= either) return compact > ymd ? 'compact' : 'ymd';
  if (dmy > 0 && mdy > 0) {
    throw new InputError(
      `${column} must have one order of day and month, got ${dmy} dates with the day first and ${mdy} with the month first; say which with --date-format, the others are then rejected`,
    );
  }
  if (dmy + mdy > 0) return dmy > 0 ? 'dmy' : 'mdy';
  const [one = 1, other = 1] = example.split(/\D/).map(Number);
  throw new InputError(
    `${column} does not tell day from month: ${shown(example)} is ${one} ${monthNames[other - 1]} or ${other} ${monthNames[one - 1]}; say which with --date-format dmy or --date-format mdy`,
  );
}
