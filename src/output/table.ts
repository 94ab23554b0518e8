import Table from 'cli-table3';
import { terminalLine, terminalLines } from './escape.ts';
import type { Grid } from './grid.ts';

export interface TableOptions {
  /** The width of the terminal, in columns; absent where there is none. */
  readonly width: number | undefined;
  /** Set a text off, in a terminal with colour. */
  readonly strong: (text: string) => string;
}

/** How many lines of a group make one row of cli-table3. */
const linesPerRow = 40;

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
    ...(header && { head: header.map((text) => strong(broken(terminalLine(text)))) }),
  });
  // A row of many lines is drawn much faster than as many rows, until there are too many.
  const ends: number[] = [];
  let rows = header === undefined ? 0 : 1;
  for (const lines of groups) {
    for (let at = 0; at < lines.length; at += linesPerRow) {
      const some = lines.slice(at, at + linesPerRow);
      table.push(
        numbers.map((_, column) =>
          some.map((cells) => terminalLine(cells[column] ?? '')).join('\n'),
        ),
      );
      rows++;
    }
    ends.push(rows);
  }
  const isEnd = (rule: number) => ends.includes(rule) || (rule === 1 && header !== undefined);
  let rule = 0;
  const drawn = table.toString().split('\n');
  return `${drawn.filter((line) => !line.startsWith('├') || isEnd(++rule)).join('\n')}\n`;
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

/** For a terminal too narrow for a table: a line a number. */
function list({ header, groups }: Grid): string {
  const filled = groups.filter((group) => group.length > 0);
  const lines = filled.map((group) =>
    group.map((cells) => {
      if (header !== undefined) return terminalLines(record(header, cells));
      const [label, value, note = ''] = cells;
      // What has no label goes on with the line before.
      const start = label === '' ? '  ' : `${label}: `;
      return terminalLines([`${start}${value}${note === '' ? '' : ` (${note})`}`]);
    }),
  );
  return lines.map((group) => group.join(header === undefined ? '' : '\n')).join('\n');
}

/** One line of a table as lines of their own: what has no name stands alone, what is empty is not told. */
function record(names: readonly string[], cells: readonly string[]): string[] {
  return cells.flatMap((cell, at) => {
    const name = names[at] ?? '';
    if (cell === '') return [];
    return [name === '' ? cell : `${name}: ${cell}`];
  });
}
