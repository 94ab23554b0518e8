import { terminalLines } from '../escape.ts';
import {
  checkChangeText,
  closingText,
  contentText,
  type DiffReport,
  type DiffStyle,
  diffWords,
  headText,
  moveText,
  partName,
  signed,
} from './diff-wording.ts';

/** The widest bar of a part, in characters. */
const widestBar = 20;

/** What differs, for a terminal. */
export function diffText(report: DiffReport, style: DiffStyle): string {
  const { alike } = diffWords[style.language];
  const changed = report.differences.filter(({ isChanged }) => isChanged);
  const blocks = changed.map((difference) => {
    const { parts } = difference;
    const largest = Math.max(...parts.map(({ part }) => Math.abs(part)));
    const rows = parts.map((part) => [
      partName(part),
      moveText(part, style),
      signed(part.part, difference, style),
      '█'.repeat(Math.max(1, Math.round((Math.abs(part.part) / largest) * widestBar))),
    ]);
    const widths = [0, 1, 2].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
    const lines = rows.map((cells) =>
      `  ~ ${cells.map((cell, at) => (at === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  ')}`.trimEnd(),
    );
    return [headText(difference, style), ...lines, `  ${closingText(difference, style)}`];
  });
  const same = report.differences.length - changed.length;
  if (same > 0) blocks.push([alike(same, changed.length === 0)]);
  if (report.contents.length > 0) {
    const marks = { added: '+', removed: '-', changed: '~' };
    blocks.push(
      report.contents.map((each) => `  ${marks[each.change]} ${contentText(each, style)}`),
    );
  }
  if (report.checks.length > 0) {
    blocks.push(report.checks.map((change) => `  ${checkChangeText(change, style)}`));
  }
  return terminalLines([
    `clv diff ${report.old} ${report.new}`,
    ...blocks.flatMap((lines) => ['', ...lines]),
  ]);
}
