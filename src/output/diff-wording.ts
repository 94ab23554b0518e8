import type { CheckChange } from '../check/check-changes.ts';
import type { ContentChange } from '../check/contents.ts';
import type { Difference, Part } from '../check/difference.ts';
import { isInputName, quantities } from '../quantities.ts';
import { markdownTable } from './markdown.ts';
import type { NumberFormat } from './number.ts';

/** Everything that differs between two files. */
export interface DiffReport {
  readonly old: string;
  readonly new: string;
  readonly differences: readonly Difference[];
  readonly checks: readonly CheckChange[];
  readonly contents: readonly ContentChange[];
}

/** The widest bar of a part, in characters. */
const widestBar = 20;

/** What differs, as JSON: keys that stay. */
export function diffJson({ differences, checks, contents }: DiffReport): string {
  const record = {
    results: differences.map(
      ({ metric, scenario, segment, old, new: now, change, parts, reason, isExact }) => ({
        metric,
        scenario,
        segment,
        old,
        new: now,
        change,
        parts,
        ...(reason !== undefined && { reason }),
        ...(!isExact && { estimated: true }),
      }),
    ),
    checks: checks.map(({ change, check }) => ({ change, check })),
    contents,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** What differs, for a terminal. */
export function diffText(report: DiffReport, format: NumberFormat): string {
  const changed = report.differences.filter(isChanged);
  const blocks = changed.map((difference) => {
    const { parts } = difference;
    const largest = Math.max(...parts.map(({ part }) => Math.abs(part)));
    const rows = parts.map((part) => [
      part.name,
      moveText(part, format),
      signed(part.part, difference, format),
      '█'.repeat(Math.max(1, Math.round((Math.abs(part.part) / largest) * widestBar))),
    ]);
    const widths = [0, 1, 2].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
    const lines = rows.map((cells) =>
      `  ~ ${cells.map((cell, at) => (at === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  ')}`.trimEnd(),
    );
    return [headText(difference, format), ...lines, `  ${closingText(difference, format)}`].join(
      '\n',
    );
  });
  const same = report.differences.length - changed.length;
  if (same > 0) blocks.push(`${same} more ${same === 1 ? 'figure is' : 'figures are'} the same`);
  if (report.contents.length > 0) {
    const marks = { added: '+', removed: '-', changed: '~' };
    const lines = report.contents.map((each) => `  ${marks[each.change]} ${contentText(each)}`);
    blocks.push(lines.join('\n'));
  }
  if (report.checks.length > 0) {
    blocks.push(report.checks.map((change) => `  ${checkText(change)}`).join('\n'));
  }
  return `clv diff ${report.old} ${report.new}\n\n${blocks.join('\n\n')}\n`;
}

/** What differs, for a comment on a pull request. */
export function diffMarkdown(report: DiffReport, format: NumberFormat): string {
  const changed = report.differences.filter(isChanged);
  const blocks = changed.map((difference) => {
    const table = markdownTable({
      header: ['Input', 'Change', 'Part'],
      groups: [
        difference.parts.map((part) => [
          part.name,
          moveText(part, format),
          signed(part.part, difference, format),
        ]),
      ],
      numbers: [false, false, true],
    });
    return `**${headText(difference, format)}**\n\n${difference.parts.length > 0 ? `${table}\n` : ''}${closingText(difference, format)}\n`;
  });
  const contents = report.contents
    .map((each) => `- ${each.change}: ${contentText(each)}\n`)
    .join('');
  const checks = report.checks.map((change) => `- ${checkText(change)}\n`).join('');
  const same = changed.length === 0 ? 'No figure differs.\n' : '';
  return `<!-- clv:diff -->\n${same}${blocks.join('\n')}${contents === '' ? '' : `\n**Contents**\n\n${contents}`}${checks === '' ? '' : `\n**Checks**\n\n${checks}`}`;
}

function isChanged(difference: Difference): boolean {
  return difference.isChanged;
}

/** `ltvCac, base, nl: 4.20 → 3.26, -0.94 (-22.27%)`. */
function headText(difference: Difference, format: NumberFormat): string {
  const { metric, scenario, segment, old, new: now, change } = difference;
  const place = [metric, scenario, segment ?? undefined].filter((part) => part !== undefined);
  const value = (number: number | null) =>
    number === null ? 'n/a' : format(number, quantities[metric].unit);
  const share =
    change === null || old === null || old === 0
      ? ''
      : ` (${change < 0 ? '-' : '+'}${format(Math.abs(change / old), 'share')})`;
  const moved = change === null ? '' : `, ${signed(change, difference, format)}${share}`;
  return `${place.join(', ')}: ${value(old)} → ${value(now)}${moved}`;
}

function signed(value: number, { metric }: Difference, format: NumberFormat): string {
  return `${value < 0 ? '-' : '+'}${format(Math.abs(value), quantities[metric].unit)}`;
}

function moveText({ name, old, new: now }: Part, format: NumberFormat): string {
  const input = name.replace(/^.*\./, '');
  const value = (part: Part['old']) => {
    if (part === null) return '';
    return typeof part === 'number' && isInputName(input)
      ? format(part, quantities[input].unit)
      : String(part);
  };
  return old === null && now === null ? '' : `${value(old)} → ${value(now)}`;
}

function closingText(difference: Difference, format: NumberFormat): string {
  const { change, reason, isExact, parts } = difference;
  if (reason !== undefined) return `not shared out: ${reason}`;
  if (change === null || parts.length === 0) return 'no input of it changed';
  const sum = signed(change, difference, format);
  return isExact
    ? `exact: before rounding, the parts add up to ${sum}`
    : `estimated from random orders, as more than 12 inputs changed: before rounding, the parts add up to ${sum}`;
}

/** `range of avg: 45..55 → 40..60`. */
function contentText({ what, name, old, new: now }: ContentChange): string {
  if (what === 'scenario' || what === 'segment') return `${what} ${name}`;
  const subject = name === null ? what : what === 'input' ? name : `${what} of ${name}`;
  if (old === null || now === null) return `${subject}: ${old ?? now}`;
  return `${subject}: ${old} → ${now}`;
}

function checkText({ change, check, was }: CheckChange): string {
  return was === undefined ? `check ${change}: ${check}` : `check ${change}: ${check} (was ${was})`;
}
