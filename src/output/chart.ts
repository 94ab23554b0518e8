/**
 * Small charts of Unicode blocks: plain text without colour, the same in every terminal that has
 * the font. No line is wider than the width that it is given.
 */

/** The width of a chart where no terminal says one, in columns. */
export const chartWidth = 60;

/** Eighths of a block from the bottom up, from none to a whole one. */
const heights = ' ▁▂▃▄▅▆▇█';

/** Eighths of a block from the left, from none to a whole one. */
const lengths = ' ▏▎▍▌▋▊▉█';

/** How many eighths a value is; what is not 0 is seen. */
function eighths(value: number, most: number, blocks: number): number {
  if (!(value > 0) || !(most > 0)) return 0;
  return Math.max(1, Math.min(8 * blocks, Math.round((8 * blocks * value) / most)));
}

/** A bar to the right, as long as the value is of the most. */
export function bar(value: number, most: number, width: number): string {
  const length = eighths(value, most, width);
  const rest = length % 8;
  return '█'.repeat(Math.floor(length / 8)) + (rest === 0 ? '' : (lengths[rest] as string));
}

/** A series as one line: a column for each value. */
function columns(values: readonly number[], most: number): string {
  return values.map((value) => heights[eighths(value, most, 1)] as string).join('');
}

/** A series with a name, of values from 0. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/** A place in a series that is named below it. */
export interface Mark {
  /** How many values are before it. */
  readonly after: number;
  readonly text: string;
}

/**
 * Series under each other on one scale, a line each, and a mark below them. Where the width has
 * fewer columns than values, each column is the sum of as many neighbours; a last one with fewer of
 * them is left out.
 *
 * @returns the lines, and how many values are in a column
 */
export function seriesLines(
  series: readonly Series[],
  mark?: Mark,
  width = chartWidth,
): { readonly lines: readonly string[]; readonly perColumn: number } {
  const lead = Math.max(...series.map(({ name }) => name.length)) + 1;
  const count = Math.max(...series.map(({ values }) => values.length));
  const perColumn = Math.max(1, Math.ceil(count / Math.max(1, width - lead)));
  const summed = series.map(({ values }) => sums(values, perColumn));
  const most = Math.max(...summed.flat(), 0);
  const lines = series.map(({ name }, index) =>
    `${name.padEnd(lead)}${columns(summed[index] ?? [], most)}`.trimEnd(),
  );
  if (mark !== undefined) {
    lines.push(markLine(lead + Math.round(mark.after / perColumn) - 1, mark.text, width));
  }
  return { lines, perColumn };
}

/** An arrow at a column, with its text after it, or before it where the width ends. */
function markLine(column: number, text: string, width: number): string {
  const at = Math.max(0, Math.min(width - 1, column));
  if (at + 2 + text.length <= width) return `${' '.repeat(at)}▲ ${text}`;
  return `${text.slice(0, Math.max(0, at - 1)).padStart(at - 1)} ▲`;
}

function sums(values: readonly number[], each: number): number[] {
  return Array.from({ length: Math.floor(values.length / each) }, (_, column) =>
    values.slice(column * each, (column + 1) * each).reduce((sum, value) => sum + value, 0),
  );
}

/** Values side by side under one label, such as an actual and a predicted one. */
export interface BarGroup {
  readonly label: string;
  readonly bars: readonly {
    readonly name: string;
    readonly value: number;
    readonly text: string;
  }[];
}

const widest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));

/** Groups of bars under each other on one scale, a line each. */
export function barLines(groups: readonly BarGroup[], width = chartWidth): string[] {
  const bars = groups.flatMap((group) => group.bars);
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const [label, name, text] = [
    widest(groups.map((group) => group.label)),
    widest(bars.map((each) => each.name)),
    widest(bars.map((each) => each.text)),
  ];
  const room = Math.max(1, width - label - name - text - 3);
  return groups.flatMap((group) =>
    group.bars.map((each, index) =>
      [
        (index === 0 ? group.label : '').padEnd(label),
        each.name.padEnd(name),
        each.text.padStart(text),
        bar(each.value, most, room),
      ]
        .join(' ')
        .trimEnd(),
    ),
  );
}
