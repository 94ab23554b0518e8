import { existsSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../errors.ts';

/** Finds a file that a document names; `name` is what messages call it. */
export type FindReferenced = (path: string, name: string) => string;

/**
 * How the files are found that a document names: from its folder, and below the top of the git
 * checkout around it (or below that folder, where there is none), but never in `.git`. Somebody
 * else may have written the document, so it must not reach the rest of the machine.
 *
 * @param isOpen whether the person allows files anywhere
 */
export function referencesFrom(folder: string, isOpen: boolean): FindReferenced {
  return (path, name) => {
    const file = resolve(folder, path);
    if (!isOpen) assertInside(file, folder, name);
    return file;
  };
}

/** The folder of a document; stdin, whatever its name, and pipes are taken to be in the working folder. */
export function folderOf(document: string): string {
  const isStream = document === '-' || /^\/(?:dev|proc)\//.test(document);
  return !isStream && statSync(document, { throwIfNoEntry: false })?.isFile() === true
    ? dirname(document)
    : '.';
}

/** @throws InputError when the file, symbolic links resolved, is not below the top */
function assertInside(file: string, folder: string, name: string): void {
  const top = topOf(realPath(resolve(folder)));
  const path = relative(top, realPath(file));
  const [first, ...rest] = path.split(sep);
  if (first === '..' || isAbsolute(path)) {
    throw new InputError(`${name} lies outside of ${top}; move it there, or add --allow-outside`);
  }
  if ([first, ...rest].some((part) => part?.toLowerCase() === '.git')) {
    throw new InputError(`${name} lies in .git; name a file of the checkout`);
  }
}

/** The top of the git checkout around a folder, or the folder itself. */
function topOf(folder: string): string {
  for (let top = folder; ; top = dirname(top)) {
    // A file in a worktree and in a submodule.
    if (existsSync(join(top, '.git'))) return top;
    if (dirname(top) === top) return folder;
  }
}

/** Where a path leads with every symbolic link resolved, also where nothing is there yet. */
function realPath(path: string): string {
  try {
    // The native one also knows the true case and the long form of a name.
    return realpathSync.native(path);
  } catch (error) {
    const folder = realPath(dirname(path));
    const isLoop = (error as NodeJS.ErrnoException).code === 'ELOOP';
    const target = isLoop ? undefined : linkAt(path);
    return target === undefined ? join(folder, basename(path)) : realPath(resolve(folder, target));
  }
}

/** What a symbolic link says, or undefined where there is none. */
function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
