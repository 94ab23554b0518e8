import { inputNames, type QuantityName } from '../../quantities.ts';
import { csvLine, csvRows } from '../csv.ts';
import { jsonText } from '../escape.ts';
import type { Grid } from '../grid.ts';
import { gridText } from '../grid-text.ts';
import { jsonLine } from '../json.ts';
import type { OutputFormat } from '../output-format.ts';
import type { Page } from '../style.ts';
import { type Explained, type Facts, factsOf, headings } from './facts.ts';

/** One metric, input or convention. */
export async function explanationText(
  format: OutputFormat,
  facts: Facts,
  page: Page,
): Promise<string> {
  const keys = Object.keys(facts) as (keyof Facts)[];
  if (format === 'json' || format === 'ndjson') return jsonLine(facts);
  if (format === 'csv') return csvLine(keys) + csvLine(keys.map((key) => facts[key]));
  const lines = keys.flatMap((key) =>
    wrapped([headings[key][page.language], facts[key] ?? ''], format),
  );
  return gridText(format, { groups: [lines], numbers: [false, false] }, page);
}

/** Where the last cell of a table is broken into lines, so that it fits most terminals. */
const cellWidth = 60;

/** A line of cells as several where its last cell is long; Markdown breaks lines by itself. */
function wrapped(cells: readonly string[], format: OutputFormat): string[][] {
  const last = cells.at(-1) ?? '';
  if (format === 'markdown') return [[...cells]];
  const parts: string[] = [''];
  for (const word of last.split(' ')) {
    const line = parts.at(-1) ?? '';
    if (line === '') parts[parts.length - 1] = word;
    else if (line.length + word.length < cellWidth) parts[parts.length - 1] = `${line} ${word}`;
    else parts.push(word);
  }
  return parts.map((part, at) => [
    ...cells.slice(0, -1).map((cell) => (at === 0 ? cell : '')),
    part,
  ]);
}

/** All metrics with their formulas, and all inputs with their levers. */
export async function overviewText(
  format: OutputFormat,
  explained: readonly Explained[],
  metrics: readonly QuantityName[],
  page: Page,
): Promise<string> {
  const { language } = page;
  const all = explained.map((each) => factsOf(each, language));
  if (format === 'json') return `[\n${all.map((facts) => jsonText(facts)).join(',\n')}\n]\n`;
  if (format === 'ndjson') return all.map(jsonLine).join('');
  if (format === 'csv') {
    return csvRows(Object.keys(headings), all);
  }
  const grid = (names: readonly QuantityName[], columns: readonly (keyof Facts)[]): Grid => ({
    header: columns.map((column) => headings[column][language]),
    groups: [
      names.map((name) => {
        const facts = all.find((each) => each.name === name);
        return columns.map((column) => facts?.[column] ?? '');
      }),
    ],
    numbers: columns.map(() => false),
  });
  const found = grid(metrics, ['name', 'label', 'formula']);
  const given = grid(inputNames, ['name', 'meaning', 'levers']);
  return `${await gridText(format, found, page)}\n${await gridText(format, given, page)}`;
}
