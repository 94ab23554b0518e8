import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A server that was started, and what it said so far, for when it does not come up. */
export interface Running {
  readonly pid: number;
  readonly said: () => string;
  readonly ended: () => boolean;
  stop(this: void, signal?: NodeJS.Signals): Promise<void>;
}

const alive = new Set<ChildProcess>();
// Whatever ends the run, no server outlives it.
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Start a server that runs until it is stopped. */
export function start(command: string, args: readonly string[], options: SpawnOptions): Running {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  alive.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-20_000);
    });
  }
  const ending = new Promise<void>((resolve) => {
    const end = () => {
      alive.delete(child);
      resolve();
    };
    child.once('exit', end);
    child.once('error', (error) => {
      said += String(error);
      end();
    });
  });
  return {
    pid: child.pid ?? 0,
    said: () => said,
    ended: () => !alive.has(child),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ending;
      clearTimeout(patience);
    },
  };
}

/** A port of the loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      server.close(() => (port === undefined ? reject(new Error('no port')) : resolve(port)));
    });
  });
}

/** Ask until the answer is yes. @throws Error with what the server said when it never is */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  servers: readonly Running[],
  seconds = 170,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    if (await isSo().catch(() => false)) return;
    const ended = servers.find((server) => server.ended());
    if (ended !== undefined || Date.now() > end) {
      const said = servers.map((server) => server.said().slice(-4000)).join('\n');
      throw new Error(
        `${what} must come within ${seconds} s, got ${ended ? 'its end' : said}\n${said}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
