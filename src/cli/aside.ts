import { realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { InputError } from '../errors.ts';
import type { Host } from './host.ts';

/** A file that an engine writes under another name, so that it is there whole or not at all. */
export interface Aside {
  /** Where to write. */
  readonly path: string;
  /** Everything was written. */
  finish(this: void): void;
  /** Something went wrong: leave no file. */
  abandon(this: void): void;
}

/** @throws InputError when what is there already is no file */
export function asideOf(host: Host, flag: string, name: string): Aside {
  const there = statSync(name, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) {
    throw new InputError(`${flag} must be a file that can be written, got ${name}`);
  }
  const file = there === undefined ? name : realpathSync(name);
  const path = `${file}.${host.pid}.clv-part`;
  const abandon = () => rmSync(path, { force: true });
  host.onInterrupt(abandon);
  return {
    path,
    abandon,
    finish() {
      try {
        renameSync(path, file);
      } catch (error) {
        abandon();
        const { code } = error as NodeJS.ErrnoException;
        throw new InputError(`${flag} must be a file that can be written, got ${name} (${code})`);
      }
    },
  };
}
