import { fstatSync, read, statSync } from 'node:fs';
import type { Bytes } from '../../input/records/text.ts';
import { type Ending, endingOf } from './ending.ts';
import { streamOf } from './stream.ts';

/** All that clv needs of the process that it runs in; a test hands over one of its own. */
export interface Host extends Omit<Ending, 'isGuarded'> {
  /** The arguments after the name of the program. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Write to stdout; what nobody takes any longer is dropped, and the run goes on. */
  write(this: void, text: string): void | Promise<void>;
  /** Write to stderr, likewise. */
  warn(this: void, text: string): void;
  /** Whether what is written to stdout is still taken. */
  isRead(this: void): boolean;
  /** Why text was lost, where more is wrong than that a reader left. */
  lost(this: void): { readonly stdout: string | undefined; readonly stderr: string | undefined };
  /** Standard input, or undefined where it is a terminal. */
  stdin(this: void): Bytes | undefined;
  /** Whether stdout is a terminal, and how wide it is. */
  terminal(this: void): { readonly columns: number } | undefined;
  /** Whether stderr is a terminal, where a person waits for what goes on. */
  isWatched(this: void): boolean;
  /** Ask for a password at the terminal; undefined where nobody is there to type it. */
  secret(this: void): ((question: string) => Promise<string>) | undefined;
}

export function hostOf(process: NodeJS.Process): Host {
  const { isGuarded, ...ending } = endingOf(process);
  // Without anything to do at a signal the system ends a program that waits for its reader.
  const stdout = streamOf(1, () => !isGuarded());
  const stderr = streamOf(2, () => true);
  const warn = (text: string) => void stderr.write(text);
  return {
    argv: process.argv.slice(2),
    env: process.env,
    write: stdout.write,
    warn,
    isRead: stdout.isOpen,
    lost: () => ({ stdout: stdout.fault(), stderr: stderr.fault() }),
    // The streams of `process` load the network stack, an eighth of the start; descriptors do not.
    stdin: () => (mayBeTerminal(0) && process.stdin.isTTY ? undefined : readAll(0)),
    terminal: () =>
      mayBeTerminal(1) && process.stdout.isTTY
        ? { columns: process.stdout.columns || 80 }
        : undefined,
    isWatched: () => mayBeTerminal(2) && process.stderr.isTTY,
    ...ending,
    secret() {
      if (!(mayBeTerminal(0) && process.stdin.isTTY && mayBeTerminal(2) && process.stderr.isTTY))
        return undefined;
      return async (question) => {
        const { askSecret } = await import('./secret.ts');
        return askSecret(process.stdin, warn, question, () => process.kill(process.pid, 'SIGINT'));
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
