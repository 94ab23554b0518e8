import type { EngineRow, Relation } from '../engines/engine.ts';
import { InputError, listed, shown } from '../errors.ts';
import {
  faultyRowsQuery,
  repeatedCustomersQuery,
  summaryCustomersSelect,
  summaryFaultsQuery,
} from '../measure/sql/summary-rows.ts';
import type { SummaryColumns } from '../measure/summary-table.ts';
import { assertBuyer } from '../models/buyer.ts';
import { weeksPerYear } from '../models/predict-buyer.ts';
import { longTimesLine, summaryLine } from '../output/model/summary-line.ts';
import type { CustomerOptions, TimeUnit } from './flags/customer-flags.ts';
import type { MeasureSource } from './measure-source.ts';

/** What makes weeks of a time in each unit. */
const weeksOf: Readonly<Record<TimeUnit, string>> = {
  day: '/ 7',
  week: '',
  month: `* ${weeksPerYear / 12}`,
};

/** Times that are longer are seldom weeks: ten years. */
const longWeeks = 520;

/**
 * The customers of a table that has a row for each of them.
 *
 * @param tell says lines beside the result
 * @returns a table expression, and how many rows there are
 * @throws InputError when some rows cannot be customers, with the places of the first
 */
export async function summaryCustomers(
  { engine, unread }: MeasureSource,
  relation: Relation,
  columns: SummaryColumns,
  { timeUnit = 'week', names }: CustomerOptions,
  tell: (lines: readonly string[]) => void,
): Promise<{ readonly rows: string; readonly count: number }> {
  const { dialect, query } = engine;
  const [found = {}] = await query(summaryFaultsQuery(dialect, relation.from, columns));
  const [count, faults] = [Number(found['n']), Number(found['faults'])];
  const lost = await unread();
  if (lost > 0) {
    throw new InputError(
      `each row must have the columns of the header, got ${lost} ${lost === 1 ? 'row that has' : 'rows that have'} not`,
    );
  }
  if (count === 0) throw new InputError('the summary has no customers, only a header');
  if (faults > 0) {
    const rows = await query(faultyRowsQuery(dialect, relation, columns));
    const more =
      faults > rows.length ? [`${faults - rows.length} more rows cannot be customers`] : [];
    const problems = new Set(rows.map((row) => faultOf(row, columns, names)));
    throw new InputError([...problems, ...more]);
  }
  tell([summaryLine(columns, timeUnit)]);
  const longest = Number(found['longest']);
  if (timeUnit === 'week' && longest > longWeeks) tell([longTimesLine(longest)]);
  const rows = `(${summaryCustomersSelect(dialect, relation.from, columns, weeksOf[timeUnit])})`;
  if (columns.customer !== undefined) {
    const repeated = await query(repeatedCustomersQuery(rows));
    if (repeated.length > 0) {
      const several = repeated.map(({ customer }) => shown(String(customer)));
      throw new InputError(
        `each customer must have one row, got several of ${listed(several)}; the summary may have been added twice`,
      );
    }
  }
  return { rows, count };
}

/** What is wrong with a row that can be no customer, in words. */
function faultOf(row: EngineRow, columns: SummaryColumns, names: readonly string[]): string {
  const file = names.length > 1 ? shown(names[Number(row['file']) - 1] ?? '') : undefined;
  if (file !== undefined && [row['x cell'], row['t_x cell'], row['T cell']].every(isNothing)) {
    return `${file} has no ${columns.x}, ${columns.t_x} and ${columns.T}; name files of orders or summaries of customers, not both`;
  }
  const inFile = file === undefined ? '' : `${file}, `;
  const place = row['row'] === undefined ? '' : `${inFile}row ${String(row['row'])}: `;
  for (const name of ['x', 't_x', 'T', 'spend'] as const) {
    const column = columns[name];
    // The spend of who did not buy again is no matter.
    if (column === undefined || (name === 'spend' && row['x'] === 0)) continue;
    const cell = row[`${name} cell`];
    if (row[name] === null) {
      return `${place}${column} must be a number, got ${typeof cell === 'string' ? shown(cell) : 'nothing'}`;
    }
  }
  const numbers = { x: Number(row['x']), t_x: Number(row['t_x']), T: Number(row['T']) };
  try {
    assertBuyer(numbers);
  } catch (error) {
    return `${place}${(error as RangeError).message}`;
  }
  return `${place}${columns.spend} must be at least 0, got ${Number(row['spend'])}`;
}

const isNothing = (cell: unknown): boolean => cell === null || cell === '';
