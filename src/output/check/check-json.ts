import type { CheckReport } from '../../check/check-report.ts';
import { absenceText } from '../assumptions/absence-text.ts';
import { jsonText } from '../escape.ts';

/** What came of all checks, for a program: keys that stay. */
export function checkJson(report: CheckReport): string {
  const { assumptions, seed, draws, results, summary, exitCode } = report;
  const record = {
    file: assumptions.file,
    seed,
    draws,
    results: results.map(({ check, status, targets }) => ({
      id: check.id ?? null,
      check: check.text,
      level: check.level,
      status,
      targets: targets.map(({ scenario, segment, found, limit, delta, absence }) => ({
        scenario,
        segment,
        found,
        limit,
        delta,
        ...(absence !== undefined && { reason: absenceText(absence).en }),
      })),
      because: check.because ?? null,
      line: check.line,
      column: check.column,
    })),
    summary,
    exitCode,
  };
  return `${jsonText(record, 2)}\n`;
}
