import { jsonText } from './escape.ts';
import { gridText, notesText } from './grid-text.ts';
import type { Page } from './style.ts';
import { type Texts, textsOf } from './texts.ts';

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

export function listingTexts(
  { json, rows, header, lines, numbers, notes }: Listing,
  page: Page,
): Texts {
  return textsOf({
    json: () => `${jsonText(json, 2)}\n`,
    lines: () => rows,
    rows: () => rows,
    page: async (format) => {
      const table = await gridText(format, { header, groups: [lines], numbers }, page);
      return table + notesText(format, notes, page);
    },
  });
}
