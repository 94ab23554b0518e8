import { InputError } from '../errors.ts';
import type { Shape } from '../input/format.ts';
import type { Column, Result } from '../output/column.ts';
import { csvLine } from '../output/csv.ts';
import { jsonLine } from '../output/json.ts';
import type { Grid } from '../output/markdown.ts';
import { numberFormat } from '../output/number.ts';
import type { Report, Style } from '../output/report.ts';
import type { Uncertainty } from '../output/uncertainty.ts';
import type { Destination } from './destination.ts';
import type { Host } from './host.ts';
import type { OutputFormat, OutputOptions } from './options.ts';

/** What turns results into text, one by one or all at the end. */
export interface Writer {
  write(this: void, result: Result): void;
  finish(this: void): void | Promise<void>;
}

/** The format that was named, or the one that fits where the results come from and go to. */
export function formatFor(options: OutputOptions, shape: Shape, host: Host): OutputFormat {
  if (options.format !== undefined) return options.format;
  const isForPerson = options.output === undefined && host.terminal() !== undefined;
  return shape === 'ndjson' && !isForPerson ? 'ndjson' : 'table';
}

export function writerOf(
  format: OutputFormat,
  shape: Shape,
  destination: Destination,
  options: OutputOptions,
  host: Host,
): Writer {
  const { write } = destination;
  switch (format) {
    case 'ndjson':
      return { write: (result) => write(jsonLine(rowOf(result))), finish() {} };
    case 'json':
      return shape === 'object'
        ? { write: (result) => write(jsonLine(rowOf(result))), finish() {} }
        : arrayWriter(write);
    case 'csv':
      return csvWriter(write);
    case 'table':
    case 'markdown':
      return tableWriter(format, shape, write, options, host);
  }
}

/** A result as one flat object: labels, inputs, metrics, conventions. */
export function rowOf({ labels, calculation, uncertainty }: Result): object {
  if (uncertainty !== undefined) {
    return { ...labels, ...calculation.values, ...uncertainty.texts, ...jsonOf(uncertainty) };
  }
  return labels === undefined ? calculation.values : { ...labels, ...calculation.values };
}

/** What ranges add to the JSON of a record. */
function jsonOf({ points, intervals, readings, misses, simulation }: Uncertainty): object {
  return { points, intervals, readings, ...(misses && { misses }), simulation };
}

/** A result as the cells of a line of CSV. */
export function cellsOf(result: Result): object {
  const { labels, calculation, uncertainty } = result;
  return uncertainty === undefined
    ? rowOf(result)
    : { ...labels, ...calculation.values, ...uncertainty.texts, ...uncertainty.cells };
}

function arrayWriter(write: (text: string) => void): Writer {
  let separator = '[\n';
  return {
    write(result) {
      write(separator + JSON.stringify(rowOf(result)));
      separator = ',\n';
    },
    finish: () => write(separator === ',\n' ? '\n]\n' : '[]\n'),
  };
}

function csvWriter(write: (text: string) => void): Writer {
  let header: readonly string[] | undefined;
  return {
    write(result) {
      const row = new Map<string, unknown>(Object.entries(cellsOf(result)));
      if (header === undefined) {
        header = [...row.keys()];
        write(csvLine(header));
      }
      const known = header;
      const extra = [...row.keys()].filter((key) => !known.includes(key));
      if (extra.length > 0) {
        throw new InputError(
          `CSV has the columns of its first record, got ${extra.join(', ')} as well; use --format ndjson for records that differ`,
        );
      }
      write(csvLine(header.map((key) => row.get(key))));
    },
    finish() {},
  };
}

function tableWriter(
  format: 'table' | 'markdown',
  shape: Shape,
  write: (text: string) => void,
  options: OutputOptions,
  host: Host,
): Writer {
  const results: Result[] = [];
  return {
    write: (result) => void results.push(result),
    async finish() {
      const { columnsOf } = await import('../output/column.ts');
      const style = styleOf(options);
      const [only] = results;
      if (shape === 'object' && only !== undefined) {
        write(await reportText(format, await reportFor(only, style), options, host));
      } else if (results.length > 0) {
        write(await gridText(format, gridOf(columnsOf(results, style), results), options, host));
        write(notesText(format, await notesOf(results, style), options));
      }
    },
  };
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

/** The report of a result, with what ranges do to it. */
export async function reportFor(result: Result, style: Style): Promise<Report> {
  const { reportOf } = await import('../output/report.ts');
  const report = reportOf(result.calculation, style);
  if (result.uncertainty === undefined) return report;
  const { withUncertainty } = await import('../output/uncertainty.ts');
  return withUncertainty(report, result.uncertainty, style);
}

/** What is to be said below a table of records: how their ranges were read. */
export async function notesOf(results: readonly Result[], style: Style): Promise<string[]> {
  if (results.every(({ uncertainty }) => uncertainty === undefined)) return [];
  const { recordNotes } = await import('../output/uncertainty.ts');
  return recordNotes(results, style);
}

/** The headings of a report with the percentiles of draws. */
const rangedHeader = {
  en: ['number', 'value', 'p5', 'p50', 'p95', 'note'],
  nl: ['getal', 'waarde', 'p5', 'p50', 'p95', 'toelichting'],
};

/** A report as a table with its sentences below. */
export async function reportText(
  format: 'table' | 'markdown',
  report: Report,
  options: OutputOptions,
  host: Host,
): Promise<string> {
  const parts = [report.given, report.found];
  const isRanged = parts.flat().some(({ percentiles }) => percentiles !== undefined);
  const header = isRanged ? rangedHeader[options.language] : undefined;
  const groups = parts.map((lines) =>
    lines.map(({ label, value, percentiles = ['', '', ''], note }) =>
      isRanged ? [label, value, ...percentiles, note] : [label, value, note],
    ),
  );
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
  const { terminalTable } = await import('../output/table.ts');
  const terminal = options.output === undefined ? host.terminal() : undefined;
  const strong = await strongOf(options, host, terminal !== undefined);
  return terminalTable(grid, { width: terminal?.columns, strong });
}

/** How headings are set off: NO_COLOR and --no-color win over FORCE_COLOR, and that over the terminal. */
export async function strongOf(
  { color, output }: OutputOptions,
  { env }: Host,
  isTerminal: boolean,
): Promise<(text: string) => string> {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  const wanted = forced || (isTerminal && TERM !== 'dumb' && FORCE_COLOR === undefined);
  if (!wanted || color === false || (NO_COLOR ?? '') !== '' || output !== undefined)
    return (text) => text;
  const { strong } = await import('../output/color.ts');
  return strong;
}
