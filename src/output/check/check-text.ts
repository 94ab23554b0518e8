import type { CheckReport } from '../../check/check-report.ts';
import type { Language } from '../../quantities.ts';
import {
  failuresOf,
  failureText,
  foundText,
  marks,
  checkNotes,
  remedyText,
  skippedTexts,
  summaryText,
} from './check-wording.ts';
import { strongOn } from '../strong.ts';
import { terminalLine } from '../escape.ts';
import type { Page } from '../style.ts';

/** What is counted in the first line: one, and more. */
const nouns = {
  en: {
    scenarios: ['scenario', 'scenarios'],
    segments: ['segment', 'segments'],
    draws: ['draw', 'draws'],
  },
  nl: {
    scenarios: ['scenario', "scenario's"],
    segments: ['segment', 'segmenten'],
    draws: ['trekking', 'trekkingen'],
  },
} as const satisfies Readonly<Record<Language, object>>;

/** What came of all checks, for a terminal. */
export async function checkText(report: CheckReport, page: Page): Promise<string> {
  const strong = await strongOn(page);
  const { file, currency, scenarios, segments } = report.assumptions;
  const count = (number: number, noun: keyof (typeof nouns)['en']) =>
    `${page.format(number, 'count')} ${nouns[page.language][noun][number === 1 ? 0 : 1]}`;
  const head = [
    `clv check ${file}: ${count(scenarios.length, 'scenarios')}`,
    segments.length === 0 ? undefined : count(segments.length, 'segments'),
    currency,
    `seed ${report.seed}`,
    count(report.draws, 'draws'),
  ];
  const width = Math.min(48, Math.max(...report.results.map(({ check }) => check.text.length)));
  const lines = report.results.flatMap((result) => {
    const { check, status } = result;
    const isGood = status === 'passed' || status === 'skipped';
    const line = terminalLine(
      `${marks[status]} ${check.text.padEnd(width)}  ${foundText(result, page)}`,
    );
    const more = isGood
      ? []
      : failuresOf(result).flatMap((target) => [
          failureText(target, check, page),
          ...[remedyText(target.remedies, page)].filter((text) => text !== undefined),
        ]);
    return [
      `  ${isGood ? line : strong(terminalLine(`${line}  ${file}:${check.line}`))}`,
      ...[...more, ...skippedTexts(result, page), ...checkNotes(result, report.draws, page)].map(
        (text) => terminalLine(`      ${text}`),
      ),
    ];
  });
  const body = lines.join('\n');
  const first = head.filter((part) => part !== undefined).join(', ');
  return `${terminalLine(first)}\n\n${body}\n\n${summaryText(report, page.language)}; exit ${report.exitCode}\n`;
}
