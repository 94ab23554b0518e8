import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError, writeError } from '../../errors.ts';
import type { Bytes } from '../../input/records/text.ts';
import { type Encoding, encodingOf, toUtf8 } from '../../input/records/transcode.ts';
import { readAll } from '../process/host.ts';
import { openPlain } from './open.ts';

/** A file of text, and where it can be read as UTF-8. */
export interface Utf8File {
  /** The file itself where it is UTF-8 (perhaps compressed), else the one written aside. */
  readonly path: string;
  /** What the file itself is in. */
  readonly encoding: Encoding;
  readonly isCompressed: boolean;
  /** Whether some lines end in CRLF and others in LF. */
  readonly mixesLineEnds: boolean;
}

/** Large pieces: a gigabyte in 64 kB costs as much in calls as in bytes. */
const pieceLength = 1024 * 1024;

/** Of a longer line DuckDB keeps no trace, not even among what it could not read. */
const longestLine = 16 * 1024 * 1024;

/**
 * Find out how a file of text is encoded, and write it aside in UTF-8, uncompressed, where it is
 * in anything else. A file in UTF-8 is read once and not written.
 *
 * @param aside a path that is free; nothing is left there after an error, and whoever handles an
 *   interrupt removes its folder
 * @param name what messages call the file
 * @throws InputError when the file cannot be read or is no text
 */
export async function utf8File(file: string, aside: string, name = file): Promise<Utf8File> {
  const isCompressed = startOf(file, 2) === '\u001f\u008b';
  const ends = new LineEnds();
  const encoding = await encodingOf(bytesOf(file, isCompressed, name, ends), name);
  if (encoding === 'UTF-8') {
    return { path: file, encoding, isCompressed, mixesLineEnds: ends.areMixed };
  }
  const descriptor = openSync(aside, 'wx');
  let isDone = false;
  try {
    for await (const piece of toUtf8(bytesOf(file, isCompressed, name, ends), encoding, name)) {
      writeFileSync(descriptor, piece);
    }
    isDone = true;
  } catch (error) {
    throw writeError(
      error,
      (code) =>
        `the temporary folder must have room for ${name} in UTF-8, got ${code}; free the disk or set TMPDIR`,
    );
  } finally {
    closeSync(descriptor);
    if (!isDone) rmSync(aside, { force: true });
  }
  return { path: aside, encoding, isCompressed: false, mixesLineEnds: ends.areMixed };
}

/** The bytes of a file, decompressed where it is gzip; each piece holds until the next one. */
export async function* bytesOf(
  file: string,
  isCompressed: boolean,
  name: string,
  ends?: LineEnds,
): AsyncGenerator<Uint8Array> {
  const descriptor = openPlain(file, file || "''");
  try {
    const bytes = readAll(descriptor, pieceLength);
    const lines = inLines(isCompressed ? decompressed(bytes, name) : bytes, name);
    for await (const piece of lines) {
      ends?.add(piece);
      yield piece;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The same bytes, refused where a line has no end; a document of JSON may be one line. */
async function* inLines(bytes: Bytes, name: string): AsyncGenerator<Uint8Array> {
  let length = 0;
  let isJson: boolean | undefined;
  for await (const piece of bytes) {
    isJson ??= /^[[{]/.test(String.fromCharCode(piece[0] ?? 0));
    const end = piece.lastIndexOf(newline);
    length = end < 0 ? length + piece.length : piece.length - end;
    if (length > longestLine && !isJson) {
      throw new InputError(
        `${name} must have lines of at most 16 MB, got a longer one; see whether it is a table of orders`,
      );
    }
    yield piece;
  }
}

const newline = 0x0a;

/** Sees whether lines end in CRLF, in LF, or some in each. */
class LineEnds {
  #hasBoth = false;
  #last = 0;
  #isCrlf: boolean | undefined;

  get areMixed(): boolean {
    return this.#hasBoth;
  }

  add(piece: Uint8Array): void {
    // Most files have no CR at all, which is quick to see.
    const isPlain = this.#isCrlf === false && this.#last !== carriageReturn;
    if (isPlain && !piece.includes(carriageReturn)) return;
    for (let at = piece.indexOf(newline); at >= 0 && !this.#hasBoth;) {
      const isCrlf = (at === 0 ? this.#last : piece[at - 1]) === carriageReturn;
      this.#isCrlf ??= isCrlf;
      this.#hasBoth = this.#isCrlf !== isCrlf;
      at = piece.indexOf(newline, at + 1);
    }
    this.#last = piece.at(-1) ?? this.#last;
  }
}

const carriageReturn = 0x0d;

async function* decompressed(bytes: Bytes, file: string): AsyncGenerator<Uint8Array> {
  const copies = Readable.from(copied(bytes), { objectMode: false });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  copies.on('error', (error) => gunzip.destroy(error));
  try {
    yield* copies.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_') !== true) throw error;
    throw new InputError(`${file} must be a whole gzip file, got ${message}; copy it again`);
  } finally {
    copies.destroy();
    gunzip.destroy();
  }
}

/** The stream reads ahead, and pieces are read into again. */
async function* copied(bytes: Bytes): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) yield Uint8Array.from(piece);
}

/**
 * The first bytes of a file, each as a character.
 *
 * @throws InputError when it cannot be read
 */
export function startOf(file: string, length: number): string {
  const descriptor = openPlain(file, file || "''");
  try {
    const start = Buffer.alloc(length);
    return start.toString('latin1', 0, readSync(descriptor, start, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}
