import { CommanderError } from 'commander';
import { InputError } from '../errors.ts';
import { OutputError } from './process/output-error.ts';
import { Verdict } from './verdict.ts';

/** What an error says on stderr; nothing where it is no more than the way to end. */
export function linesOf(error: unknown): readonly string[] {
  if (error instanceof InputError) return error.problems;
  if (error instanceof OutputError) return [error.message];
  if (isFolderGone(error)) {
    return ['the current folder does not exist any more; change to one that does'];
  }
  if (codeOf(error) !== 70) return [];
  const stack = (error instanceof Error && error.stack) || String(error);
  return ['clv met a bug of its own; please report it with these lines', ...stack.split('\n')];
}

/** The exit code of an error. */
export function codeOf(error: unknown): number {
  if (error instanceof Verdict) return 1;
  // How help and the version end.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const isRefused = error instanceof InputError || error instanceof OutputError;
  return isRefused || isFolderGone(error) ? 2 : 70;
}

/** A folder may be deleted while a shell is in it. */
function isFolderGone(error: unknown): boolean {
  return (error as { syscall?: unknown } | undefined)?.syscall === 'uv_cwd';
}
