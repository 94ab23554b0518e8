import type { Command } from 'commander';
import type { Host } from './process/host.ts';

/** What a verb gives its flags to, and where its action runs. */
export interface Setup {
  readonly command: Command;
  readonly host: Host;
  /** Put the flags that follow under a heading of the help. */
  heading(this: void, text: string): void;
  /** Add a flag with a value, which may be given once and be one of the choices if there are any. */
  value(this: void, flags: string, help: string, choices?: readonly string[]): void;
  /** Add a flag with a value that may be given several times; its action finds a list. */
  values(this: void, flags: string, help: string): void;
  /** Add a flag without a value. */
  toggle(this: void, flags: string, help: string): void;
}

/** What a verb does; its name and summary stand in the list of run.ts. */
export interface Verb {
  /** Shown first in its help. */
  readonly examples: readonly string[];
  /** Give its command its flags, and its action. */
  configure(this: void, setup: Setup): void;
}
