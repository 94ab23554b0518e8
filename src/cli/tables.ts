import { columnsOf, type Column, type Result } from '../output/column.ts';
import type { Grid } from '../output/markdown.ts';
import { numberFormat } from '../output/number.ts';
import { type Report, reportOf, type Style } from '../output/report.ts';
import { sentencesOfAll } from '../output/sentence.ts';
import { terminalTable } from '../output/table.ts';
import type { Host } from './host.ts';
import type { OutputOptions } from './options.ts';

/** Results as a table: one as a report, several as a line each. */
export async function resultsText(
  format: 'table' | 'markdown',
  results: readonly Result[],
  isOne: boolean,
  options: OutputOptions,
  host: Host,
): Promise<string> {
  const style = styleOf(options);
  const [first] = results;
  if (first === undefined) return '';
  if (isOne)
    return reportText(format, reportOf(first.calculation, style, first.labels), options, host);
  const calculations = results.map(({ calculation }) => calculation);
  const table = await gridText(format, gridOf(columnsOf(results, style), results), options, host);
  return table + notesText(format, sentencesOfAll(calculations, style), options);
}

export function styleOf(options: OutputOptions): Style {
  return { language: options.language, format: numberFormat(options) };
}

export function gridOf(columns: readonly Column[], results: readonly Result[]): Grid {
  return {
    header: columns.map(({ header }) => header),
    groups: [results.map((result) => columns.map(({ cell }) => cell(result)))],
    numbers: columns.map(({ isNumber }) => isNumber),
  };
}

/** A report as a table with its sentences below. */
export async function reportText(
  format: 'table' | 'markdown',
  report: Report,
  options: OutputOptions,
  host: Host,
): Promise<string> {
  const groups = [report.labels, report.given, report.found].map((lines) =>
    lines.map(({ label, value, note }) => [label, value, note]),
  );
  // A column of notes that says nothing is left out.
  const width = groups.flat().some(([, , note]) => note !== '') ? 3 : 2;
  const grid = {
    groups: groups.map((lines) => lines.map((cells) => cells.slice(0, width))),
    numbers: [false, true, false].slice(0, width),
  };
  const table = await gridText(format, grid, options, host);
  return table + notesText(format, report.notes, options);
}

/** Sentences below a table; paragraphs in Markdown. */
export function notesText(
  format: 'table' | 'markdown',
  notes: readonly string[],
  { quiet }: OutputOptions,
): string {
  if (quiet) return '';
  return notes.map((note) => `${format === 'markdown' ? '\n' : ''}${note}\n`).join('');
}

export async function gridText(
  format: 'table' | 'markdown',
  grid: Grid,
  options: OutputOptions,
  host: Host,
): Promise<string> {
  if (format === 'markdown') {
    const { markdownTable } = await import('../output/markdown.ts');
    return markdownTable(grid);
  }
  const terminal = options.output === undefined ? host.terminal() : undefined;
  const strong = await strongOf(options, host);
  return terminalTable(grid, { width: terminal?.columns, strong });
}

/** How headings are set off. */
async function strongOf(options: OutputOptions, host: Host): Promise<(text: string) => string> {
  if (!colorWanted(options, host)) return (text) => text;
  const { strong } = await import('../output/color.ts');
  return strong;
}

/** Whether there is colour: NO_COLOR and --no-color win over FORCE_COLOR, and that over the terminal. */
export function colorWanted({ color, output }: OutputOptions, host: Host): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.env;
  const isTerminal = output === undefined && host.terminal() !== undefined;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  const wanted = forced || (isTerminal && TERM !== 'dumb' && FORCE_COLOR === undefined);
  return wanted && color !== false && (NO_COLOR ?? '') === '' && output === undefined;
}
