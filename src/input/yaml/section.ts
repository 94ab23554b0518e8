import type { Provenance } from '../../assumptions/assumptions.ts';
import type { Entry, Section, Sections } from '../../assumptions/entry.ts';
import type { Located } from '../../assumptions/place.ts';
import type { Range } from '../../assumptions/range.ts';
import { InputError, shown } from '../../errors.ts';
import { type InputName, isInputName, type Period } from '../../quantities.ts';
import { ownValue, parseChange } from '../grammar/change-text.ts';
import { parseRange } from '../grammar/range-text.ts';
import { periodWritten } from '../grammar/unit-text.ts';
import { checkedNumber } from '../records/record.ts';
import type { AssumptionsFile, WrittenEntry } from './assumptions-schema.ts';
import type { Document } from './yaml.ts';
import type { Path } from './yaml-reader.ts';

/** Read the entries of all sections of a file; what is wrong joins the problems. */
export function sectionsOf(
  { inputs, segments = {}, scenarios = {} }: AssumptionsFile,
  document: Document,
  problems: Located[],
): Sections {
  const section = (written: AssumptionsFile['inputs'], path: Path): Section => ({
    entries: Object.entries(written).flatMap(([name, entry]) => {
      if (!isInputName(name) || entry === undefined) return [];
      const at = [...path, name];
      const place = document.placeOf(at);
      try {
        const subject = at.map(String).join('.');
        const read = readEntry(name, entry, { subject, isOverride: path[0] !== 'inputs' });
        return [{ ...read, place, placeOfKey: document.placeOfKey(at) }];
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problems.push(...error.problems.map((message) => ({ place, message })));
        return [];
      }
    }),
    place: document.placeOfKey(path),
  });
  const byName = (
    key: 'segments' | 'scenarios',
    written: NonNullable<AssumptionsFile[typeof key]>,
  ) => new Map(Object.entries(written).map(([name, each]) => [name, section(each, [key, name])]));
  return {
    inputs: section(inputs, ['inputs']),
    segments: byName('segments', segments),
    scenarios: byName('scenarios', scenarios),
  };
}

interface EntryOptions {
  readonly subject: string;
  /** Whether it lies over another one, so that it may be a change of that. */
  readonly isOverride: boolean;
}

function readEntry(
  name: InputName,
  entry: WrittenEntry,
  options: EntryOptions,
): Omit<Entry, 'place' | 'placeOfKey'> {
  const parts = typeof entry === 'object' ? entry : { value: entry };
  const { range, isInPlace } = rangeOf(name, parts, options.subject);
  const value =
    isInPlace || parts.value === undefined ? undefined : valueOf(name, parts.value, options);
  const written = parts.value ?? parts.range;
  return {
    name,
    value,
    range,
    per: periodOf(name, parts, options.subject),
    isOwn: isInPlace || typeof value === 'number',
    written: written === undefined ? undefined : String(written),
    provenance: provenanceOf(parts),
  };
}

/** What an entry is per: the value and the range beside it share their unit. */
function periodOf(name: InputName, { value, range }: Parts, subject: string): Period | undefined {
  const [per, ...others] = [value, range].flatMap((text) => {
    const found = typeof text === 'string' ? periodWritten(ownValue(text), name) : undefined;
    return found === undefined ? [] : [found];
  });
  if (others.every((other) => other === per)) return per;
  throw new InputError(
    `${subject} has a value per ${per} and a range per ${others.join()}; give both per ${per}`,
  );
}

/** The parts of an entry. */
type Parts = Exclude<WrittenEntry, number | string>;

/** The range of an entry, which may be beside the value, or in its place. */
function rangeOf(
  name: InputName,
  { value, range }: Parts,
  subject: string,
): { readonly range: Range | undefined; readonly isInPlace: boolean } {
  const read = (text: string) => parseRange(text, { subject, name, decimal: 'fixed' });
  const inPlace = typeof value === 'string' ? read(value) : undefined;
  if (range === undefined) return { range: inPlace, isInPlace: inPlace !== undefined };
  const beside = read(range);
  if (beside === undefined) {
    throw new InputError(
      `${subject}.range must be a range such as 45..55, 45 to 55 or 50±5, got ${shown(range)}`,
    );
  }
  if (inPlace === undefined) return { range: beside, isInPlace: false };
  throw new InputError(
    `${subject} must have one range, got ${shown(String(value))} and ${shown(range)}; drop one`,
  );
}

function valueOf(
  name: InputName,
  written: number | string,
  { subject, isOverride }: EntryOptions,
): Entry['value'] {
  if (!isOverride) return checkedNumber(name, written, 'fixed', subject);
  const change = parseChange(name, written, subject);
  return change ?? checkedNumber(name, ownValue(written), 'fixed', subject);
}

function provenanceOf(written: Parts): Provenance {
  const { source, owner, reviewed, measured } = written;
  return {
    ...(source !== undefined && { source }),
    ...(owner !== undefined && { owner }),
    ...(reviewed !== undefined && { reviewed }),
    ...(measured !== undefined && { measured }),
  };
}
