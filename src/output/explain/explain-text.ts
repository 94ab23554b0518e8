import { inputNames, type QuantityName } from '../../quantities.ts';
import type { Grid } from '../grid.ts';
import { gridText } from '../grid-text.ts';
import { jsonLine, jsonLines } from '../json.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page } from '../style.ts';
import { type Texts, textsOf } from '../texts.ts';
import { type Explained, type Facts, factsOf, headings } from './facts.ts';

/** One metric, input or convention. */
export function explanationTexts(facts: Facts, page: Page): Texts {
  const keys = Object.keys(facts) as (keyof Facts)[];
  return textsOf({
    json: () => jsonLine(facts),
    lines: () => [facts],
    rows: () => [facts],
    page: (format) => {
      const lines = keys.flatMap((key) =>
        wrapped([headings[key][page.language], facts[key] ?? ''], format),
      );
      return gridText(format, { groups: [lines], numbers: [false, false] }, page);
    },
  });
}

/** Where the last cell of a table is broken into lines, so that it fits most terminals. */
const cellWidth = 60;

/** A line of cells as several where its last cell is long; Markdown breaks lines by itself. */
function wrapped(cells: readonly string[], format: TextFormat): string[][] {
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
export function overviewTexts(
  explained: readonly Explained[],
  metrics: readonly QuantityName[],
  page: Page,
): Texts {
  const { language } = page;
  const all = explained.map((each) => factsOf(each, language));
  const keys = Object.keys(headings) as (keyof Facts)[];
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
  return textsOf({
    json: () => jsonLines(all),
    lines: () => all,
    rows: () => all.map((facts) => Object.fromEntries(keys.map((key) => [key, facts[key]]))),
    page: async (format) =>
      `${await gridText(format, found, page)}\n${await gridText(format, given, page)}`,
  });
}
