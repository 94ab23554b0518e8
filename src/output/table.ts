import Table from 'cli-table3';
import type { Grid } from './markdown.ts';

export interface TableOptions {
  /** The width of the terminal, in columns; absent where there is none. */
  readonly width: number | undefined;
  /** Set a text off, in a terminal with colour. */
  readonly strong: (text: string) => string;
}

/** Where a heading is broken into lines. */
const headingWidth = 14;

/** A table for a terminal, or a list of lines where the terminal is too narrow for it. */
export function terminalTable(grid: Grid, { width, strong }: TableOptions): string {
  const table = draw(grid, strong);
  return table.indexOf('\n') <= (width ?? Infinity) ? table : list(grid);
}

function draw({ header, groups, numbers }: Grid, strong: (text: string) => string): string {
  const table = new Table({
    style: { head: [], border: [] },
    colAligns: numbers.map((isNumber) => (isNumber ? 'right' : 'left')),
    ...(header && { head: header.map((text) => strong(broken(plain(text)))) }),
  });
  // A group is one row of many lines: the rules fall between groups, and few cells are drawn fast.
  for (const lines of groups) {
    if (lines.length > 0) {
      table.push(numbers.map((_, at) => lines.map((cells) => plain(cells[at] ?? '')).join('\n')));
    }
  }
  return `${table.toString()}\n`;
}

/** A heading on several lines, so that a column is not wider than its numbers need. */
function broken(heading: string): string {
  const lines: string[] = [];
  for (const word of heading.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < headingWidth) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.join('\n');
}

/** A control character in a label would move the cursor or colour the screen. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

/** For a terminal too narrow for a table: a line a number. */
function list({ header, groups }: Grid): string {
  const names = header?.map(plain);
  const lines = groups.map((group) =>
    group.map((line) => {
      const cells = line.map(plain);
      if (names !== undefined) return cells.map((cell, at) => `${names[at]}: ${cell}\n`).join('');
      const [label, value, note] = cells;
      return `${label}: ${value}${note === '' || note === undefined ? '' : ` (${note})`}\n`;
    }),
  );
  return lines.map((group) => group.join(header === undefined ? '' : '\n')).join('\n');
}
