import { InputError } from '../errors.ts';
import { type InputName, inputNames, type Inputs } from '../quantities.ts';
import { type Assumed, assumedOf, type Layer } from './assumed.ts';
import { baseScenario, type Case } from './assumptions.ts';
import { besideModel, type CaseModel, modelNotes, withCaseModel } from './case-model.ts';
import type { Section, Sections } from './entry.ts';
import { unitsIn } from './given-numbers.ts';
import type { Note } from './note.ts';
import type { Located } from './place.ts';
import { countedTwice } from './totals.ts';

/** What the cases of a file are made from, beside its sections. */
export interface CaseSetting {
  readonly conventions: Inputs;
  /** Whether the period among them is that of a unit, and not named by the file. */
  readonly hasUnits: boolean;
  /** The share of its values that a range such as `45 to 55` covers. */
  readonly interval: number;
  /** The models that scenarios look ahead with, by scenario. */
  readonly models: ReadonlyMap<string, CaseModel>;
}

/** The cases of a file, how they were read, and what is wrong with them. */
export interface CasesFound {
  readonly cases: readonly Case[];
  readonly notes: readonly Note[];
  readonly problems: readonly Located[];
}

type AssumedInputs = ReadonlyMap<InputName, Assumed>;

/** Work out the assumptions of each segment under each scenario. */
export function casesOf(
  sections: Sections,
  { conventions, hasUnits, interval, models }: CaseSetting,
): CasesFound {
  const { inputs, segments, scenarios } = sections;
  const notes: Note[] = [];
  const problems: Located[] = [];
  const laid = (
    under: AssumedInputs,
    section: Section | undefined,
    layer: Omit<Layer, 'interval' | 'notes'>,
  ) => overridden(under, section, { ...layer, interval, notes }, problems);

  const common = laid(new Map(), inputs, { where: 'inputs', scenario: null, segment: null });
  const bySegment = new Map<string | null, AssumedInputs>(
    [...segments].map(([segment, section]) => [
      segment,
      laid(common, section, { where: `segments.${segment}`, scenario: null, segment }),
    ]),
  );
  if (segments.size === 0) bySegment.set(null, common);
  problems.push(...countedTwice(sections, common, bySegment));

  const isShareOfPrice = [...bySegment.values()].some((under) => under.has('margin'));
  const cases = scenariosOf(sections).flatMap((scenario) => {
    const model = models.get(scenario);
    // A scenario that looks ahead as the base scenario does has nothing of its own to say.
    const isNew = scenario === baseScenario || model?.outlook !== models.get(baseScenario)?.outlook;
    if (isNew) notes.push(...modelNotes(scenario, bySegment.values(), model));
    return [...bySegment].map(([segment, inherited]): Case => {
      const under = besideModel(inherited, model);
      const section = scenarios.get(scenario);
      const where = `scenarios.${scenario}`;
      const own = segment === null ? inputs : segments.get(segment);
      const { place } =
        section !== undefined && section.entries.length > 0 ? section : (own ?? inputs);
      const parts = caseParts(
        laid(under, section, { where, scenario, segment }),
        withCaseModel(conventions, model),
      );
      const units = hasUnits ? unitsIn(parts.inputs, conventions.period ?? 'year') : undefined;
      return { scenario, segment, ...parts, units, ...place };
    });
  });
  const warnings = isShareOfPrice ? priceNotes(sections) : [];
  return { cases, notes: [...warnings, ...notes], problems };
}

/** `base` first, written in the file or not, then in the order of the file. */
export function scenariosOf({ scenarios }: Sections): readonly string[] {
  return [...new Set([baseScenario, ...scenarios.keys()])];
}

/** The scenarios in which the price changes while the cost is a share of it. */
function priceNotes(sections: Sections): Note[] {
  return scenariosOf(sections).flatMap((scenario): Note[] => {
    const section = sections.scenarios.get(scenario);
    const changes = (name: InputName) => section?.entries.some((entry) => entry.name === name);
    return changes('avg') && !changes('margin')
      ? [{ kind: 'costMovesWithPrice', scenario, segment: null }]
      : [];
  });
}

/** Values in the order of the vocabulary, ranges and provenance. */
function caseParts(
  assumed: AssumedInputs,
  conventions: Inputs,
): Pick<Case, 'inputs' | 'ranges' | 'provenance'> {
  const found = [...assumed];
  return {
    inputs: {
      ...Object.fromEntries(
        inputNames.flatMap((name) => {
          const value = assumed.get(name)?.value;
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      ...conventions,
    },
    ranges: Object.fromEntries(
      found.flatMap(([name, { range }]) => (range === undefined ? [] : [[name, range]])),
    ),
    provenance: Object.fromEntries(found.map(([name, { provenance }]) => [name, provenance])),
  };
}

/** The inputs with the entries of a section laid over them; what is wrong joins the problems. */
function overridden(
  under: AssumedInputs,
  section: Section | undefined,
  layer: Layer,
  problems: Located[],
): AssumedInputs {
  const over = new Map(under);
  for (const entry of section?.entries ?? []) {
    try {
      over.set(entry.name, assumedOf(entry, under.get(entry.name), layer));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((message) => ({ place: entry.place, message })));
    }
  }
  return over;
}
