import type { CheckReport } from '../check/report.ts';
import {
  failuresOf,
  failureText,
  foundText,
  marks,
  remedyText,
  summaryText,
} from './check-wording.ts';
import { markdownTable } from './markdown.ts';
import type { NumberFormat } from './number.ts';

/** What came of all checks, for a comment on a pull request. */
export function checkMarkdown(report: CheckReport, format: NumberFormat): string {
  const { file } = report.assumptions;
  const isGood = report.exitCode === 0;
  const failing = report.results.flatMap(({ check, status }, index) =>
    status === 'failed' || status === 'warned'
      ? failuresOf(report, index).map(({ target, remedies }) => [
          `${marks[status]} ${check.text}`,
          failureText(target, check, format),
          remedyText(remedies, format)?.replace(/^.*?: /, '') ?? '',
          `${file}:${check.line}`,
        ])
      : [],
  );
  const failures =
    failing.length === 0
      ? ''
      : `\n${markdownTable({
          header: ['Check', 'Found', 'One change that would pass', 'Where'],
          groups: [failing],
          numbers: [false, false, false, false],
        })}`;
  const all = markdownTable({
    header: ['', 'Check', 'Found', 'Because'],
    groups: [
      report.results.map((result) => [
        marks[result.status],
        result.check.text,
        foundText(result, format),
        result.check.because ?? '',
      ]),
    ],
    numbers: [false, false, false, false],
  });
  const title = isGood ? 'The assumptions hold' : 'The assumptions do not hold';
  // The first line lets a program find its own comment again.
  return `<!-- clv:check -->\n**${title}**: ${summaryText(report)}\n${failures}\n<details><summary>All checks</summary>\n\n${all}\n</details>\n`;
}
