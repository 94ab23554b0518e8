import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
} from 'node:fs';
import { shown } from '../../errors.ts';
import type { Host } from './host.ts';
import { OutputError } from './output-error.ts';

/**
 * A file written under a name of its own beside the one that it gets at the end, so that it is there
 * whole or not at all. What is not finished is removed when the run ends.
 */
export interface Aside {
  readonly path: string;
  readonly descriptor: number;
  /** Everything was written: close the file and give it its name, in place of what has it. */
  finish(this: void): void;
}

/**
 * Where an output goes, and what is there now: a regular file is replaced, and a pipe or a device
 * takes what is written as it comes.
 */
export interface OutputPlace {
  readonly file: string;
  readonly there: Stats | undefined;
  readonly isStream: boolean;
}

/**
 * @param subject what a message calls the output
 * @throws OutputError when it cannot be seen what is there
 */
export function outputPlace(subject: string, name: string): OutputPlace {
  try {
    const there = statSync(name, { throwIfNoEntry: false });
    const isStream = there !== undefined && !there.isFile();
    // A link stays, and what it points to is replaced; a pipe behind /dev/fd has no other name.
    const file = there === undefined || isStream ? name : realpathSync(name);
    return { file, there, isStream };
  } catch (error) {
    throw unwritable(subject, name, error);
  }
}

/**
 * Open a file aside: under a random name that nobody else has and no link leads elsewhere from, and
 * with the permissions of what it will replace.
 *
 * @throws OutputError
 */
export function openAside(host: Host, subject: string, { file, there }: OutputPlace): Aside {
  const path = `${file}.${randomBytes(8).toString('hex')}.clv-part`;
  // Before it is there, so that no signal comes between.
  const keep = host.removeAtEnd(path);
  const descriptor = opened(subject, path, file, there && there.mode & 0o7777);
  return {
    path,
    descriptor,
    finish() {
      try {
        closeSync(descriptor);
        renameSync(path, file);
      } catch (error) {
        throw unwritable(subject, file, error);
      }
      keep();
    },
  };
}

function opened(subject: string, path: string, file: string, mode: number | undefined): number {
  try {
    const descriptor = openSync(path, 'wx', mode);
    // The umask takes permissions from a new file that the one that it replaces may have.
    if (mode !== undefined) fchmodSync(descriptor, mode);
    return descriptor;
  } catch (error) {
    throw unwritable(subject, file, error);
  }
}

/** @param reason an error of the system, or what an engine says */
export function unwritable(subject: string, file: string, reason: unknown): OutputError {
  const why = typeof reason === 'string' ? reason : (reason as NodeJS.ErrnoException).code;
  return new OutputError(
    `${subject} must be a file that can be written, got ${shown(file)} (${why})`,
  );
}
