import type { Client } from 'pg';

/** Send a signal to one process. 0 and what is below it would be whole groups, the tests' own too. */
export function kill(pid: number | undefined, signal: 'SIGINT' | 'SIGKILL'): void {
  if (pid === undefined || pid <= 1) throw new Error(`the process must be known, got ${pid}`);
  process.kill(pid, signal);
}

/** The process of the session of clv that sleeps in Postgres; none before it does. */
export async function sleeping(admin: Client): Promise<number | undefined> {
  const { rows } = await admin.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'clv' and wait_event = 'PgSleep'`,
  );
  return rows[0]?.pid;
}
