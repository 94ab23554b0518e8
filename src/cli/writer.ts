import { InputError, listed } from '../errors.ts';
import type { Shape } from '../input/records/format.ts';
import { flatCells, flatJson } from '../output/calculation/flat-result.ts';
import type { Result } from '../output/calculation/result.ts';
import { csvLine } from '../output/csv.ts';
import { jsonText } from '../output/escape.ts';
import { jsonLine } from '../output/json.ts';
import type { OutputFormat, TextFormat } from '../output/output-format.ts';
import type { Language } from '../quantities.ts';
import type { Destination } from './process/destination.ts';
import type { Host } from './process/host.ts';
import type { OutputOptions } from './flags/result-flags.ts';

/** What turns results into text, one by one or all at the end. */
export interface Writer {
  write(this: void, result: Result): void | Promise<void>;
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
  const { language } = options;
  switch (format) {
    case 'ndjson':
      return { write: (result) => write(jsonLine(flatJson(result, language))), finish() {} };
    case 'json':
      return shape === 'object'
        ? { write: (result) => write(jsonLine(flatJson(result, language))), finish() {} }
        : arrayWriter(write, language);
    case 'csv':
      return csvWriter(write, language);
    case 'table':
    case 'markdown':
      return tableWriter(format, shape, write, options, host);
  }
}

function arrayWriter(write: Destination['write'], language: Language): Writer {
  let separator = '[\n';
  return {
    write(result) {
      const line = separator + jsonText(flatJson(result, language));
      separator = ',\n';
      return write(line);
    },
    finish: () => write(separator === ',\n' ? '\n]\n' : '[]\n'),
  };
}

function csvWriter(write: Destination['write'], language: Language): Writer {
  let header: readonly string[] | undefined;
  return {
    write(result) {
      const row = new Map<string, unknown>(Object.entries(flatCells(result, language)));
      const top = header === undefined ? csvLine([...row.keys()]) : '';
      header ??= [...row.keys()];
      const known = header;
      const extra = [...row.keys()].filter((key) => !known.includes(key));
      if (extra.length > 0) {
        throw new InputError(
          `CSV has the columns of its first record, got ${listed(extra)} as well; use --format ndjson for records that differ`,
        );
      }
      return write(top + csvLine(header.map((key) => row.get(key))));
    },
    finish() {},
  };
}

/** Tables are drawn when all is known, by code that is loaded then. */
function tableWriter(
  format: TextFormat,
  shape: Shape,
  write: Destination['write'],
  options: OutputOptions,
  host: Host,
): Writer {
  const results: Result[] = [];
  return {
    write: (result) => void results.push(result),
    async finish() {
      const { pageOf } = await import('./page.ts');
      const { resultsText } = await import('../output/calculation/results-text.ts');
      await write(await resultsText(format, results, shape === 'object', pageOf(options, host)));
    },
  };
}
