import { InputError } from '../errors.ts';
import { derive } from '../metrics/calculate.ts';
import type { Assumptions } from '../assumptions/assumptions.ts';
import type { DrawOptions } from '../assumptions/draw.ts';
import { type CheckResult, evaluateChecks, type Setting, type Status } from './evaluate.ts';
import { type Remedy, remediesOf } from './remedy.ts';
import { scopesOf } from '../assumptions/scope.ts';

/** What came of all checks of a file: what every reporter writes in its own way. */
export interface CheckReport extends DrawOptions {
  readonly assumptions: Assumptions;
  readonly results: readonly CheckResult[];
  /** What would let each failing place of each result pass, in the order of its targets. */
  readonly remedies: readonly (readonly (readonly Remedy[])[])[];
  readonly summary: Readonly<Record<Status, number>>;
  /** 0, or 1 where a check of level error failed or there are too many warnings. */
  readonly exitCode: 0 | 1;
}

export interface ReportOptions extends DrawOptions {
  /** The most warnings with which a run passes; undefined for any number. */
  readonly maxWarnings: number | undefined;
}

/**
 * Evaluate a file.
 *
 * @throws InputError when anything in it could not be evaluated
 */
export function checkReport(
  assumptions: Assumptions,
  setting: Setting,
  { seed, draws, maxWarnings = Infinity }: ReportOptions,
): CheckReport {
  assertComputable(assumptions);
  const results = evaluateChecks(assumptions, setting);
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  const summary = {
    passed: count('passed'),
    failed: count('failed'),
    warned: count('warned'),
    noted: count('noted'),
    skipped: count('skipped'),
  };
  return {
    assumptions,
    seed,
    draws,
    results,
    remedies: results.map(({ check, targets }) => {
      // Targets stand in the order of the scopes.
      const scopes = scopesOf(check, assumptions, setting.focus);
      return targets.map((target, at) => {
        const scope = scopes[at];
        const isGood = target.passed || target.isSkipped || scope === undefined;
        return isGood ? [] : remediesOf(check, target, scope, setting);
      });
    }),
    summary,
    exitCode: summary.failed > 0 || summary.warned > maxWarnings ? 1 : 0,
  };
}

/**
 * @throws InputError when the inputs of a case disagree, as years and churn may
 */
export function assertComputable({ cases, file }: Assumptions): void {
  const problems = cases.flatMap(({ inputs, scenario, segment, line, column }) => {
    try {
      derive(inputs);
      return [];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const where = segment === null ? '' : `, segment ${segment}`;
      return error.problems.map(
        (message) => `${file}:${line}:${column}: scenario ${scenario}${where}: ${message}`,
      );
    }
  });
  if (problems.length > 0) throw new InputError(problems);
}
