import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import { placeOf, unwritable } from './destination.ts';
import type { Host } from './host.ts';

/** A file that an engine writes under another name, so that it is there whole or not at all. */
export interface Aside {
  /** Where to write; the file is there, and empty. */
  readonly path: string;
  /** Everything was written. */
  finish(this: void): void;
  /** Something went wrong: leave no file. */
  abandon(this: void): void;
}

/** @throws InputError when what is there already is no file, or none can be written there */
export function asideOf(host: Host, flag: string, name: string): Aside {
  const { file, there } = placeOf(flag, name);
  if (there !== undefined && !there.isFile()) {
    throw new InputError(`${flag} must be a file that can be written, got ${name}`);
  }
  const path = `${file}.${host.pid}.clv-part`;
  const abandon = () => rmSync(path, { force: true });
  host.onInterrupt(abandon);
  try {
    // Now, and not when the engine has worked for an hour.
    closeSync(openSync(path, 'w', there?.mode));
  } catch (error) {
    throw unwritable(flag, name, error);
  }
  return {
    path,
    abandon,
    finish() {
      try {
        renameSync(path, file);
      } catch (error) {
        abandon();
        throw unwritable(flag, name, error);
      }
    },
  };
}
