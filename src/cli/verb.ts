import type { Setup } from './setup.ts';

/** What a verb does; its name and summary stand in the list of verbs.ts. */
export interface Verb {
  /** Shown first in its help. */
  readonly examples: readonly string[];
  /** Give its command its flags, and its action. */
  configure(this: void, setup: Setup): void;
}
