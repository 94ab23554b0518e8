import type { CheckReport } from '../../check/check-report.ts';
import { becauseText, failuresOf, failureText, remedyText } from './check-wording.ts';
import { commandMessage, commandProperty } from '../escape.ts';
import type { Language } from '../../quantities.ts';
import type { Style } from '../style.ts';

const more: Readonly<Record<Language, (rest: number) => string>> = {
  en: (rest) => `${rest} more did not pass; see the log`,
  nl: (rest) => `nog ${rest} ${rest === 1 ? 'slaagde' : 'slaagden'} niet; zie het logboek`,
};

/** GitHub shows about ten annotations of a step and drops the rest without a word. */
const mostShown = 9;

/** The command of a check that does not hold, the worst first. */
const commands = { failed: 'error', warned: 'warning', noted: 'notice' } as const;

/**
 * Annotations for GitHub Actions: errors before warnings, the farthest from their limit first.
 *
 * @see GitHub Docs, "Workflow commands for GitHub Actions"
 */
export function checkGithub(report: CheckReport, style: Style): string {
  const { file } = report.assumptions;
  const found = report.results.flatMap((result) => {
    const { check, status } = result;
    if (status === 'passed' || status === 'skipped') return [];
    const failures = failuresOf(result);
    const command = commands[status];
    const message = [
      ...failures.map((target) =>
        [failureText(target, check, style), remedyText(target.remedies, style)]
          .filter((text) => text !== undefined)
          .join('; '),
      ),
      ...(check.because === undefined ? [] : [becauseText(check.because, style.language)]),
    ];
    const properties = [
      `file=${commandProperty(file)}`,
      `line=${check.line}`,
      `col=${check.column}`,
      `title=${commandProperty(`clv ${check.text}`)}`,
    ];
    const distance = Math.max(
      ...failures.map(({ delta, limit }) =>
        delta === null ? Infinity : Math.abs(delta) / Math.max(Math.abs(limit), Number.MIN_VALUE),
      ),
    );
    const rank = Object.values(commands).indexOf(command);
    return [
      {
        rank,
        distance,
        line: `::${command} ${properties.join(',')}::${commandMessage(message)}\n`,
      },
    ];
  });
  const sorted = found.toSorted(
    (one, other) => one.rank - other.rank || (one.distance < other.distance ? 1 : -1),
  );
  const shown = sorted.slice(0, mostShown).map(({ line }) => line);
  const rest = sorted.length - shown.length;
  if (rest > 0) {
    shown.push(`::notice file=${commandProperty(file)},title=clv::${more[style.language](rest)}\n`);
  }
  return shown.join('');
}
