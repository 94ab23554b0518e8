import { markdownText } from './escape.ts';
import type { Grid } from './grid.ts';

/** A table in GitHub's Markdown. */
export function markdownTable({ header, groups, numbers }: Grid): string {
  const rule = numbers.map((isNumber) => (isNumber ? '---:' : '---'));
  const lines = [header ?? numbers.map(() => ''), rule, ...groups.flat()];
  return lines.map((cells) => `| ${cells.map(markdownText).join(' | ')} |\n`).join('');
}
