import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { startTrino, type TrinoServer } from './trino-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresServer;
    trino: TrinoServer;
  }
}

/** Start both engines, and stop them when the run is over. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const begin = Date.now();
  const started = await Promise.allSettled([startPostgres(), startTrino()]);
  const stop = async () => {
    for (const each of started) if (each.status === 'fulfilled') await each.value.stop();
  };
  const [postgres, trino] = started;
  if (postgres.status === 'rejected' || trino.status === 'rejected') {
    await stop();
    throw postgres.status === 'rejected'
      ? postgres.reason
      : trino.status === 'rejected' && trino.reason;
  }
  project.provide('postgres', postgres.value.server);
  project.provide('trino', trino.value.server);
  process.stdout.write(`engines: ready after ${Math.round((Date.now() - begin) / 1000)} s\n`);
  return stop;
}
