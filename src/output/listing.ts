import { csvRows } from './csv.ts';
import { jsonText } from './escape.ts';
import { gridText, notesText } from './grid-text.ts';
import { jsonLine } from './json.ts';
import type { OutputFormat } from './output-format.ts';
import type { Page } from './style.ts';

/** A list of results, ready for every format. */
export interface Listing {
  /** The whole as JSON. */
  readonly json: object;
  /** Its lines for CSV and NDJSON: plain numbers by name. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Its table for people. */
  readonly header: readonly string[];
  readonly lines: readonly (readonly string[])[];
  readonly numbers: readonly boolean[];
  readonly notes: readonly string[];
}

/** A list in the format that was asked for. */
export async function listingText(
  format: OutputFormat,
  { json, rows, header, lines, numbers, notes }: Listing,
  page: Page,
): Promise<string> {
  switch (format) {
    case 'json':
      return `${jsonText(json, 2)}\n`;
    case 'ndjson':
      return rows.map(jsonLine).join('');
    case 'csv':
      return csvRows(Object.keys(rows[0] ?? {}), rows);
    case 'table':
    case 'markdown': {
      const table = await gridText(format, { header, groups: [lines], numbers }, page);
      return table + notesText(format, notes, page);
    }
  }
}
