import type { Case, Provenance } from '../check/assumptions.ts';
import { InputError } from '../errors.ts';
import type { Distribution } from '../math/distribution.ts';
import {
  brokenRule,
  type InputName,
  inputNames,
  type Inputs,
  isInputName,
  type Text,
} from '../quantities.ts';
import type { AssumptionsFile, Entry } from './assumptions-schema.ts';
import { changed, parseChange, scaled } from './change.ts';
import { shown } from './number.ts';
import { parseRange, type Range, rangeText } from './range.ts';
import { distributionOf, pointOf, readingOf, shortNumber } from './reading.ts';
import { checkedNumber, isShare } from './record.ts';
import { countedTwice, isOwn } from './totals.ts';
import type { Document, Located, Path } from './yaml.ts';

/** What the cases of a file are made from, beside its entries. */
export interface CaseSetting {
  readonly scenarios: readonly string[];
  readonly segments: readonly string[];
  readonly conventions: Inputs;
  /** The share of its values that a range such as `45 to 55` covers. */
  readonly interval: number;
  readonly document: Document;
}

type Entries = AssumptionsFile['inputs'];

/** One input as it stands after some overrides. */
interface Assumed {
  readonly value: number;
  readonly range: Distribution | undefined;
  readonly provenance: Provenance;
}

type AssumedInputs = ReadonlyMap<InputName, Assumed>;

/** Work out the assumptions of each segment under each scenario; what is wrong joins the problems. */
export function casesOf(
  file: AssumptionsFile,
  setting: CaseSetting,
  problems: Located[],
): { readonly cases: readonly Case[]; readonly notes: readonly Text[] } {
  const { inputs, segments = {}, scenarios = {} } = file;
  const { document, conventions, interval } = setting;
  const notes: Text[] = [];
  const warnings: Text[] = [];
  const layer = (under: AssumedInputs, entries: Entries, path: Path, label?: string) =>
    overridden(under, entries, path, { document, interval, problems, notes, label });
  const common = layer(new Map(), inputs, ['inputs']);
  const bySegment = new Map<string | null, AssumedInputs>(
    setting.segments.length === 0
      ? [[null, common]]
      : setting.segments.map((name) => [
          name,
          layer(common, segments[name] ?? {}, ['segments', name], name),
        ]),
  );
  problems.push(...countedTwice(file, common, bySegment, document));
  const cases = setting.scenarios.flatMap((scenario) => {
    const entries = scenarios[scenario] ?? {};
    const isShareOfPrice = [...bySegment.values()].some((under) => under.has('margin'));
    if (entries['avg'] !== undefined && entries['margin'] === undefined && isShareOfPrice) {
      warnings.push({
        en: `${scenario} changes avg while margin is a share: the unit cost is taken to change with the price; give margin in the scenario as well, or unitCost instead of margin`,
        nl: `${scenario} verandert avg terwijl margin een aandeel is: de kostprijs verandert dan mee met de prijs; geef margin ook in het scenario, of unitCost in plaats van margin`,
      });
    }
    return [...bySegment].map(([segment, under]): Case => {
      const label = segment === null ? scenario : `${scenario} ${segment}`;
      const assumed = layer(under, entries, ['scenarios', scenario], label);
      const place =
        scenarios[scenario] !== undefined && Object.keys(entries).length > 0
          ? document.placeOfKey(['scenarios', scenario])
          : document.placeOfKey(segment === null ? ['inputs'] : ['segments', segment]);
      return {
        scenario,
        segment,
        inputs: { ...numbersOf(assumed), ...conventions },
        ranges: Object.fromEntries(
          [...assumed].flatMap(([name, { range }]) => (range === undefined ? [] : [[name, range]])),
        ),
        provenance: Object.fromEntries(
          [...assumed].map(([name, { provenance }]) => [name, provenance]),
        ),
        ...place,
      };
    });
  });
  return { cases, notes: distinct([...warnings, ...notes]) };
}

/** Each note once, in the order in which they came. */
function distinct(notes: readonly Text[]): Text[] {
  return [...new Map(notes.map((note) => [note.en, note])).values()];
}

