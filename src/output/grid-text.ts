import { markdownText, terminalLines } from './escape.ts';
import type { Grid } from './grid.ts';
import { markdownTable } from './markdown.ts';
import type { TextFormat } from './output-format.ts';
import { strongOn } from './strong.ts';
import type { Page } from './style.ts';
import { terminalTable } from './table.ts';

/** A table of cells in either format that people read. */
export async function gridText(format: TextFormat, grid: Grid, page: Page): Promise<string> {
  if (format === 'markdown') return markdownTable(grid);
  return terminalTable(grid, { width: page.width, strong: await strongOn(page) });
}

/** Sentences below a table; paragraphs in Markdown. */
export function notesText(
  format: TextFormat,
  notes: readonly string[],
  { quiet }: Pick<Page, 'quiet'>,
): string {
  if (quiet) return '';
  if (format === 'table') return terminalLines(notes);
  return notes.map((note) => `\n${markdownText(note)}\n`).join('');
}
