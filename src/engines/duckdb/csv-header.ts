import { closeSync, openSync, readSync } from 'node:fs';
import { constants, createGunzip } from 'node:zlib';
import { InputError, listed, readError } from '../../errors.ts';
import type { SourceFile } from './source-file.ts';

/** How a file of orders is written, told by its first bytes rather than its name. */
type FileKind = 'csv' | 'json' | 'parquet';

export interface FileHead {
  readonly kind: FileKind;
  readonly gzip: boolean;
  /** For CSV: what stands between the cells, and the names over the columns. */
  readonly delimiter: string;
  readonly names: readonly string[];
  /** For CSV: the lines above the header, one that names the delimiter counted in. */
  readonly skip: number;
}

/** A header longer than this is no header. */
const longestHead = 1024 * 1024;

/**
 * Look at the start of a file.
 *
 * @throws InputError when it cannot be read, is empty, or is no kind that can be measured
 */
export async function headOf({ name: file, path, skip }: SourceFile): Promise<FileHead> {
  const bytes = firstBytes(path, file);
  if (bytes.length === 0) throw new InputError(`${file} must hold orders, got an empty file`);
  if (bytes.toString('latin1', 0, 4) === 'PAR1') {
    return { kind: 'parquet', gzip: false, delimiter: '', names: [], skip: 0 };
  }
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = textOf(gzip ? await unzipped(bytes, file) : bytes, file);
  if (/^\s*[{[]/.test(text)) return { kind: 'json', gzip, delimiter: '', names: [], skip: 0 };
  return { kind: 'csv', gzip, ...csvHead(text, file, skip) };
}

function firstBytes(path: string, file: string): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const buffer = Buffer.alloc(longestHead);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, longestHead, 0));
  } catch (error) {
    throw readError(error, file);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** No more of it than a header may take: a megabyte of gzip may hold a gigabyte. */
async function unzipped(bytes: Buffer, file: string): Promise<Buffer> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  gunzip.end(bytes);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length >= longestHead) break;
    }
  } catch {
    throw new InputError(`${file} is damaged gzip; fetch it again`);
  }
  return Buffer.concat(pieces).subarray(0, longestHead);
}

function textOf(bytes: Buffer, file: string): string {
  if (bytes.includes(0)) {
    throw new InputError(`${file} must be CSV, JSON, NDJSON or Parquet in UTF-8, got other bytes`);
  }
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The header line, which may hold quoted line ends, split at the sign that splits it most. */
function csvHead(
  text: string,
  file: string,
  skipped: number,
): Pick<FileHead, 'delimiter' | 'names' | 'skip'> {
  const below = text.split('\n').slice(skipped).join('\n');
  // Excel reads the delimiter from a line such as sep=; and writes one.
  const [separation = '', separator] = /^"?sep=(.)"?\r?\n/i.exec(below) ?? [];
  const skip = skipped + (separation === '' ? 0 : 1);
  const table = below.slice(separation.length);
  const titles = titleLines(table);
  if (titles > 0) {
    throw new InputError(
      `${file} has its header on line ${skip + titles + 1}; skip what is above it with --skip ${skip + titles}`,
    );
  }
  const line = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(table)?.[0] ?? '';
  if (line.length >= longestHead - 4 || line.trim() === '') {
    throw new InputError(
      `${file} must start with a line of column names, got ${line === '' ? 'an empty line' : `${line.length} characters without an end`}`,
    );
  }
  const delimiter = separator ?? delimiterOf(line);
  return {
    delimiter,
    names: namesOf(cellsOf(delimiter === ' ' ? line.trim() : line, delimiter), file),
    skip,
  };
}

const unquoted = (line: string): string => line.replace(/"(?:[^"]|"")*"/g, '');

/** The sign that splits a line most; blanks only where there is no other. */
export function delimiterOf(line: string): string {
  const bare = unquoted(line);
  const [delimiter = ','] = [',', ';', '\t', '|'].toSorted(
    (one, other) => bare.split(other).length - bare.split(one).length,
  );
  return !bare.includes(delimiter) && /\S +\S+ +\S/.test(bare) ? ' ' : delimiter;
}

/** How far titles may reach down. */
const mostTitles = 30;

/** The lines above the first one of three names or more, where the first line has fewer cells filled. */
function titleLines(table: string): number {
  const lines = table.split(/\r?\n/, mostTitles);
  const cellsAt = (at: number, delimiter = delimiterOf(lines[at] ?? '')): string[] =>
    cellsOf(lines[at] ?? '', delimiter).map((cell) => cell.trim());
  const [first = ''] = lines;
  const isTitle = (delimiter: string) =>
    cellsAt(0, delimiter).filter((cell) => cell !== '').length < 3;
  const own = delimiterOf(first);
  // A name in quotes may go on in the next line.
  if ((own !== ' ' && !isTitle(own)) || first.split('"').length % 2 === 0) return 0;
  const header = lines.findIndex((line, at) => {
    const names = cellsAt(at);
    const areNames = names.length >= 3 && names.every((cell) => /[^\d\s.,:/+-]/.test(cell));
    const delimiter = delimiterOf(line);
    return areNames && isTitle(delimiter) && cellsAt(at + 1, delimiter).length === names.length;
  });
  return Math.max(0, header);
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? '';
    if (quoted && sign === '"' && line[at + 1] === '"') cell += line[at++];
    else if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell];
}

/**
 * A column without a name is called after its place.
 *
 * @throws InputError when two columns have one name
 */
function namesOf(names: readonly string[], file: string): string[] {
  const keys = names.map((name) => name.trim().toLowerCase());
  const repeated = names.filter((name, at) => name !== '' && keys.indexOf(keys[at] ?? '') < at);
  if (repeated.length > 0) {
    throw new InputError(
      `${file} has two columns called ${listed([...new Set(repeated)])}; rename one in the header`,
    );
  }
  return names.map((name, at) => (name === '' ? `column_${at + 1}` : name));
}