/** The numbers in the order of the vocabulary. */
function numbersOf(assumed: AssumedInputs): Inputs {
  return Object.fromEntries(
    inputNames.flatMap((name) => {
      const value = assumed.get(name)?.value;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What is read along the way, and what is found to be wrong. */
interface Findings {
  readonly document: Document;
  readonly interval: number;
  readonly problems: Located[];
  readonly notes: Text[];
  /** What a note calls the segment or scenario; undefined for what all have in common. */
  readonly label: string | undefined;
}

/** The inputs with the entries of a segment or a scenario laid over them. */
function overridden(
  under: AssumedInputs,
  entries: Entries,
  path: Path,
  findings: Findings,
): AssumedInputs {
  const over = new Map(under);
  for (const [name, entry] of Object.entries(entries)) {
    if (!isInputName(name) || entry === undefined) continue;
    try {
      over.set(name, assumedOf(name, entry, under.get(name), path.join('.'), findings));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const place = findings.document.placeOf([...path, name]);
      findings.problems.push(...error.problems.map((message) => ({ place, message })));
    }
  }
  return over;
}

function assumedOf(
  name: InputName,
  entry: Entry,
  under: Assumed | undefined,
  where: string,
  { interval, notes, label }: Findings,
): Assumed {
  const subject = `${where}.${name}`;
  const prefix = label === undefined ? '' : `${label}: `;
  const written = writtenOf(name, entry, subject);
  // What is known of a number says nothing of another one that is put in its place.
  const provenance = {
    ...(isOwn(entry) ? rangeOf(under) : under?.provenance),
    ...written.provenance,
  };
  if (written.range !== undefined) {
    const value =
      written.value === undefined ? undefined : valueOf(name, written.value, under, subject);
    const range = distributionOf(written.range, value, interval);
    const { en, nl } = readingOf(written.range, value, interval);
    notes.push({ en: prefix + en, nl: prefix + nl });
    return {
      value: value ?? pointOf(written.range, interval),
      range,
      provenance: { ...provenance, range: rangeText(written.range) },
    };
  }
  const value = valueOf(name, written.value, under, subject);
  const inherited = under?.range;
  if (inherited === undefined || under === undefined || written.value === undefined) {
    return { value, range: inherited, provenance };
  }
  if (value === under.value) return { value, range: inherited, provenance };
  const range = scaled(inherited, value / under.value, name, subject);
  const factor = value / under.value;
  const share = isShare(name);
  notes.push({
    en: `${prefix}the range of ${name} is scaled by ${shortNumber(factor, false, 'en')}, to ${shortNumber(value, share, 'en')}`,
    nl: `${prefix}het bereik van ${name} is geschaald met factor ${shortNumber(factor, false, 'nl')}; de waarde is nu ${shortNumber(value, share, 'nl')}`,
  });
  return { value, range, provenance };
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
  const options = { subject, name, decimal: 'point' } as const;
  const { value, range } = parts;
  const inPlace = typeof value === 'string' ? parseRange(value, options) : undefined;
  const beside = range === undefined ? undefined : parseRange(range, options);
  if (range !== undefined && beside === undefined) {
    throw new InputError(
      `${subject}.range must be a range such as 45..55, 45 to 55 or 50±5, got ${shown(range)}`,
    );
  }
  if (inPlace !== undefined && beside !== undefined) {
    throw new InputError(`${subject} must have one range, got ${value} and ${range}; drop one`);
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
  subject: string,
): number {
  if (written === undefined) {
    if (under !== undefined) return under.value;
    throw new InputError(`${subject} must have a value, got none; add value:`);
  }
  const isFirst = subject.startsWith('inputs.');
  const change = isFirst ? undefined : parseChange(name, written, subject);
  if (change === undefined) return checkedNumber(name, written, 'point', subject);
  if (under === undefined) {
    throw new InputError(
      `${subject} must have a number to change, got ${written} where inputs has no ${name}; add ${name} to inputs`,
    );
  }
  const value = changed(under.value, change);
  const rule = brokenRule(name, value);
  if (rule === undefined) return value;
  throw new InputError(`${subject} ${rule}, got ${value}: ${written} on ${under.value}`);
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
