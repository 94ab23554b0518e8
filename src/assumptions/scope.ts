import { InputError } from '../errors.ts';
import { type Assumptions, baseScenario, type Case } from './assumptions.ts';
import type { Check } from './rule.ts';
import { isAdditive } from '../quantities.ts';

/** What a check looks at: one case, or the cases that are added up. */
export interface Scope {
  readonly scenario: string;
  /** Null for the total of all segments. */
  readonly segment: string | null;
  readonly cases: readonly Case[];
}

/** What stands in for the selectors that a check leaves out. */
export interface Focus {
  readonly scenario: string | undefined;
  readonly segment: string | undefined;
}

/**
 * Where a check looks: the scenario `base` unless it names another; every segment, or the total of
 * what adds up.
 *
 * @throws InputError when nothing is selected
 */
export function scopesOf(
  { metric, aggregate, ...check }: Check,
  { cases, scenarios }: Pick<Assumptions, 'cases' | 'scenarios'>,
  focus: Focus,
): Scope[] {
  const wanted = check.scenario ?? focus.scenario ?? baseScenario;
  const segment = check.segment ?? focus.segment;
  const isTotal = segment === undefined && isAdditive(metric) && aggregate !== 'age';
  const scopes = scenarios
    .filter((name) => wanted === '*' || wanted === name)
    .flatMap((scenario): Scope[] => {
      const inside = cases.filter(
        (each) =>
          each.scenario === scenario &&
          (segment === undefined || segment === '*' || each.segment === segment),
      );
      if (isTotal && inside.length > 0) return [{ scenario, segment: null, cases: inside }];
      return inside.map((each) => ({ scenario, segment: each.segment, cases: [each] }));
    });
  if (scopes.length > 0) return scopes;
  throw new InputError(`${check.text} must select a scenario and a segment, got none`);
}
