import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { InputError } from '../errors.ts';
import type { Visitor } from './ndjson.ts';
import { numberPattern, shown } from './number.ts';
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
 * A cell is a number under a name of clv, else a label.
 */
export async function readCsv(bytes: Bytes, visitor: Visitor): Promise<void> {
  const { first, all } = await withFirst(wholeLines(bytes));
  const parser = Readable.from(all).pipe(
    parse({
      delimiter: delimiterOf(first),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 16 * 1024 * 1024,
    }),
  );
  let header: readonly string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      if (header === undefined) {
        header = checkedHeader(record);
      } else if (record.length !== header.length) {
        await visitor.refuse(
          new InputError(
            `the row must have ${header.length} cells, as the header has, got ${record.length}`,
          ),
          info.lines,
        );
      } else {
        await visitor.value(rowOf(header, record), info.lines);
      }
    }
  } catch (error) {
    throw isCsvError(error)
      ? new InputError(`input must be CSV, got text that breaks: ${error.message}`)
      : error;
  }
}

async function withFirst(
  texts: AsyncGenerator<string>,
): Promise<{ first: string; all: AsyncIterable<string> }> {
  const start = await texts.next();
  const first = start.done === true ? '' : start.value;
  async function* all() {
    yield first;
    yield* texts;
  }
  return { first, all: all() };
}

function delimiterOf(text: string): string {
  const [header = ''] = text.split(/\r?\n/, 1);
  const count = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function checkedHeader(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  names.forEach((name, index) => {
    if (name === '')
      throw new InputError(`column ${index + 1} must have a name in the header, got none`);
    if (names.indexOf(name) !== index) {
      throw new InputError(`the header must name ${shown(name)} once, got it twice`);
    }
  });
  return names;
}

function rowOf(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const row = Object.create(null) as Record<string, unknown>;
  header.forEach((name, index) => {
    const cell = cells[index] ?? '';
    // A number under an unknown name is refused as a number, so that a misspelt header is seen.
    const isNumber = kindOf(name) === undefined && numberPattern.test(cell.trim());
    row[name] = isNumber ? Number(cell) : kindOf(name) === undefined ? cell : cell.trim();
  });
  return row;
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
