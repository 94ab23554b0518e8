import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host } from '../../src/cli/process/host.ts';
import { runIn } from '../../src/cli/run.ts';

/** What a run of clv left behind. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** The bundle that users run; `npm test` builds it first. */
export const bin = fileURLToPath(new URL('../../dist/bin/clv.cjs', import.meta.url));

export interface RunOptions {
  /** What is piped in; without it stdin is empty. */
  readonly stdin?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Run the built command line in a process of its own. */
export function clv(args: readonly string[], { stdin = '', cwd, env }: RunOptions = {}): Run {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args], {
    input: stdin,
    encoding: 'utf8',
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { stdout, stderr, code: status };
}

/** Run the command line in this process, where its coverage is seen; one run at a time. */
export async function clvInProcess(
  args: readonly string[],
  {
    stdin = '',
    cwd = process.cwd(),
    env = {},
    columns,
    warned,
  }: RunOptions & {
    readonly columns?: number;
    /** Called after each text to stderr. */
    readonly warned?: () => void;
  } = {},
): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const unfinished = new Set<string>();
  const host: Host = {
    argv: args,
    env,
    write: (text) => void (stdout += text),
    warn(text) {
      stderr += text;
      warned?.();
    },
    // oxlint-disable-next-line typescript/require-await -- an async iterable of what is at hand
    stdin: async function* bytes() {
      yield typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
    },
    terminal: () => (columns === undefined ? undefined : { columns }),
    isRead: () => true,
    lost: () => ({ stdout: undefined, stderr: undefined }),
    isWatched: () => false,
    onInterrupt() {},
    removeAtEnd(file) {
      unfinished.add(file);
      return () => void unfinished.delete(file);
    },
    end() {
      for (const file of unfinished) rmSync(file, { force: true });
    },
    secret: () => undefined,
  };
  // Paths are read as the process reads them, so that a message is the same as that of a whole run.
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const code = await runIn(host);
    return { stdout, stderr, code };
  } finally {
    process.chdir(before);
  }
}
