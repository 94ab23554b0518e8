import { listed, shown } from '../../errors.ts';
import type { Assumptions } from '../../assumptions/assumptions.ts';
import { casesOf, scenariosOf } from '../../assumptions/cases.ts';
import type { Located } from '../../assumptions/place.ts';
import {
  checksInFilePeriod,
  filePeriodOf,
  inFilePeriod,
  periodConvention,
  periodNotes,
} from '../../assumptions/sections-period.ts';
import type { Check, Level } from '../../assumptions/rule.ts';
import type { Inputs } from '../../quantities.ts';
import { type AssumptionsFile, assumptionsSchema } from './assumptions-schema.ts';
import { parseCheck } from '../grammar/check-line.ts';
import { problemsOf } from './problem.ts';
import { suggestion } from '../suggestion.ts';
import { modelsOf, type OpenModel } from './named-models.ts';
import { sectionsOf } from './section.ts';
import { type Document, locatedError, readYaml } from './yaml.ts';

/**
 * Read an assumptions file, YAML or JSON, with its overrides worked out.
 *
 * @param file what a message calls it
 * @param interval the share of its values that a range such as `45 to 55` covers
 * @param openModel reads a model that the file names; absent where it names none
 * @throws InputError with all that is wrong, each with file, line and column
 */
export function readAssumptions(
  text: string,
  file: string,
  interval: number,
  openModel?: OpenModel,
): Assumptions {
  const document = readYaml(text, file);
  const parsed = assumptionsSchema.safeParse(document.value);
  const problems = [...document.problems];
  if (!parsed.success) problems.push(...problemsOf(parsed.error, document));
  if (problems.length > 0 || !parsed.success) throw locatedError(file, problems);

  const content = parsed.data;
  const written = sectionsOf(content, document, problems);
  const filePeriod = filePeriodOf(written, content.period);
  const sections = inFilePeriod(written, filePeriod, problems);
  const scenarios = scenariosOf(sections);
  const segments = [...sections.segments.keys()];
  const conventions: Inputs = {
    ...periodConvention(filePeriod),
    ...(content.timing && { timing: content.timing }),
  };
  const models = modelsOf(content, scenarios, document, openModel);
  const {
    cases,
    notes,
    problems: disagreeing,
  } = casesOf(sections, {
    conventions,
    hasUnits: content.period === undefined && filePeriod.period !== 'year',
    interval,
    models: models.byScenario,
  });
  const lines = content.checks?.map((entry, index) => checkOf(entry, index, document));
  const checks = lines && checksInFilePeriod(lines, filePeriod, problems);
  problems.push(
    ...models.problems,
    ...disagreeing,
    ...unknownNames(checks ?? [], { scenarios, segments }),
    ...repeatedIds(checks ?? []),
  );
  if (content.checks?.length === 0) {
    problems.push({
      place: document.placeOf(['checks']),
      message:
        'checks must hold one check at least, got an empty list; add one such as ltvCac >= 3',
    });
  }
  if (problems.length > 0) throw locatedError(file, problems);
  return {
    file,
    currency: models.currency,
    scenarios,
    segments,
    cases,
    baseline: content.baseline,
    checks,
    notes: [...periodNotes(cases), ...notes],
  };
}

type CheckEntry = NonNullable<AssumptionsFile['checks']>[number];

function checkOf(entry: CheckEntry, index: number, { placeOf }: Document): Check {
  const written = typeof entry === 'string' ? { error: entry } : entry;
  const level: Level =
    written.error !== undefined ? 'error' : written.warn !== undefined ? 'warn' : 'info';
  const text = (written[level] ?? '').trim();
  const expression = parseCheck(text);
  const more = typeof entry === 'string' ? {} : entry;
  return {
    ...expression,
    text,
    // The days pass by themselves, so an age fails a run only where someone says so.
    level: typeof entry === 'string' && expression.aggregate === 'age' ? 'warn' : level,
    because: more.because,
    id: more.id,
    ifMissing: more['if-missing'] ?? 'fail',
    ...placeOf(['checks', index, ...(typeof entry === 'string' ? [] : [level])]),
  };
}

/** The selectors that select nothing. */
function unknownNames(
  checks: readonly Check[],
  known: { readonly scenarios: readonly string[]; readonly segments: readonly string[] },
): Located[] {
  return checks.flatMap((check) =>
    (['scenario', 'segment'] as const).flatMap((key): Located[] => {
      const name = check[key];
      const names = known[`${key}s`];
      if (name === undefined || names.includes(name) || (name === '*' && names.length > 0))
        return [];
      const there = names.length === 0 ? `the file has no ${key}s` : `there are ${listed(names)}`;
      const message = `${key}=${shown(name)} must name a ${key} of the file, got none of that name: ${there}${suggestion(name, names)}`;
      return [{ place: check, message }];
    }),
  );
}

function repeatedIds(checks: readonly Check[]): Located[] {
  const seen = new Set<string>();
  return checks.flatMap((check): Located[] => {
    const { id } = check;
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      { place: check, message: `the id ${shown(id)} must be that of one check, got it twice` },
    ];
  });
}
