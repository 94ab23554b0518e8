import type { Column, Engine, Relation } from '../../engines/engine.ts';
import { InputError, shown } from '../../errors.ts';
import { datePatterns, type DayReading } from './day-text.ts';
import type { DateFormat } from '../measure-options.ts';
import { countsOf, type Counts, exampleOf, isOpen } from './pattern-counts.ts';

const monthNames =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/**
 * Decide how dates are written.
 *
 * @param wanted the order of day, month and year, if it was said
 * @throws InputError when they can be read in two ways
 */
export async function dayReadingOf(
  engine: Engine,
  relation: Relation,
  column: Column,
  wanted: DateFormat | undefined,
): Promise<DayReading> {
  const look = async (all: boolean): Promise<Counts> =>
    column.type === 'text' || column.type === 'number'
      ? countsOf(engine, relation, column, datePatterns, all)
      : {};
  let found = await look(false);
  if (wanted === undefined && isOpen(found, 'dmy', 'mdy')) found = await look(true);
  const { named = 0, half = 0, zoned = 0 } = found;
  const example = (pattern: keyof typeof datePatterns) =>
    exampleOf(engine, relation, column, datePatterns[pattern]);
  return {
    dateFormat:
      wanted === undefined
        ? await formatOf(found, column.name, example)
        : formatWanted(found, wanted),
    monthNames: named > 0,
    shortYears: wanted !== undefined,
    halfDays: half > 0,
    zoned: zoned > 0,
  };
}

function formatWanted(
  { ymd = 0, compact = 0 }: Counts,
  wanted: DateFormat,
): DayReading['dateFormat'] {
  return wanted === 'ymd' && compact > ymd ? 'compact' : wanted;
}

/** The format that was not said: what most dates are, if they tell it. */
async function formatOf(
  { ymd = 0, compact = 0, either = 0, dmy = 0, mdy = 0, short = 0, serial = 0, named = 0 }: Counts,
  column: string,
  exampleOfKind: (pattern: keyof typeof datePatterns) => Promise<string>,
): Promise<DayReading['dateFormat']> {
  const full = ymd + compact + either + named;
  if (short > full) {
    throw new InputError(
      `${column} has years of two digits, as in ${shown(await exampleOfKind('short'))}; say the order with --date-format dmy, mdy or ymd`,
    );
  }
  if (serial > full) {
    throw new InputError(
      `${column} has numbers for dates, as in ${shown(await exampleOfKind('serial'))}; say what they count with --date-format excel (days), epoch (seconds) or epoch-ms (milliseconds)`,
    );
  }
  if (ymd + compact >= either) return compact > ymd ? 'compact' : 'ymd';
  if (dmy > 0 && mdy > 0) {
    throw new InputError(
      `${column} must have one order of day and month, got ${dmy} dates with the day first and ${mdy} with the month first; say which with --date-format, the others are then rejected`,
    );
  }
  if (dmy + mdy > 0) return dmy > 0 ? 'dmy' : 'mdy';
  const example = await exampleOfKind('either');
  const [one = 1, other = 1] = example.split(/\D/).map(Number);
  throw new InputError(
    `${column} does not tell day from month: ${shown(example)} is ${one} ${monthNames[other - 1]} or ${other} ${monthNames[one - 1]}; say which with --date-format dmy or --date-format mdy`,
  );
}
