import { closeSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../errors.ts';
import type { Bytes } from '../input/text.ts';
import { type Encoding, encodingOf, toUtf8 } from '../input/transcode.ts';
import { readAll } from './host.ts';

/** A file of text, and where it can be read as UTF-8. */
export interface Utf8File {
  /** The file itself where it is UTF-8 (perhaps compressed), else the one written aside. */
  readonly path: string;
  /** What the file itself is in. */
  readonly encoding: Encoding;
  readonly isCompressed: boolean;
}

/** Large pieces: a gigabyte in 64 kB costs as much in calls as in bytes. */
const pieceLength = 1024 * 1024;

/**
 * Find out how a file of text is encoded, and write it aside in UTF-8, uncompressed, where it is
 * in anything else. A file in UTF-8 is read once and not written.
 *
 * @param aside a path that is free; nothing is left there after an error, and whoever handles an
 *   interrupt removes its folder
 * @throws InputError when the file cannot be read or is no text
 */
export async function utf8File(file: string, aside: string): Promise<Utf8File> {
  const isCompressed = isGzip(file);
  const encoding = await encodingOf(bytesOf(file, isCompressed), file);
  if (encoding === 'UTF-8') return { path: file, encoding, isCompressed };
  const descriptor = openSync(aside, 'wx');
  let isDone = false;
  try {
    for await (const piece of toUtf8(bytesOf(file, isCompressed), encoding, file)) {
      for (let at = 0; at < piece.length;) at += writeSync(descriptor, piece, at);
    }
    isDone = true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
    throw new InputError(
      `the temporary folder must have room for ${file} in UTF-8, got ${code}; free the disk or set TMPDIR`,
    );
  } finally {
    closeSync(descriptor);
    if (!isDone) rmSync(aside, { force: true });
  }
  return { path: aside, encoding, isCompressed };
}

/** The bytes of a file, decompressed where it is gzip; each piece holds until the next one. */
async function* bytesOf(file: string, isCompressed: boolean): AsyncGenerator<Uint8Array> {
  const descriptor = opened(file);
  try {
    const bytes = readAll(descriptor, pieceLength);
    if (!isCompressed) yield* bytes;
    else yield* decompressed(bytes, file);
  } finally {
    closeSync(descriptor);
  }
}

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

function isGzip(file: string): boolean {
  const descriptor = opened(file);
  try {
    const magic = Buffer.alloc(2);
    return readSync(descriptor, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  } finally {
    closeSync(descriptor);
  }
}

function opened(file: string): number {
  try {
    // Asked before it is opened: the opening of a pipe waits until something is written to it.
    const stat = statSync(file);
    if (stat.isFile()) return openSync(file, 'r');
    throw new InputError(
      `a file to read must be a plain file, got ${stat.isDirectory() ? 'the directory' : 'the device or pipe'} ${file}`,
    );
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === 'ENOENT'
        ? `a file to read must exist, got ${file || "''"}`
        : `a file to read must be open to clv, got ${file} (${code})`,
    );
  }
}
