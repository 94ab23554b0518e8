import {
  closeSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { InputError } from '../../errors.ts';
import type { Host } from './host.ts';

/** Where results go: stdout, or a file that is there whole or not at all. */
export interface Destination extends Sink {
  /** From now on, hold everything until the end. */
  hold(this: void): void;
}

interface Sink {
  write(this: void, text: string): void;
  /** Everything was written. */
  finish(this: void): void;
  /** Something went wrong: leave stdout as it is, and no file. */
  abandon(this: void): void;
}

/** Results are handed on in pieces of this many characters. */
const pieceLength = 64 * 1024;

/**
 * @param file absent or `-` is stdout
 * @param subject what a message calls the file
 */
export function destinationOf(
  host: Host,
  file: string | undefined,
  subject = '--output',
): Destination {
  const sink: Sink =
    file === undefined || file === '-'
      ? { write: host.write, finish() {}, abandon() {} }
      : fileSink(host, file, subject);
  let held = '';
  let isDocument = false;
  return {
    hold() {
      isDocument = true;
    },
    write(text) {
      held += text;
      if (isDocument || held.length < pieceLength) return;
      const piece = held;
      held = '';
      sink.write(piece);
    },
    finish() {
      if (held !== '') sink.write(held);
      sink.finish();
    },
    abandon: sink.abandon,
  };
}

/** A file written aside under a name of its own and renamed at the end. */
function fileSink(host: Host, name: string, subject: string): Sink {
  const { file, there } = placeOf(subject, name);
  // What is no regular file, such as a pipe or a device, takes what is written as it comes.
  const isDirect = there !== undefined && !there.isFile();
  const aside = isDirect ? file : `${file}.${host.pid}.clv-part`;
  let descriptor: number;
  try {
    descriptor = openSync(aside, 'w', there?.mode);
  } catch (error) {
    throw unwritable(subject, file, error);
  }
  let isOpen = true;
  const close = () => {
    isOpen = false;
    closeSync(descriptor);
  };
  const abandon = () => {
    // An interrupt may come when all was written, and abandons what is finished.
    if (!isOpen) return;
    close();
    if (!isDirect) rmSync(aside, { force: true });
  };
  host.onInterrupt(abandon);
  return {
    write(text) {
      const bytes = Buffer.from(text);
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
      } catch (error) {
        throw unwritable(subject, file, error);
      }
    },
    finish() {
      close();
      if (isDirect) return;
      try {
        renameSync(aside, file);
      } catch (error) {
        rmSync(aside, { force: true });
        throw unwritable(subject, file, error);
      }
    },
    abandon,
  };
}

/**
 * Where a file is, or will be, and what is there now.
 *
 * @throws InputError when that cannot be seen
 */
export function placeOf(
  subject: string,
  name: string,
): { readonly file: string; readonly there: Stats | undefined } {
  try {
    const there = statSync(name, { throwIfNoEntry: false });
    return { file: there === undefined ? name : realpathSync(name), there };
  } catch (error) {
    throw unwritable(subject, name, error);
  }
}

export function unwritable(subject: string, file: string, error: unknown): InputError {
  const { code } = error as NodeJS.ErrnoException;
  return new InputError(`${subject} must be a file that can be written, got ${file} (${code})`);
}
