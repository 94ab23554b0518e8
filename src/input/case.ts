import type { Case, Note } from '../assumptions/assumptions.ts';
import { InputError } from '../errors.ts';
import { type InputName, inputNames, type Inputs, isInputName } from '../quantities.ts';
import { type Assumed, assumedOf, type Layer } from './assumed.ts';
import type { AssumptionsFile } from './yaml/assumptions-schema.ts';
import { countedTwice } from './totals.ts';
import type { Document, Located, Path } from './yaml/yaml.ts';

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

type Place = Pick<Layer, 'scenario' | 'segment'>;

type AssumedInputs = ReadonlyMap<InputName, Assumed>;

/** Work out the assumptions of each segment under each scenario; what is wrong joins the problems. */
export function casesOf(
  file: AssumptionsFile,
  setting: CaseSetting,
  problems: Located[],
): { readonly cases: readonly Case[]; readonly notes: readonly Note[] } {
  const { inputs, segments = {}, scenarios = {} } = file;
  const { document, conventions, interval } = setting;
  const notes: Note[] = [];
  const warnings: Note[] = [];
  const layer = (under: AssumedInputs, entries: Entries, path: Path, place: Partial<Place> = {}) =>
    overridden(
      under,
      entries,
      path,
      { where: path.join('.'), scenario: null, segment: null, ...place, interval, notes },
      { document, problems },
    );
  const common = layer(new Map(), inputs, ['inputs']);
  const bySegment = new Map<string | null, AssumedInputs>(
    setting.segments.length === 0
      ? [[null, common]]
      : setting.segments.map((name) => [
          name,
          layer(common, segments[name] ?? {}, ['segments', name], { segment: name }),
        ]),
  );
  problems.push(...countedTwice(file, common, bySegment, document));
  const cases = setting.scenarios.flatMap((scenario) => {
    const entries = scenarios[scenario] ?? {};
    const isShareOfPrice = [...bySegment.values()].some((under) => under.has('margin'));
    if (entries['avg'] !== undefined && entries['margin'] === undefined && isShareOfPrice) {
      warnings.push({
        scenario,
        segment: null,
        en: `${scenario} changes avg while margin is a share: the unit cost is taken to change with the price; give margin in the scenario as well, or unitCost instead of margin`,
        nl: `${scenario} verandert avg terwijl margin een aandeel is: de kostprijs verandert dan mee met de prijs; geef margin ook in het scenario, of unitCost in plaats van margin`,
      });
    }
    return [...bySegment].map(([segment, under]): Case => {
      const assumed = layer(under, entries, ['scenarios', scenario], { scenario, segment });
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
function distinct(notes: readonly Note[]): Note[] {
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

/** What is wrong, and where. */
interface Findings {
  readonly document: Document;
  readonly problems: Located[];
}

/** The inputs with the entries of a segment or a scenario laid over them. */
function overridden(
  under: AssumedInputs,
  entries: Entries,
  path: Path,
  layer: Layer,
  { document, problems }: Findings,
): AssumedInputs {
  const over = new Map(under);
  for (const [name, entry] of Object.entries(entries)) {
    if (!isInputName(name) || entry === undefined) continue;
    try {
      over.set(name, assumedOf(name, entry, under.get(name), layer));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const place = document.placeOf([...path, name]);
      problems.push(...error.problems.map((message) => ({ place, message })));
    }
  }
  return over;
}
