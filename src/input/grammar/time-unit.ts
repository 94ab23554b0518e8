import { type Period, periodsPerYear } from '../../quantities.ts';

/** A unit that a time may be written in. */
export type SpanUnit = Period | 'week' | 'day';

/** How many of it a year of 365.2425 days has. */
export const perYear: Readonly<Record<SpanUnit, number>> = {
  ...periodsPerYear,
  week: 365.2425 / 7,
  day: 365.2425,
};

/** The words for each, in English and Dutch. */
const words: Readonly<Record<SpanUnit, readonly string[]>> = {
  year: ['y', 'yr', 'year', 'years', 'jaar', 'jaren'],
  quarter: ['q', 'quarter', 'quarters', 'kwartaal', 'kwartalen'],
  month: ['mo', 'month', 'months', 'maand', 'maanden'],
  week: ['w', 'week', 'weeks', 'weken'],
  day: ['d', 'day', 'days', 'dag', 'dagen'],
};

/** All words for a unit of time. */
export const timeWords: readonly string[] = Object.values(words).flat();

/** The words for what a number may be per. */
export const periodWords: readonly string[] = [...words.year, ...words.quarter, ...words.month];

const units: ReadonlyMap<string, SpanUnit> = new Map(
  Object.entries(words).flatMap(([unit, names]) =>
    names.map((name): [string, SpanUnit] => [name, unit as SpanUnit]),
  ),
);

/** The unit that a word names. */
export function timeUnitOf(word: string): SpanUnit | undefined {
  return units.get(word);
}

export function isPeriod(unit: SpanUnit): unit is Period {
  return Object.hasOwn(periodsPerYear, unit);
}
