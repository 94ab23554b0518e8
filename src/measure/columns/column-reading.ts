import type { Column, Engine, Relation } from '../../engines/engine.ts';
import { InputError, shown } from '../../errors.ts';
import { amountPatterns } from './amount-text.ts';
import { dayReadingOf } from './day-reading.ts';
import type { DayReading } from './day-text.ts';
import type { Mapping } from './mapping.ts';
import type { MeasureOptions } from '../measure-options.ts';
import { countsOf, type Counts, exampleOf, isOpen } from './pattern-counts.ts';

/** How the texts of the rows are read as days and amounts. */
export interface Reading extends DayReading {
  readonly decimal: 'comma' | 'point';
  /** Whether tax comes on top of subtotals, for orders that do not tell. */
  readonly taxOnTop: boolean | undefined;
}

/**
 * Decide how dates and amounts are written, or refuse with the two readings.
 *
 * @throws InputError when they can be read in two ways
 */
export async function readingOf(
  engine: Engine,
  relation: Relation,
  mapping: Mapping,
  { decimal, dateFormat }: Pick<MeasureOptions, 'decimal' | 'dateFormat'>,
): Promise<Omit<Reading, 'taxOnTop'>> {
  const date = columnOf(relation, mapping.date);
  const factors = [mapping.amount, mapping.quantity].flatMap((name) =>
    name === undefined ? [] : [columnOf(relation, name)],
  );
  return {
    ...(await dayReadingOf(engine, relation, date, dateFormat)),
    decimal: decimal ?? (await decimalOf(engine, relation, factors)),
  };
}

export function columnOf({ columns }: Relation, name: string): Column {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

async function decimalOf(
  engine: Engine,
  relation: Relation,
  columns: readonly Column[],
): Promise<Reading['decimal']> {
  const texts = columns.filter(({ type }) => type === 'text');
  const [column] = texts;
  if (column === undefined) return 'point';
  const look = async (all: boolean): Promise<Counts> =>
    added(
      await Promise.all(texts.map((each) => countsOf(engine, relation, each, amountPatterns, all))),
    );
  let found = await look(false);
  if (isOpen(found, 'point', 'comma')) found = await look(true);
  const { point = 0, comma = 0, either = 0 } = found;
  if (point > 0 && comma > 0) {
    throw new InputError(
      `${column.name} must have one decimal sign, got ${point} amounts that end like 12.50 and ${comma} like 12,50; say which with --decimal, the others are then rejected`,
    );
  }
  if (point + comma > 0) return comma > 0 ? 'comma' : 'point';
  if (either === 0) return 'point';
  const example = await exampleOf(engine, relation, column, amountPatterns.either);
  throw new InputError(
    `${column.name} does not show its decimal sign: ${shown(example)} is ${example.replaceAll(/\D/g, '')} or ${example.replace(/^\D*(\d+)\D(\d+).*$/s, '$1.$2')}; say which with --decimal comma or --decimal point`,
  );
}

/** What was counted in several columns. */
function added(found: readonly Counts[]): Counts {
  const names = new Set(found.flatMap((each) => Object.keys(each)));
  return Object.fromEntries(
    [...names].map((name) => [name, found.reduce((sum, each) => sum + (each[name] ?? 0), 0)]),
  );
}
