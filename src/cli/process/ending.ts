import { rmSync } from 'node:fs';

/** What is to be done when a run ends, by itself or by a signal. */
export interface Ending {
  /**
   * Run an action when a signal ends the program. One that returns a promise makes the work end with
   * a message of its own, for which it has a moment.
   */
  onInterrupt(this: void, action: () => void | Promise<void>): void;
  /** Have a file removed when the run ends, however it ends; what it returns keeps the file. */
  removeAtEnd(this: void, file: string): () => void;
  /** The run is over: remove what was not kept. */
  end(this: void): void;
  /** Whether there is anything to do at a signal. */
  isGuarded(this: void): boolean;
}

/** The signals by which a person, a scheduler, a limit or a closing terminal ends a program. */
const endings = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGALRM',
  'SIGUSR2',
  'SIGXCPU',
] as const;

/** Milliseconds that an engine elsewhere is given to stop what runs. */
const patience = 2000;

export function endingOf(process: NodeJS.Process): Ending {
  const actions: (() => void | Promise<void>)[] = [];
  const unfinished = new Set<string>();
  let isGuarded = false;
  const kill = (signal: NodeJS.Signals) => process.kill(process.pid, signal);
  const end = () => {
    const files = [...unfinished];
    unfinished.clear();
    for (const file of files) rmSync(file, { force: true });
  };
  const endBy = (signal: NodeJS.Signals) => {
    end();
    // Ended by the signal itself, which a shell counts as 130: an exit would wait for a read
    // of stdin that never ends. A second Ctrl-C does not wait either.
    const waits = actions.map((each) => each()).filter((each) => each instanceof Promise);
    // What waits for an engine elsewhere ends with a message of its own.
    if (waits.length === 0) kill(signal);
    else setTimeout(() => kill(signal), patience).unref();
    // The work itself says that an engine could not be reached.
    for (const wait of waits) wait.catch(() => undefined);
  };
  const guard = () => {
    if (isGuarded) return;
    isGuarded = true;
    for (const signal of endings) process.once(signal, endBy);
  };
  return {
    onInterrupt(action) {
      actions.push(action);
      guard();
    },
    removeAtEnd(file) {
      unfinished.add(file);
      guard();
      return () => void unfinished.delete(file);
    },
    end,
    isGuarded: () => isGuarded,
  };
}
