import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { InputError, readError } from '../../errors.ts';
import { BoundedText } from '../../input/records/text.ts';
import { readAll } from '../process/host.ts';
import { openWhenReady } from '../process/open-when-ready.ts';

/** How much of a document is read at a time. */
const pieceLength = 64 * 1024;

/**
 * The text of a document that a person named. It may be a pipe, as in `<(decrypt clv.yaml)`, and is
 * read up to the limit of a document and no further.
 *
 * @param name what messages call it
 * @param hint what a message adds where there is no such file
 * @throws InputError when it cannot be read, is too long or is no UTF-8
 */
export function readDocument(file: string, name: string, hint = ''): string {
  return textIn(opened(file, name, hint), name);
}

/** The same of a document that a file names, which must be a plain file. */
export function readPlainDocument(file: string, name: string): string {
  return textIn(openPlain(file, name), name);
}

/**
 * Open a plain file. A device or a pipe is refused before it is opened, since opening one may wait,
 * or do something.
 *
 * @throws InputError
 */
export function openPlain(file: string, name: string): number {
  const stat = tried(() => statSync(file), name);
  if (stat.isFile() || stat.isDirectory()) return opened(file, name);
  throw new InputError(`${name} is a device or a pipe; name a plain file`);
}

/** The bytes of a file that a person named, however long; each piece holds until the next one. */
export async function* bytesOfFile(file: string, name: string): AsyncGenerator<Uint8Array> {
  const descriptor = await openWhenReady(file, constants.O_RDONLY).catch((error: unknown) => {
    throw readError(error, name);
  });
  try {
    assertNoDirectory(descriptor, name);
    yield* readAll(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function opened(file: string, name: string, hint = ''): number {
  const descriptor = tried(() => openSync(file, 'r'), name, hint);
  try {
    assertNoDirectory(descriptor, name);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function textIn(descriptor: number, name: string): string {
  const text = new BoundedText(name);
  const piece = new Uint8Array(pieceLength);
  try {
    for (;;) {
      const length = tried(() => readSync(descriptor, piece), name);
      if (length === 0) return text.text();
      text.add(piece.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}

function assertNoDirectory(descriptor: number, name: string): void {
  if (fstatSync(descriptor).isDirectory()) throw new InputError(`${name} is a directory`);
}

function tried<Result>(action: () => Result, name: string, hint = ''): Result {
  try {
    return action();
  } catch (error) {
    throw readError(error, name, hint);
  }
}
