/**
 * Input that clv refuses: the person or program that gave it can mend it.
 *
 * The command line prints `problems`, one a line, and exits with 2. Every other error that
 * reaches the top is a bug in clv.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  /** What is wrong, one sentence each: subject, rule, value, remedy. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(list.join('\n'));
    this.problems = list;
  }
}

/**
 * The message about a file that cannot be read.
 *
 * @param error what the system says
 * @param name what messages call the file
 * @param hint what is added where there is no such file
 */
export function readError(error: unknown, name: string, hint = ''): InputError {
  const { code } = error as { code?: string };
  return new InputError(
    code === 'ENOENT' ? `${name} does not exist${hint}` : `${name} cannot be read (${code})`,
  );
}

/** How the system says that there is no room to write. */
const fullDisk: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Why a write failed: in words where the disk is full, else the error as it is. */
export function writeError(error: unknown, inWords: (code: string) => string): unknown {
  const { code } = error as { code?: string };
  return code !== undefined && fullDisk.has(code) ? new InputError(inWords(code)) : error;
}

/** The most characters of one text that a message quotes. */
const mostShown = 200;

/** A text as a message shows it: quoted where it is empty or has spaces, and never long. */
export function shown(text: string): string {
  if (text === '') return "''";
  const short = brief(text);
  return /^[^\s'"\p{C}]+$/u.test(short) ? short : JSON.stringify(short);
}

/** The start of a text, where it is long. */
export function brief(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown - 3)}...` : text;
}

/** Names as a message lists them: the first of them, where they are many. */
export function listed(names: readonly string[]): string {
  let length = 0;
  const some = names.filter((name) => (length += name.length + 2) <= mostShown);
  const more = names.length - some.length;
  return [...some, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
