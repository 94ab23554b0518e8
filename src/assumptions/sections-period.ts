import { inputNames, type Inputs, isPerPeriod, type Period, quantities } from '../quantities.ts';
import type { Case } from './assumptions.ts';
import type { Entry, Section, Sections } from './entry.ts';
import { perOther } from './given-numbers.ts';
import type { Note } from './note.ts';
import type { Located } from './place.ts';
import { rangeWith } from './range.ts';
import { type Check, ruleWith } from './rule.ts';

/** What the numbers of a file are per. */
export interface FilePeriod {
  /** What the file names. */
  readonly named: Period | undefined;
  /** That, or what the unit of a churn or retention implies, or else a year. */
  readonly period: Period;
}

export function filePeriodOf(sections: Sections, named: Period | undefined): FilePeriod {
  const [implied] = entriesOf(sections).flatMap(({ name, per }) =>
    quantities[name].unit === 'sharePerPeriod' && per !== undefined ? [per] : [],
  );
  return { named, period: named ?? implied ?? 'year' };
}

/** The convention that a file rests on, where it is not the default one. */
export function periodConvention({ named, period }: FilePeriod): Pick<Inputs, 'period'> {
  if (named !== undefined) return { period: named };
  return period === 'year' ? {} : { period };
}

/** The sections of a file with all its frequencies converted to its period; what is per another joins the problems. */
export function inFilePeriod(sections: Sections, file: FilePeriod, problems: Located[]): Sections {
  const brought = (section: Section, where: string): Section => ({
    ...section,
    entries: section.entries.map((entry) => {
      problems.push(...contradictions(entry, `${where}.${entry.name}`, file));
      return quantities[entry.name].unit === 'perPeriod' ? converted(entry, file) : entry;
    }),
  });
  const each = (named: ReadonlyMap<string, Section>, where: string) =>
    new Map([...named].map(([name, section]) => [name, brought(section, `${where}.${name}`)]));
  return {
    inputs: brought(sections.inputs, 'inputs'),
    segments: each(sections.segments, 'segments'),
    scenarios: each(sections.scenarios, 'scenarios'),
  };
}

/** The checks of a file with the numbers of each in its period; what is per another joins the problems. */
export function checksInFilePeriod(
  checks: readonly Check[],
  file: FilePeriod,
  problems: Located[],
): readonly Check[] {
  return checks.map((check) => {
    if (!isPerPeriod(check.metric) || check.aggregate === 'age') return check;
    const from = check.per ?? file.named ?? 'year';
    if (from === file.period) return check;
    if (quantities[check.metric].unit === 'perPeriod') {
      return {
        ...check,
        rule: ruleWith(check.rule, (value) => perOther(value, from, file.period)),
      };
    }
    // A relative tolerance is the same in any period.
    const { rule } = check;
    if (rule.kind === 'within' && rule.isRelative && typeof rule.of !== 'number') return check;
    const message = `${check.metric} is per ${file.period} here and the check per ${from}; write its number per ${file.period}, as in ${check.metric} <= 5%/${file.period}`;
    problems.push({ place: check, message });
    return check;
  });
}

/** What the inputs of cases are per, where that is not a year. */
export function periodNotes(cases: readonly Pick<Case, 'inputs'>[]): Note[] {
  const period = cases[0]?.inputs.period ?? 'year';
  const names = inputNames.filter(
    (name) => isPerPeriod(name) && cases.some(({ inputs }) => inputs[name] !== undefined),
  );
  if (period === 'year' || names.length === 0) return [];
  return [{ kind: 'period', scenario: null, segment: null, period, names }];
}

function entriesOf({ inputs, segments, scenarios }: Sections): readonly Entry[] {
  return [inputs, ...segments.values(), ...scenarios.values()].flatMap(({ entries }) => entries);
}

/** What is wrong with a share that is per another period than the file. */
function contradictions(entry: Entry, subject: string, { named, period }: FilePeriod): Located[] {
  const { name, per, isOwn, range, place } = entry;
  if (quantities[name].unit !== 'sharePerPeriod' || (!isOwn && range === undefined)) return [];
  const own = per ?? named ?? 'year';
  if (own === period) return [];
  const message =
    named === undefined
      ? `${subject} is per ${own} and others per ${period}; give all churn and retention per ${period}`
      : `${subject} is per ${own} and period is ${period}; drop period`;
  return [{ place, message }];
}

function converted(entry: Entry, { named, period }: FilePeriod): Entry {
  const { value, range, per } = entry;
  const convert = (number: number) => perOther(number, per ?? named ?? 'year', period);
  return {
    ...entry,
    value:
      typeof value === 'number'
        ? convert(value)
        : value?.kind === 'add'
          ? { ...value, by: convert(value.by) }
          : value,
    range: range && rangeWith(range, convert),
  };
}
