import { csvLine } from '../output/csv.ts';
import { jsonText } from '../output/escape.ts';
import { jsonLine } from '../output/json.ts';
import { destinationOf } from './process/destination.ts';
import type { Host } from './process/host.ts';
import type { OutputOptions } from './flags/result-flags.ts';
import { gridText, notesText } from './tables.ts';

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

/** Write a list in the format that was asked for. */
export async function writeListing(
  host: Host,
  listing: Listing,
  options: OutputOptions,
): Promise<void> {
  const destination = await destinationOf(host, options.output);
  await destination.write(await textOf(host, listing, options));
  await destination.finish();
}

async function textOf(host: Host, listing: Listing, options: OutputOptions): Promise<string> {
  const { format = 'table' } = options;
  const { json, rows, header, lines, numbers, notes } = listing;
  switch (format) {
    case 'json':
      return `${jsonText(json, 2)}\n`;
    case 'ndjson':
      return rows.map(jsonLine).join('');
    case 'csv': {
      const keys = Object.keys(rows[0] ?? {});
      return [keys, ...rows.map((row) => keys.map((key) => row[key]))].map(csvLine).join('');
    }
    case 'table':
    case 'markdown': {
      const grid = { header, groups: [lines], numbers };
      return (await gridText(format, grid, options, host)) + notesText(format, notes, options);
    }
  }
}
