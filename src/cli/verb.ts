import type { Host } from './process/host.ts';
import type { Setup } from './setup.ts';

/** What a verb takes, how that is read, and what it does; its name and summary are in verbs.ts. */
export interface Verb<Options = unknown> {
  /** Shown first in its help. */
  readonly examples: readonly string[];
  /** Declare its arguments and flags. */
  declare(this: void, setup: Setup): void;
  /**
   * Read what was given, without opening or writing anything.
   *
   * @param flags the texts of the flags, by name
   * @param words the arguments; undefined where one that may be left out is
   * @throws InputError
   */
  read(
    this: void,
    flags: object,
    words: readonly unknown[],
    env: Host['env'],
  ): Options | Promise<Options>;
  run(this: void, host: Host, options: Options): void | Promise<void>;
}
