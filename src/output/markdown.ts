import { markdownText } from './escape.ts';

/** A table of cells, ready for any kind of printing. */
export interface Grid {
  /** Absent where the first column says what each line is. */
  readonly header?: readonly string[];
  /** Lines, in groups that a table may set apart. */
  readonly groups: readonly (readonly (readonly string[])[])[];
  /** Which columns hold numbers, so that they are set right. */
  readonly numbers: readonly boolean[];
}

/** A table in GitHub's Markdown. */
export function markdownTable({ header, groups, numbers }: Grid): string {
  const rule = numbers.map((isNumber) => (isNumber ? '---:' : '---'));
  const lines = [header ?? numbers.map(() => ''), rule, ...groups.flat()];
  return lines.map((cells) => `| ${cells.map(markdownText).join(' | ')} |\n`).join('');
}
