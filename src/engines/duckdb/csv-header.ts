import { closeSync, openSync, readSync } from 'node:fs';
import { constants, createGunzip } from 'node:zlib';
import { InputError, readError } from '../../errors.ts';
import type { SourceFile } from './source-file.ts';

/** How a file of orders is written, told by its first bytes rather than its name. */
type FileKind = 'csv' | 'json' | 'parquet';

export interface FileHead {
  readonly kind: FileKind;
  readonly gzip: boolean;
  /** For CSV: what stands between the cells, and the names over the columns. */
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** A header longer than this is no header. */
const longestHead = 1024 * 1024;

/**
 * Look at the start of a file.
 *
 * @throws InputError when it cannot be read, is empty, or is no kind that can be measured
 */
export async function headOf({ name: file, path }: SourceFile): Promise<FileHead> {
  const bytes = firstBytes(path, file);
  if (bytes.length === 0) throw new InputError(`${file} must hold orders, got an empty file`);
  if (bytes.toString('latin1', 0, 4) === 'PAR1') {
    return { kind: 'parquet', gzip: false, delimiter: '', names: [] };
  }
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = textOf(gzip ? await unzipped(bytes, file) : bytes, file);
  if (/^\s*[{[]/.test(text)) return { kind: 'json', gzip, delimiter: '', names: [] };
  return { kind: 'csv', gzip, ...csvHead(text, file) };
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
function csvHead(text: string, file: string): Pick<FileHead, 'delimiter' | 'names'> {
  const line = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '';
  if (line.length >= longestHead - 4 || line.trim() === '') {
    throw new InputError(
      `${file} must start with a line of column names, got ${line === '' ? 'an empty line' : `${line.length} characters without an end`}`,
    );
  }
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const [delimiter = ','] = [',', ';', '\t', '|'].toSorted(
    (one, other) => bare.split(other).length - bare.split(one).length,
  );
  return { delimiter, names: distinct(cellsOf(line, delimiter)) };
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

/** A name that is empty or taken gets its place, so that every column has one of its own. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const key = name.toLowerCase();
    const own = name === '' || taken.has(key) ? `${name || 'column'}_${at + 1}` : name;
    taken.add(own.toLowerCase());
    return own;
  });
}
