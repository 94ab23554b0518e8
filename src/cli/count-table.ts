import type { EngineRow, Relation } from '../engines/engine.ts';
import { InputError, shown } from '../errors.ts';
import { isNumber } from '../input/grammar/number.ts';
import type { RoundBuyer, Survivors } from '../models/index.ts';
import { assertRoundBuyer } from '../models/bg-bb.ts';
import type { MeasureSource } from './measure-source.ts';

/** A row of counts, and what messages call its place. */
interface CountRow {
  readonly place: string;
  readonly cell: (column: string) => string;
  /** @throws InputError when the cell holds no whole number from 0 */
  readonly count: (column: string) => number;
}

/** The rows of a table of counts, which is small. */
async function countRows(
  { engine, unread }: MeasureSource,
  { from, numbered, columns }: Relation,
): Promise<CountRow[]> {
  const { text, identifier } = engine.dialect;
  const cells = columns.map(({ name }) => `${text(identifier(name))} as ${identifier(name)}`);
  const plain = `select ${cells.join(', ')} from ${from}`;
  // Reading them finds what cannot be read as rows, which the numbers of rows ask for.
  const rows = await engine.query(plain);
  if ((await unread()) > 0) {
    throw new InputError('each row must have the columns of the header, got one that has not');
  }
  if (rows.length === 0) throw new InputError('the table has no rows, only a header');
  if (numbered === undefined) return rows.map((row) => countRow(row, ''));
  const places = `select ${cells.join(', ')}, "clv row" as "clv row" from (${numbered}) as numbered order by "clv file", "clv row"`;
  const placed = await engine.query(places);
  return placed.map((row) => countRow(row, `row ${String(row['clv row'])}: `));
}

function countRow(row: EngineRow, place: string): CountRow {
  const cell = (column: string) => String(row[column] ?? '').trim();
  return {
    place,
    cell,
    count(column) {
      const number = isNumber(cell(column)) ? Number(cell(column)) : NaN;
      if (Number.isInteger(number) && number >= 0) return number;
      throw new InputError(
        `${place}${column} must be a whole number from 0, got ${shown(cell(column))}`,
      );
    },
  };
}

/**
 * The customers of a table `x,t_x,n,customers`.
 *
 * @throws InputError when a row cannot be
 */
export async function roundBuyers(
  source: MeasureSource,
  relation: Relation,
): Promise<RoundBuyer[]> {
  const rows = await countRows(source, relation);
  return rows.flatMap(({ place, count }) => {
    const [x, t_x, n, customers] = ['x', 't_x', 'n', 'customers'].map(count);
    const buyer = { x: x ?? 0, t_x: t_x ?? 0, n: n ?? 0 };
    try {
      assertRoundBuyer(buyer);
    } catch (error) {
      throw new InputError(`${place}${(error as RangeError).message}`);
    }
    return customers === 0 ? [] : [{ ...buyer, count: customers ?? 0 }];
  });
}

/**
 * The survivors of each cohort of a table `period,customers` or `cohort,period,customers`: period 0
 * is the start.
 *
 * @throws InputError when a cohort lacks a period, or grows
 */
export async function survivorsOf(source: MeasureSource, relation: Relation): Promise<Survivors[]> {
  const hasCohorts = relation.columns.some(({ name }) => name === 'cohort');
  const cohorts = new Map<string, Map<number, { customers: number; place: string }>>();
  for (const { place, cell, count } of await countRows(source, relation)) {
    const cohort = hasCohorts ? cell('cohort') : '';
    const periods = cohorts.get(cohort) ?? new Map<number, { customers: number; place: string }>();
    const period = count('period');
    if (periods.has(period)) {
      throw new InputError(
        `${place}period ${period} is there twice${hasCohorts ? ` in cohort ${shown(cohort)}` : '; a column cohort tells cohorts apart'}`,
      );
    }
    periods.set(period, { customers: count('customers'), place });
    cohorts.set(cohort, periods);
  }
  return Array.from(cohorts, ([cohort, periods]) =>
    inOrder(periods, hasCohorts ? ` of cohort ${shown(cohort)}` : ''),
  );
}

function inOrder(
  periods: ReadonlyMap<number, { readonly customers: number; readonly place: string }>,
  ofCohort: string,
): number[] {
  const survivors: number[] = [];
  for (let period = 0; period < periods.size; period++) {
    const found = periods.get(period);
    if (found === undefined) {
      throw new InputError(
        `the periods${ofCohort} must run from 0, the start, without a gap, got none for ${period}`,
      );
    }
    const before = survivors.at(-1) ?? Infinity;
    if (found.customers > before) {
      throw new InputError(
        `${found.place}customers must not rise from one period to the next, got ${found.customers} after ${before}`,
      );
    }
    survivors.push(found.customers);
  }
  return survivors;
}
