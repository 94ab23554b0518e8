import { fstatSync, read, statSync, writeSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import type { Bytes } from '../../input/text.ts';

/** All that clv needs of the process that it runs in; a test hands over one of its own. */
export interface Host {
  /** The arguments after the name of the program. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  /** Write to stdout; it returns when the text is taken. */
  write(this: void, text: string): void;
  /** Write to stderr. */
  warn(this: void, text: string): void;
  /** Standard input, or undefined where it is a terminal. */
  stdin(this: void): Bytes | undefined;
  /** Whether stdout is a terminal, and how wide it is. */
  terminal(this: void): { readonly columns: number } | undefined;
  /** Whether stderr is a terminal, where a person waits for what goes on. */
  isWatched(this: void): boolean;
  /**
   * Run an action when the person stops the program, before it ends. One that returns a promise makes
   * the work end with a word of its own, for which it has a moment.
   */
  onInterrupt(this: void, action: () => void | Promise<void>): void;
  /** Ask for a password at the terminal; undefined where nobody is there to type it. */
  secret(this: void): ((question: string) => Promise<string>) | undefined;
}

/** The reader went away, as `head` does: nobody is left to tell, and nothing is wrong. */
export class ClosedPipe extends Error {}

/** The signals by which a person, a scheduler or a closing terminal ends a program. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds that an engine elsewhere is given to stop what runs. */
const patience = 2000;

const warn = (text: string): void => writeAll(2, text);

export function hostOf(process: NodeJS.Process): Host {
  const actions: (() => void | Promise<void>)[] = [];
  const end = (signal: NodeJS.Signals) => process.kill(process.pid, signal);
  return {
    argv: process.argv.slice(2),
    env: process.env,
    pid: process.pid,
    write: (text) => writeAll(1, text),
    warn,
    // The streams of `process` load the network stack, an eighth of the start; descriptors do not.
    stdin: () => (mayBeTerminal(0) && process.stdin.isTTY ? undefined : readAll(0)),
    terminal: () =>
      mayBeTerminal(1) && process.stdout.isTTY
        ? { columns: process.stdout.columns || 80 }
        : undefined,
    isWatched: () => mayBeTerminal(2) && process.stderr.isTTY,
    onInterrupt(action) {
      actions.push(action);
      if (actions.length > 1) return;
      for (const signal of endings) {
        process.once(signal, () => {
          // Ended by the signal itself, which a shell counts as 130: an exit would wait for a read
          // of stdin that never ends. A second Ctrl-C does not wait either.
          const waits = actions.map((each) => each()).filter((each) => each instanceof Promise);
          // What waits for an engine elsewhere ends with a word of its own.
          if (waits.length === 0) end(signal);
          else setTimeout(() => end(signal), patience).unref();
          // That an engine could not be told is for the work itself to say.
          for (const wait of waits) wait.catch(() => undefined);
        });
      }
    },
    secret() {
      if (!(mayBeTerminal(0) && process.stdin.isTTY && mayBeTerminal(2) && process.stderr.isTTY))
        return undefined;
      return async (question) => {
        const { askSecret } = await import('./secret.ts');
        return askSecret(process.stdin, warn, question, () => end('SIGINT'));
      };
    },
  };
}

/** Whether a descriptor may be a terminal: a quick no for files, pipes and the null device. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null').rdev;
  } catch (error) {
    // A descriptor that is closed is no terminal; a system without a null device may have one.
    return (error as NodeJS.ErrnoException).code !== 'EBADF';
  }
}

/** Read a descriptor to its end; each piece holds only until the next one is asked for. */
export async function* readAll(
  descriptor: number,
  pieceLength = 64 * 1024,
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(pieceLength);
  for (;;) {
    const length = await new Promise<number>((resolve, reject) => {
      read(descriptor, buffer, 0, buffer.length, null, (error, count) => {
        if (error === null) resolve(count);
        else if (error.code === 'EOF' || error.code === 'EBADF') resolve(0);
        else if (error.code === 'EAGAIN') setTimeout(() => resolve(-1), 5);
        else reject(error);
      });
    });
    if (length === 0) return;
    if (length > 0) yield buffer.subarray(0, length);
  }
}

/** Where texts are encoded; a stream of pieces needs no new memory for each. */
const encoded = Buffer.allocUnsafeSlow(256 * 1024);

/** @throws ClosedPipe when the reader is gone */
function writeAll(descriptor: number, text: string): void {
  // One character is three bytes at most.
  const fits = text.length * 3 <= encoded.length;
  const bytes = fits ? encoded.subarray(0, encoded.write(text)) : Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') throw new ClosedPipe();
      if (code !== 'EAGAIN') {
        const name = descriptor === 1 ? 'stdout' : 'stderr';
        throw new InputError(
          `${name} must take what is written, got ${code}; free the disk or write elsewhere`,
        );
      }
      // The reader of a pipe that does not block is slow: wait for it instead of buffering.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
