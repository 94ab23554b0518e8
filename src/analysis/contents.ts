import { conventionNames, type Inputs, isInputName } from '../quantities.ts';
import {
  type Assumptions,
  baseScenario,
  type Case,
  type Provenance,
} from '../assumptions/assumptions.ts';
import type { Difference } from './difference.ts';
import { type ShownInput, shownInput } from './shown-input.ts';

/** What differs between two files beside their figures and their checks. */
export interface ContentChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly what:
    | 'currency'
    | 'baseline'
    | 'scenario'
    | 'segment'
    | 'input'
    | (typeof conventionNames)[number]
    | keyof Provenance;
  /** What it changed of, or in; null where that is the base scenario, or all of them. */
  readonly scenario: string | null;
  readonly segment: string | null;
  readonly input: keyof Inputs | null;
  readonly old: ShownInput;
  readonly new: ShownInput;
}

/**
 * Compare what two files hold: currency and conventions, scenarios and segments, and of the
 * scenarios that are compared ranges, provenance and the inputs that moved no figure.
 *
 * @param differences the figures that were compared; what has a part in one of them is told there
 */
export function contentChanges(
  before: Assumptions,
  after: Assumptions,
  scenarios: readonly string[],
  differences: readonly Difference[],
): ContentChange[] {
  return [
    ...changeOf('currency', whole, before.currency, after.currency),
    ...changeOf('baseline', whole, before.baseline, after.baseline),
    ...conventionNames.flatMap((name) =>
      changeOf(name, whole, before.cases[0]?.inputs[name], after.cases[0]?.inputs[name]),
    ),
    ...namesOf('scenario', before.scenarios, after.scenarios),
    ...namesOf('segment', before.segments, after.segments),
    ...casesChanges(before, after, scenarios, toldOf(differences)),
  ];
}

type Place = Pick<ContentChange, 'scenario' | 'segment' | 'input'>;

const whole: Place = { scenario: null, segment: null, input: null };

function changeOf(
  what: ContentChange['what'],
  place: Place,
  old: ShownInput | undefined,
  now: ShownInput | undefined,
): ContentChange[] {
  if (old === now) return [];
  const change = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  return [{ change, what, ...place, old: old ?? null, new: now ?? null }];
}

function namesOf(
  what: 'scenario' | 'segment',
  old: readonly string[],
  now: readonly string[],
): ContentChange[] {
  const [before, after] = [new Set(old), new Set(now)];
  const change = (kind: 'added' | 'removed') => (name: string) => ({
    change: kind,
    what,
    ...whole,
    [what]: name,
    old: null,
    new: null,
  });
  return [
    ...old.filter((name) => !after.has(name)).map(change('removed')),
    ...now.filter((name) => !before.has(name)).map(change('added')),
  ];
}

/** The inputs that have a part in a difference that is shown. */
function toldOf(differences: readonly Difference[]): ReadonlySet<string> {
  const shown = differences.filter(({ isChanged }) => isChanged);
  return new Set(shown.flatMap(({ parts }) => parts.flatMap(({ inputs }) => inputs)));
}

/** The same case before and after. */
type Pair = readonly [Case, Case];

const properties = ['range', 'source', 'owner', 'reviewed', 'measured'] as const;

function casesChanges(
  before: Assumptions,
  after: Assumptions,
  scenarios: readonly string[],
  told: ReadonlySet<string>,
): ContentChange[] {
  const old = new Map(before.cases.map((each) => [keyOf(each), each]));
  const pairs = after.cases.flatMap((now): Pair[] => {
    const then = scenarios.includes(now.scenario) ? old.get(keyOf(now)) : undefined;
    return then === undefined ? [] : [[then, now]];
  });
  const names = [
    ...new Set(pairs.flat().flatMap(({ inputs }) => Object.keys(inputs).filter(isInputName))),
  ];
  const inputs = [...names, 'model' as const]
    .filter((name) => !told.has(name))
    .flatMap((name) =>
      grouped('input', name, pairs, (each) => shownInput(each.inputs[name]) ?? undefined),
    );
  return [
    ...inputs,
    ...properties.flatMap((what) =>
      names.flatMap((name) =>
        grouped(what, name, pairs, ({ provenance }) => provenance[name]?.[what]),
      ),
    ),
  ];
}

/** What changed in the same way in every case once; else case by case. */
function grouped(
  what: 'input' | keyof Provenance,
  name: keyof Inputs,
  pairs: readonly Pair[],
  of: (assumed: Case) => ShownInput | undefined,
): ContentChange[] {
  const changes = pairs.flatMap(([old, now]) =>
    changeOf(what, placeOf(now, name), of(old), of(now)),
  );
  const [first] = changes;
  const isCommon =
    first !== undefined &&
    changes.length === pairs.length &&
    changes.every((each) => each.old === first.old && each.new === first.new);
  return isCommon ? [{ ...first, ...whole, input: name }] : changes;
}

function keyOf({ scenario, segment }: Case): string {
  return JSON.stringify([scenario, segment]);
}

function placeOf({ scenario, segment }: Case, input: keyof Inputs): Place {
  return { scenario: scenario === baseScenario ? null : scenario, segment, input };
}
