import type { Note, Provenance } from '../assumptions/assumptions.ts';
import { InputError, shown } from '../errors.ts';
import type { Uncertain } from '../math/distribution.ts';
import { brokenRule, type InputName, isShare, type Language, type Text } from '../quantities.ts';
import type { Entry } from './yaml/assumptions-schema.ts';
import { changed, ownValue, parseChange, scaled } from './grammar/change.ts';
import { parseRange, type Range, rangeText } from './grammar/range.ts';
import { distributionOf, exactNumber, pointOf, readingOf, shortNumber } from './reading.ts';
import { checkedNumber } from './records/record.ts';
import { isOwn } from './totals.ts';

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
export function assumedOf(
  name: InputName,
  entry: Entry,
  under: Assumed | undefined,
  layer: Layer,
): Assumed {
  const subject = `${layer.where}.${name}`;
  const written = writtenOf(name, entry, subject);
  // What is known of a number says nothing of another one that is put in its place.
  const provenance = {
    ...(isOwn(entry) ? rangeOf(under) : under?.provenance),
    ...written.provenance,
  };
  if (written.range !== undefined) {
    return {
      ...rangedOf(name, written, written.range, under, layer),
      provenance: { ...provenance, range: rangeText(written.range) },
    };
  }
  const value = valueOf(name, written.value, under, layer);
  const range = under?.range;
  if (under === undefined || value === under.value) return { value, range, provenance };
  const factor = value / under.value;
  tell(layer, overrideText(name, written.value, [under.value, value], range && factor));
  return { value, range: range && scaled(range, factor, name, subject), provenance };
}

/** An input with a range of its own: what a segment writes itself moves by itself. */
function rangedOf(
  name: InputName,
  written: Written,
  range: Range,
  under: Assumed | undefined,
  layer: Layer,
): Pick<Assumed, 'value' | 'range'> {
  const { interval, scenario, segment } = layer;
  const value =
    written.value === undefined ? undefined : valueOf(name, written.value, under, layer);
  if (under !== undefined && value !== undefined && value !== under.value) {
    tell(layer, overrideText(name, written.value, [under.value, value], undefined));
  }
  const distribution = distributionOf(range, value, interval);
  tell(layer, readingOf(range, value, interval));
  const isOfSegment = scenario === null && segment !== null;
  return {
    value: value ?? pointOf(range, interval),
    range: isOfSegment ? { ...distribution, stream: `${name} of ${segment}` } : distribution,
  };
}

/** Note how something was read, with the segment or scenario in which it was written. */
function tell({ scenario, segment, notes }: Layer, { en, nl }: Text): void {
  const label = [scenario, segment].filter((part) => part !== null).join(' ');
  const prefix = label === '' ? '' : `${label}: `;
  notes.push({ scenario, segment, en: prefix + en, nl: prefix + nl });
}

/** How an override was read, as in `avg +8%: 50 becomes 54, its range scaled by 1.08`. */
function overrideText(
  name: InputName,
  written: number | string | undefined,
  [from, to]: readonly [number, number],
  factor: number | undefined,
): Text {
  const share = isShare(name);
  const move = (language: Language, becomes: string) =>
    `${name} ${written}: ${exactNumber(from, share, language)} ${becomes} ${exactNumber(to, share, language)}`;
  const scaledBy = (language: Language, words: string) =>
    factor === undefined ? '' : `, ${words} ${shortNumber(factor, false, language)}`;
  return {
    en: move('en', 'becomes') + scaledBy('en', 'its range scaled by'),
    nl: move('nl', 'wordt') + scaledBy('nl', 'het bereik ervan geschaald met'),
  };
}

/** The range that a number moves along with it. */
function rangeOf(under: Assumed | undefined): Provenance {
  const range = under?.provenance.range;
  return range === undefined ? {} : { range };
}

interface Written {
  readonly value: number | string | undefined;
  readonly range: Range | undefined;
  readonly provenance: Provenance;
}

/** The parts of an entry: a range may stand beside the value, or in its place. */
function writtenOf(name: InputName, entry: Entry, subject: string): Written {
  const parts: Exclude<Entry, number | string> =
    typeof entry === 'object' ? entry : { value: entry };
  const options = { subject, name, decimal: 'fixed' } as const;
  const { value, range } = parts;
  const inPlace = typeof value === 'string' ? parseRange(value, options) : undefined;
  const beside = range === undefined ? undefined : parseRange(range, options);
  if (range !== undefined && beside === undefined) {
    throw new InputError(
      `${subject}.range must be a range such as 45..55, 45 to 55 or 50±5, got ${shown(range)}`,
    );
  }
  if (inPlace !== undefined && beside !== undefined) {
    throw new InputError(
      `${subject} must have one range, got ${shown(String(value))} and ${shown(range ?? '')}; drop one`,
    );
  }
  return {
    value: inPlace === undefined ? value : undefined,
    range: beside ?? inPlace,
    provenance: provenanceOf(parts),
  };
}

function valueOf(
  name: InputName,
  written: number | string | undefined,
  under: Assumed | undefined,
  { where }: Layer,
): number {
  const subject = `${where}.${name}`;
  if (written === undefined) {
    if (under !== undefined) return under.value;
    throw new InputError(`${subject} must have a value, got none; add value:`);
  }
  const isOverride = where !== 'inputs';
  const change = isOverride ? parseChange(name, written, subject) : undefined;
  if (change === undefined) {
    return checkedNumber(name, isOverride ? ownValue(written) : written, 'fixed', subject);
  }
  if (under === undefined) {
    throw new InputError(
      `${subject} must have a number to change, got ${shown(String(written))} where inputs has no ${name}; add ${name} to inputs`,
    );
  }
  const value = changed(under.value, change);
  const rule = brokenRule(name, value);
  if (rule === undefined) return value;
  throw new InputError(
    `${subject} ${rule}, got ${value}: ${shown(String(written))} on ${under.value}`,
  );
}

function provenanceOf(written: Exclude<Entry, number | string>): Provenance {
  const { source, owner, reviewed, measured } = written;
  return {
    ...(source !== undefined && { source }),
    ...(owner !== undefined && { owner }),
    ...(reviewed !== undefined && { reviewed }),
    ...(measured !== undefined && { measured }),
  };
}
