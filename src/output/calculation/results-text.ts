import type { Grid } from '../grid.ts';
import { gridText, notesText } from '../grid-text.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page, Style } from '../style.ts';
import { columnsOf, type ResultColumn } from './column.ts';
import { type Report, reportOf } from './report.ts';
import type { Result } from './result.ts';
import { sentencesOfAll } from './sentence.ts';
import { recordNotes, withUncertainty } from './uncertainty.ts';

/** Results as a table: one as a report, several as a line each. */
export async function resultsText(
  format: TextFormat,
  results: readonly Result[],
  isOne: boolean,
  page: Page,
): Promise<string> {
  const [first] = results;
  if (first === undefined) return '';
  if (isOne) return reportText(format, reportFor(first, page), page);
  const table = await gridText(format, gridOf(columnsOf(results, page), results), page);
  return table + notesText(format, resultNotes(results, page), page);
}

/** The report of a result, with what ranges do to it. */
export function reportFor(result: Result, style: Style): Report {
  const report = reportOf(result.calculation, style, result.labels);
  return result.uncertainty === undefined
    ? report
    : withUncertainty(report, result.uncertainty, style);
}

/** What is to be said below a table of records: what they mean, and how their ranges were read. */
export function resultNotes(results: readonly Result[], style: Style): string[] {
  const calculations = results.map(({ calculation }) => calculation);
  return [...sentencesOfAll(calculations, style), ...recordNotes(results, style)];
}

export function gridOf(columns: readonly ResultColumn[], results: readonly Result[]): Grid {
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
export async function reportText(format: TextFormat, report: Report, page: Page): Promise<string> {
  const parts = [report.labels, report.given, report.found];
  const isRanged = parts.flat().some(({ percentiles }) => percentiles !== undefined);
  const groups = parts.map((lines) =>
    lines.map(({ label, value, percentiles = ['', '', ''], note }) =>
      isRanged ? [label, value, ...percentiles, note] : [label, value, note],
    ),
  );
  const header = isRanged ? rangedHeader[page.language] : undefined;
  const numbers = isRanged ? [false, true, true, true, true, false] : [false, true, false];
  // A column of notes that says nothing is left out.
  const width = numbers.length - (groups.flat().some((cells) => cells.at(-1) !== '') ? 0 : 1);
  const grid = {
    ...(header && { header: header.slice(0, width) }),
    groups: groups.map((lines) => lines.map((cells) => cells.slice(0, width))),
    numbers: numbers.slice(0, width),
  };
  const table = await gridText(format, grid, page);
  return table + notesText(format, report.notes, page);
}
