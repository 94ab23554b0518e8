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
