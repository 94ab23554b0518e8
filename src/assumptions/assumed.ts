import { InputError, shown } from '../errors.ts';
import type { Uncertain } from '../math/distribution.ts';
import { brokenRule } from '../quantities.ts';
import type { Provenance } from './assumptions.ts';
import { changed, scaled } from './change.ts';
import type { Entry } from './entry.ts';
import type { Note } from './note.ts';
import { type Range, rangeText } from './range.ts';
import { distributionOf, pointOf, rangeReading } from './reading.ts';

/** One input after some overrides. */
export interface Assumed {
  readonly value: number;
  readonly range: Uncertain | undefined;
  readonly provenance: Provenance;
}

/** The inputs, a segment or a scenario, as it lies over what comes before it. */
export interface Layer {
  /** Where it is in the file, as in `segments.be`. */
  readonly where: string;
  /** Null in what all have in common. */
  readonly scenario: string | null;
  readonly segment: string | null;
  /** The share of its values that a range such as `45 to 55` covers. */
  readonly interval: number;
  readonly notes: Note[];
}

/**
 * An input with an entry laid over it.
 *
 * @throws InputError
 */
export function assumedOf(entry: Entry, under: Assumed | undefined, layer: Layer): Assumed {
  const subject = `${layer.where}.${entry.name}`;
  // What is known of a number says nothing of another one that is put in its place.
  const provenance = {
    ...(entry.isOwn ? rangeOf(under) : under?.provenance),
    ...entry.provenance,
  };
  if (entry.range !== undefined) {
    return {
      ...rangedOf(entry, entry.range, under, layer),
      provenance: { ...provenance, range: rangeText(entry.range) },
    };
  }
  const value = valueOf(entry, under, subject);
  const range = under?.range;
  if (under === undefined || value === under.value) return { value, range, provenance };
  const factor = value / under.value;
  noteOverride(layer, entry, [under.value, value], range && factor);
  return { value, range: range && scaled(range, factor, entry.name, subject), provenance };
}

/** An input with a range of its own: what a segment writes itself moves by itself. */
function rangedOf(
  entry: Entry,
  range: Range,
  under: Assumed | undefined,
  layer: Layer,
): Pick<Assumed, 'value' | 'range'> {
  const { interval, scenario, segment, notes } = layer;
  const { name } = entry;
  const value =
    entry.value === undefined ? undefined : valueOf(entry, under, `${layer.where}.${name}`);
  if (under !== undefined && value !== undefined && value !== under.value) {
    noteOverride(layer, entry, [under.value, value], undefined);
  }
  const distribution = distributionOf(range, value, interval);
  notes.push({ kind: 'reading', scenario, segment, reading: rangeReading(range, value, interval) });
  const isOfSegment = scenario === null && segment !== null;
  return {
    value: value ?? pointOf(range, interval),
    range: isOfSegment ? { ...distribution, stream: `${name} of ${segment}` } : distribution,
  };
}

function noteOverride(
  { scenario, segment, notes }: Layer,
  { name, written }: Entry,
  [from, to]: readonly [number, number],
  factor: number | undefined,
): void {
  notes.push({ kind: 'override', scenario, segment, name, written, from, to, factor });
}

/** The range that a number moves along with it. */
function rangeOf(under: Assumed | undefined): Provenance {
  const range = under?.provenance.range;
  return range === undefined ? {} : { range };
}

function valueOf(
  { name, value, written = '' }: Entry,
  under: Assumed | undefined,
  subject: string,
): number {
  if (typeof value === 'number') return value;
  if (value === undefined) {
    if (under !== undefined) return under.value;
    throw new InputError(`${subject} must have a value, got none; add value:`);
  }
  if (under === undefined) {
    throw new InputError(
      `${subject} must have a number to change, got ${shown(written)} where inputs has no ${name}; add ${name} to inputs`,
    );
  }
  const moved = changed(under.value, value);
  const rule = brokenRule(name, moved);
  if (rule === undefined) return moved;
  throw new InputError(`${subject} ${rule}, got ${moved}: ${shown(written)} on ${under.value}`);
}
