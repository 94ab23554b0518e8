import type { CheckReport } from '../../check/check-report.ts';
import {
  changesText,
  failuresOf,
  failureText,
  foundText,
  marks,
  summaryText,
} from './check-wording.ts';
import type { Language } from '../../quantities.ts';
import { markdownTable } from '../markdown.ts';
import type { Style } from '../style.ts';

const words = {
  en: {
    holds: 'The assumptions hold',
    fails: 'The assumptions do not hold',
    failures: ['Check', 'Found', 'One change that would pass', 'Where'],
    allChecks: 'All checks',
    all: ['', 'Check', 'Found', 'Because'],
  },
  nl: {
    holds: 'De aannames kloppen',
    fails: 'De aannames kloppen niet',
    failures: ['Controle', 'Gevonden', 'Eén verandering waarmee het slaagt', 'Waar'],
    allChecks: 'Alle controles',
    all: ['', 'Controle', 'Gevonden', 'Reden'],
  },
} as const satisfies Readonly<Record<Language, object>>;

/** What came of all checks, for a comment on a pull request. */
export function checkMarkdown(report: CheckReport, style: Style): string {
  const { file } = report.assumptions;
  const { holds, fails, allChecks, ...headers } = words[style.language];
  const isGood = report.exitCode === 0;
  const failing = report.results.flatMap((result) =>
    failuresOf(result).map((target) => [
      `${marks[result.status]} ${result.check.text}`,
      failureText(target, result.check, style),
      changesText(target.remedies, style) ?? '',
      `${file}:${result.check.line}`,
    ]),
  );
  const failures =
    failing.length === 0
      ? ''
      : `\n${markdownTable({
          header: headers.failures,
          groups: [failing],
          numbers: [false, false, false, false],
        })}`;
  const all = markdownTable({
    header: headers.all,
    groups: [
      report.results.map((result) => [
        marks[result.status],
        result.check.text,
        foundText(result, style),
        result.check.because?.trim() ?? '',
      ]),
    ],
    numbers: [false, false, false, false],
  });
  const title = isGood ? holds : fails;
  // The first line lets a program find its own comment again.
  return `<!-- clv:check -->\n**${title}**: ${summaryText(report, style.language)}\n${failures}\n<details><summary>${allChecks}</summary>\n\n${all}\n</details>\n`;
}
