import { columnsOf, type Column } from '../output/calculation/column.ts';
import type { Result } from '../output/calculation/result.ts';
import { markdownText, terminalLines } from '../output/escape.ts';
import type { Grid } from '../output/markdown.ts';
import { numberFormat } from '../output/number-format.ts';
import { type Report, reportOf } from '../output/calculation/report.ts';
import type { Style } from '../output/style.ts';
import { sentencesOfAll } from '../output/calculation/sentence.ts';
import { terminalTable } from '../output/table.ts';
import type { Host } from './process/host.ts';
import type { OutputOptions } from './flags/result-flags.ts';

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
  if (isOne) return reportText(format, await reportFor(first, style), options, host);
  const table = await gridText(format, gridOf(columnsOf(results, style), results), options, host);
  return table + notesText(format, await notesOf(results, style), options);
}

/** The report of a result, with what ranges do to it. */
export async function reportFor(result: Result, style: Style): Promise<Report> {
  const report = reportOf(result.calculation, style, result.labels);
  if (result.uncertainty === undefined) return report;
  const { withUncertainty } = await import('../output/calculation/uncertainty.ts');
  return withUncertainty(report, result.uncertainty, style);
}

/** What is to be said below a table of records: what they mean, and how their ranges were read. */
export async function notesOf(results: readonly Result[], style: Style): Promise<string[]> {
  const calculations = results.map(({ calculation }) => calculation);
  const notes = sentencesOfAll(calculations, style);
  if (results.every(({ uncertainty }) => uncertainty === undefined)) return notes;
  const { recordNotes } = await import('../output/calculation/uncertainty.ts');
  return [...notes, ...recordNotes(results, style)];
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

/** The headings of a report with the percentiles of draws. */
const rangedHeader = {
  en: ['Number', 'Value', 'p5', 'p50', 'p95', 'Note'],
  nl: ['Getal', 'Waarde', 'p5', 'p50', 'p95', 'Toelichting'],
};

/** A report as a table with its sentences below. */
export async function reportText(
  format: 'table' | 'markdown',
  report: Report,
  options: OutputOptions,
  host: Host,
): Promise<string> {
  const parts = [report.labels, report.given, report.found];
  const isRanged = parts.flat().some(({ percentiles }) => percentiles !== undefined);
  const groups = parts.map((lines) =>
    lines.map(({ label, value, percentiles = ['', '', ''], note }) =>
      isRanged ? [label, value, ...percentiles, note] : [label, value, note],
    ),
  );
  const header = isRanged ? rangedHeader[options.language] : undefined;
  const numbers = isRanged ? [false, true, true, true, true, false] : [false, true, false];
  // A column of notes that says nothing is left out.
  const width = numbers.length - (groups.flat().some((cells) => cells.at(-1) !== '') ? 0 : 1);
  const grid = {
    ...(header && { header: header.slice(0, width) }),
    groups: groups.map((lines) => lines.map((cells) => cells.slice(0, width))),
    numbers: numbers.slice(0, width),
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
  if (format === 'table') return terminalLines(notes);
  return notes.map((note) => `\n${markdownText(note)}\n`).join('');
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
export async function strongOf(
  options: OutputOptions,
  host: Host,
): Promise<(text: string) => string> {
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
