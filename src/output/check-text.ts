import type { CheckReport } from '../check/report.ts';
import {
  failuresOf,
  failureText,
  foundText,
  marks,
  notesOf,
  remedyText,
  skippedTexts,
  summaryText,
} from './check-wording.ts';
import type { NumberFormat } from './number.ts';

/** What came of all checks, for a terminal. */
export function checkText(
  report: CheckReport,
  format: NumberFormat,
  strong: (text: string) => string,
): string {
  const { file, currency, scenarios, segments } = report.assumptions;
  const head = [
    `clv check ${file}: ${counted(scenarios.length, 'scenario')}`,
    segments.length === 0 ? undefined : counted(segments.length, 'segment'),
    currency,
    `seed ${report.seed}`,
    `${format(report.draws, 'count')} draws`,
  ];
  const width = Math.min(48, Math.max(...report.results.map(({ check }) => check.text.length)));
  const lines = report.results.flatMap((result, index) => {
    const { check, status } = result;
    const isGood = status === 'passed' || status === 'skipped';
    const line = plain(
      `${marks[status]} ${check.text.padEnd(width)}  ${foundText(result, format)}`,
    );
    const more = isGood
      ? []
      : failuresOf(report, index).flatMap(({ target, remedies }) => [
          failureText(target, check, format),
          ...[remedyText(remedies, format)].filter((text) => text !== undefined),
        ]);
    return [
      `  ${isGood ? line : strong(`${line}  ${plain(file)}:${check.line}`)}`,
      ...[...more, ...skippedTexts(result), ...notesOf(result, report.draws)].map(
        (text) => `      ${plain(text)}`,
      ),
    ];
  });
  const body = lines.join('\n');
  return `${head.filter((part) => part !== undefined).join(', ')}\n\n${body}\n\n${summaryText(report)}; exit ${report.exitCode}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A control character in a text of the file would move the cursor. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
