import { InputError } from '../errors.ts';
import { type Basis, derive } from '../metrics/calculate.ts';
import {
  defaultConventions,
  isAdditive,
  type Period,
  type QuantityName,
  type Timing,
} from '../quantities.ts';
import type { Assumptions } from '../assumptions/assumptions.ts';
import type { Scope } from '../assumptions/scope.ts';
import { checkedFormulas } from '../metrics/upstream.ts';

/** The figures of one case when a baseline was written. */
interface BaselineCase {
  readonly scenario: string;
  readonly segment: string | null;
  /** What its values of customers are counted on; null where there are none. */
  readonly basis: Basis | null;
  /** Inputs and metrics by name; null where a metric had no value. */
  readonly values: { readonly [Name in QuantityName]?: number | null };
}

/** The figures of a file when someone last agreed to them, and what they are in. */
export interface Baseline {
  readonly version: 2;
  readonly currency: string | null;
  readonly period: Period;
  readonly timing: Timing;
  readonly segments: readonly string[];
  readonly cases: readonly BaselineCase[];
}

/** The figures of a file as they are now. */
export function baselineOf({ cases, currency, segments }: Assumptions): Baseline {
  const { period, timing } = { ...defaultConventions, ...cases[0]?.inputs };
  return {
    version: 2,
    currency: currency ?? null,
    period,
    timing,
    segments,
    cases: cases.map(({ scenario, segment, inputs }) => {
      const { values } = derive(inputs, { metrics: checkedFormulas });
      const numbers = Object.entries(values).filter(
        ([, value]) => typeof value === 'number' || value === null,
      );
      return {
        scenario,
        segment,
        basis: values.basis ?? null,
        values: Object.fromEntries(numbers),
      };
    }),
  };
}

/**
 * Refuse a baseline that is of something else than the file.
 *
 * What a baseline calls its segments and scenarios is given by place: it is read from a file that
 * another one names.
 *
 * @throws InputError with all that differs
 */
export function assertSameKind(baseline: Baseline, assumptions: Assumptions): void {
  const now = baselineOf(assumptions);
  const { file } = assumptions;
  const name = `baseline ${assumptions.baseline ?? ''}`;
  const differing = (what: string, old: string | number | null, current: typeof old) =>
    old === current ? [] : [`${what} ${old ?? 'none'} in ${name}, ${current ?? 'none'} in ${file}`];
  const gone = (place: string, isGone: boolean) =>
    isGone ? [`${place} of ${name} is not in ${file}`] : [];
  const problems = [
    ...(['currency', 'period', 'timing'] as const).flatMap((what) =>
      differing(what, baseline[what], now[what]),
    ),
    ...baseline.segments.flatMap((segment, at) =>
      gone(`segments.${at}`, !now.segments.includes(segment)),
    ),
    ...now.segments
      .filter((segment) => !baseline.segments.includes(segment))
      .map((segment) => `segment ${segment} of ${file} is not in ${name}`),
    ...baseline.cases.flatMap((old, at) => {
      if (!assumptions.scenarios.includes(old.scenario)) return gone(`cases.${at}.scenario`, true);
      const current = now.cases.find(
        ({ scenario, segment }) => scenario === old.scenario && segment === old.segment,
      );
      if (current === undefined) return [];
      const place = old.segment === null ? '' : `, segment ${old.segment}`;
      return [
        ...differing(`basis of scenario ${old.scenario}${place}:`, old.basis, current.basis),
        ...differing(`months of scenario ${old.scenario}${place}:`, ...monthsOf(old, current)),
      ];
    }),
  ];
  if (problems.length === 0) return;
  throw new InputError(
    problems.map((problem) => `${problem}; write it anew with clv check --write-baseline`),
  );
}

/** The months that totals are counted over, then and now; a case without totals has the default. */
function monthsOf(old: BaselineCase, now: BaselineCase): [number, number] {
  const { months } = defaultConventions;
  return [old.values.months ?? months, now.values.months ?? months];
}

/** The baseline of a metric where a check looks, or undefined where it has none. */
export function baselineValue(
  { cases }: Baseline,
  { scenario, segment }: Scope,
  metric: QuantityName,
): number | undefined {
  const there = cases.filter((each) => each.scenario === scenario);
  const isTotal = segment === null && isAdditive(metric);
  const parts = isTotal ? there : there.filter((each) => each.segment === segment);
  if (parts.length === 0) return undefined;
  let total = 0;
  for (const { values } of parts) {
    const value = values[metric];
    if (typeof value !== 'number') return undefined;
    total += value;
  }
  return total;
}
