import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { InputError, shown } from '../../errors.ts';
import { isQuantityName } from '../../quantities.ts';
import { keyOfHeader } from './header-name.ts';
import type { Visitor } from './ndjson.ts';
import { kindOf } from './record.ts';
import type { Bytes } from './text.ts';
import { wholeLines } from './text.ts';

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Read CSV with a header of names: comma, semicolon or tab, whichever the header has.
 *
 * Every cell is a text; what it is under its name is for the reader of records to say.
 */
export async function readCsv(bytes: Bytes, visitor: Visitor): Promise<void> {
  const { first, all } = await withFirst(wholeLines(bytes));
  const parser = parse({
    delimiter: delimiterOf(first),
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 16 * 1024 * 1024,
  });
  // What ends the one ends the other; the loop below meets the error.
  pipeline(Readable.from(all), parser, () => {});
  const lineOf = lineCounter();
  let header: readonly string[] | undefined;
  let names: readonly (string | undefined)[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      const line = lineOf(record, info.lines);
      if (header === undefined) {
        header = checkedHeader(record);
        names = header.map((name) => (isPercentile(name) ? undefined : name));
      } else if (record.length !== header.length) {
        await visitor.refuse(
          new InputError(
            `the row must have ${header.length} cells, as the header has, got ${record.length}`,
          ),
          line,
        );
      } else {
        await visitor.value(rowOf(names, record), line);
      }
    }
  } catch (error) {
    throw error instanceof CsvError
      ? new InputError(`input must be CSV, got text that breaks: ${error.message}`)
      : error;
  }
}

/**
 * The line that a row starts on: csv-parse tells where it ends, and there it counts a line that
 * ends in two characters inside a cell as two.
 */
function lineCounter(): (record: readonly string[], ends: number) => number {
  let last = 0;
  let excess = 0;
  return (record, ends) => {
    let inside = 0;
    if (ends - last > 1) {
      const text = record.join();
      inside = (text.match(/\r\n?|\n/g) ?? []).length;
      excess += (text.match(/\r\n/g) ?? []).length;
    }
    last = ends;
    return ends - excess - inside;
  };
}

/** The text up to the header at least, and all of it. */
async function withFirst(
  texts: AsyncGenerator<string>,
): Promise<{ first: string; all: AsyncIterable<string> }> {
  let first = '';
  while (first.trim() === '') {
    const next = await texts.next();
    if (next.done === true) break;
    first += next.value;
  }
  async function* all() {
    yield first;
    yield* texts;
  }
  return { first, all: all() };
}

function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split(/\r?\n/, 1);
  const count = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function checkedHeader(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => keyOfHeader(cell.trim()));
  names.forEach((name, index) => {
    if (name === '')
      throw new InputError(`column ${index + 1} must have a name in the header, got none`);
    if (names.indexOf(name) !== index) {
      throw new InputError(`the header must name ${shown(name)} once, got it twice`);
    }
  });
  return names;
}

/** Whether clv wrote the column for ranges, as `clvP5`: it is computed anew. */
function isPercentile(name: string): boolean {
  const [, quantity] = /^(.+)P(?:5|50|95)$/.exec(name) ?? [];
  return quantity !== undefined && isQuantityName(quantity);
}

function rowOf(
  names: readonly (string | undefined)[],
  cells: readonly string[],
): Record<string, unknown> {
  const row = Object.create(null) as Record<string, unknown>;
  names.forEach((name, index) => {
    if (name === undefined) return;
    const cell = cells[index] ?? '';
    row[name] = kindOf(name) === undefined ? cell : numberText(cell);
  });
  return row;
}

/** The text of a number or a range, without the apostrophe that keeps `-5..5` from being run. */
function numberText(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'-") ? text.slice(1) : text;
}
