import type { InputName, Period } from '../quantities.ts';
import type { Provenance } from './assumptions.ts';
import type { Change } from './change.ts';
import type { Place } from './place.ts';
import type { Range } from './range.ts';

/** What a file says of one input, in its inputs, a segment or a scenario. */
export interface Entry {
  readonly name: InputName;
  /** A number, or how the one below it changes; undefined where there is a range in its place, or neither. */
  readonly value: number | Change | undefined;
  readonly range: Range | undefined;
  /** What it is per, where it is written with a unit such as `/month`. */
  readonly per: Period | undefined;
  /** Whether it gives a number or a range of its own as its value; a change of another does not. */
  readonly isOwn: boolean;
  /** The value, or else the range, as it is written; undefined where there is neither. */
  readonly written: string | undefined;
  readonly provenance: Provenance;
  readonly place: Place;
  readonly placeOfKey: Place;
}

/** The inputs, a segment or a scenario of a file. */
export interface Section {
  readonly entries: readonly Entry[];
  /** Where its key is. */
  readonly place: Place;
}

/** All sections of a file. */
export interface Sections {
  readonly inputs: Section;
  readonly segments: ReadonlyMap<string, Section>;
  readonly scenarios: ReadonlyMap<string, Section>;
}

export function entryOf({ entries }: Section, name: InputName): Entry | undefined {
  return entries.find((entry) => entry.name === name);
}
