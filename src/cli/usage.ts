import { CommanderError } from 'commander';
import { brief, InputError, shown } from '../errors.ts';
import { OutputError } from './process/output-error.ts';
import { Verdict } from './verdict.ts';
import { verbs } from './verbs.ts';

/** What an error says on stderr; nothing where it is no more than the way to end. */
export function linesOf(error: unknown, argv: readonly string[]): readonly string[] {
  if (error instanceof InputError) return error.problems;
  if (error instanceof OutputError) return [error.message];
  if (error instanceof CommanderError && error.exitCode !== 0) return [usageProblem(error, argv)];
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
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const isRefused = error instanceof InputError || error instanceof OutputError;
  return isRefused || isFolderGone(error) ? 2 : 70;
}

/** A folder may be deleted while a shell is in it. */
function isFolderGone(error: unknown): boolean {
  return (error as { syscall?: unknown } | undefined)?.syscall === 'uv_cwd';
}

/** What commander says, in the words of clv. */
function usageProblem({ code, message }: CommanderError, argv: readonly string[]): string {
  const [, subject = '', meant] =
    /^error: [^'"]*['"]([^'"]*)['"][^]*?(?:\(Did you mean (?:one of )?([^]*)\?\))?$/.exec(
      message,
    ) ?? [];
  const verb = verbs.find(({ name }) => name === argv[0])?.name;
  const page = verb === undefined ? 'clv --help' : `clv ${verb} --help`;
  const remedy =
    meant === undefined ? `see ${page}` : `did you mean ${meant.replaceAll(', ', ' or ')}?`;
  const flag = subject.split(/[ ,]+/).find((word) => word.startsWith('--')) ?? subject;
  switch (code) {
    case 'commander.unknownOption':
      if (verb === undefined)
        return `${shown(subject)} must stand behind a verb, got no verb; ${remedy}`;
      return `${shown(subject)} is not a flag of clv ${verb}; ${remedy}`;
    case 'commander.unknownCommand':
      return `${shown(subject)} is not a verb of clv; ${remedy}`;
    case 'commander.help':
      return `name a verb; ${remedy}`;
    case 'commander.optionMissingArgument':
      return `${flag} must have a value, got none; write ${flag} and then the value`;
    case 'commander.missingArgument':
      return `clv ${verb} must have its ${subject} named, got none; ${remedy}`;
    default:
      return brief(message.replace(/^error: /, '').replace(/\.$/, ''));
  }
}
