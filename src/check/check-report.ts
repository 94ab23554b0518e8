import { InputError } from '../errors.ts';
import { derive } from '../metrics/calculate.ts';
import type { Assumptions } from '../assumptions/assumptions.ts';
import type { DrawOptions } from '../assumptions/draw.ts';
import { assertSameKind } from './baseline.ts';
import { type Finding, findingOf, type Setting } from './evaluate.ts';
import { type Remedy, remediesOf } from './remedy.ts';
import type { Check } from '../assumptions/rule.ts';
import { type Scope, scopesOf } from '../assumptions/scope.ts';

/** What a check was found to be in one place, and what would let it pass there. */
export interface Target extends Finding {
  readonly remedies: readonly Remedy[];
}

/** What came of a check: one that does not hold failed, warned or is noted, as its level says. */
export type Status = 'passed' | 'failed' | 'warned' | 'noted' | 'skipped';

export interface CheckResult {
  readonly check: Check;
  readonly status: Status;
  readonly targets: readonly Target[];
}

/** What came of all checks of a file: what every reporter writes in its own way. */
export interface CheckReport extends DrawOptions {
  readonly assumptions: Assumptions;
  readonly results: readonly CheckResult[];
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
    summary,
    exitCode: summary.failed > 0 || summary.warned > maxWarnings ? 1 : 0,
  };
}

/**
 * Evaluate every check of a file, in the order of the file.
 *
 * @throws InputError with every check that could not be evaluated: none of them passes silently
 */
function evaluateChecks(assumptions: Assumptions, setting: Setting): CheckResult[] {
  if (setting.baseline !== undefined) assertSameKind(setting.baseline, assumptions);
  const problems: string[] = [];
  const results: CheckResult[] = [];
  for (const check of assumptions.checks ?? []) {
    try {
      results.push(evaluateCheck(check, assumptions, setting));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { line, column } = check;
      problems.push(
        ...error.problems.map((message) => `${assumptions.file}:${line}:${column}: ${message}`),
      );
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return results;
}

function evaluateCheck(check: Check, assumptions: Assumptions, setting: Setting): CheckResult {
  const targets = scopesOf(check, assumptions, setting.focus).map((scope) =>
    targetOf(check, scope, setting),
  );
  return { check, status: statusOf(check, targets), targets };
}

const broken = { error: 'failed', warn: 'warned', info: 'noted' } as const;

/** A check passes only where it holds in every place: one that was skipped is no pass. */
function statusOf({ level }: Check, targets: readonly Target[]): Status {
  if (targets.some(({ passed, isSkipped }) => !passed && !isSkipped)) {
    return broken[level];
  }
  return targets.some(({ isSkipped }) => isSkipped) ? 'skipped' : 'passed';
}

function targetOf(check: Check, scope: Scope, setting: Setting): Target {
  const finding = findingOf(check, scope, setting);
  const isGood = finding.passed || finding.isSkipped;
  return { ...finding, remedies: isGood ? [] : remediesOf(check, finding, scope, setting) };
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
