import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { bin, clv } from '../cli/clv.ts';
import { soon } from './fault-of.ts';
import { ask } from './trino-ask.ts';

const postgres = (user = 'clv') => {
  const { port, database } = inject('postgres');
  return `postgres://${user}@127.0.0.1:${port}/${database}`;
};
const trino = () => `trino://ann@127.0.0.1:${inject('trino').port}/tpch/tiny`;
const columns = ['--customer', 'custkey', '--date', 'orderdate', '--amount', 'totalprice'];
const slow = ['--query', 'slow.sql', '--summary', 'summary.csv', ...columns];

const inTrino = async () => {
  const running = `select 1 from system.runtime.queries where source = 'clv' and state not in ('FINISHED', 'FAILED')`;
  return (await ask(inject('trino').port, running)).length;
};

/** Faults that a person meets, through the command that is installed. */
export function commandFaults(): void {
  const folder = mkdtempSync(join(tmpdir(), 'clv-faults-'));
  let client: Client;
  const env = { PGPASSWORD: inject('postgres').password };
  beforeAll(async () => {
    client = new Client({ host: '127.0.0.1', ...inject('postgres') });
    await client.connect();
    await client.query(
      `create table bought as select n as custkey, date '2025-01-01' as orderdate, 1.0 as totalprice from generate_series(1, 10) as t (n)`,
    );
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await client.end();
  });
  const inPostgres = async () =>
    (await client.query(`select 1 from pg_stat_activity where application_name = 'clv'`)).rowCount;

  it.each([
    [postgres, ['--table', 'nowhere'], 'relation "nowhere" does not exist'],
    [
      postgres,
      ['--table', 'bought', '--customer', 'nobody'],
      '--customer must be a column of the rows',
    ],
    [() => postgres('ghost'), ['--table', 'bought'], 'must know the user and the password'],
    [trino, ['--table', 'nowhere'], "Table 'tpch.tiny.nowhere' does not exist"],
    [trino, ['--table', 'orders', '--date', 'day'], '--date must be a column of the rows'],
    [trino, ['--table', 'nowhere.at.all.ever'], 'mend --table'],
  ])('is told in one line: %s %j', async (address, args, said) => {
    const flags = [...columns, '--summary', 'summary.csv'].filter(
      (flag, at, all) => !args.includes(flag) && !args.includes(all[at - 1] ?? ''),
    );
    const { stdout, stderr, code } = clv(['measure', '--engine', address(), ...args, ...flags], {
      env,
      cwd: folder,
    });
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).not.toContain(env.PGPASSWORD);
    expect([stdout, code, readdirSync(folder)]).toEqual(['', 2, []]);
    expect([await inPostgres(), await inTrino()]).toEqual([0, 0]);
  });

  const queries = {
    postgres: 'select custkey, orderdate, totalprice from bought, pg_sleep(60)',
    trino: 'select custkey, orderdate, totalprice from tpch.sf100.orders',
  };
  it.each([
    ['postgres', postgres],
    ['trino', trino],
  ] as const)('%s takes longer than it may', async (kind, address) => {
    const own = mkdtempSync(join(tmpdir(), 'clv-slow-'));
    try {
      writeFileSync(join(own, 'slow.sql'), queries[kind]);
      const args = ['measure', '--engine', address(), ...slow, '--timeout', '2'];
      const { stderr, code } = clv(args, { env, cwd: own });
      expect(stderr).toMatch(/^the engine at \S+ must end each statement within 2 s[^\n]*\n$/);
      expect([code, readdirSync(own)]).toEqual([2, ['slow.sql']]);
      await soon(async () => (await inPostgres()) === 0 && (await inTrino()) === 0);
    } finally {
      rmSync(own, { recursive: true });
    }
  });

  it.each([
    ['postgres', postgres, inPostgres],
    ['trino', trino, inTrino],
  ] as const)('Ctrl-C stops what runs in %s', async (kind, address, running) => {
    const own = mkdtempSync(join(tmpdir(), 'clv-stop-'));
    try {
      writeFileSync(join(own, 'slow.sql'), queries[kind]);
      const args = [bin, 'measure', '--engine', address(), ...slow];
      const child = spawn(process.execPath, args, {
        cwd: own,
        env: { PATH: process.env['PATH'], ...env },
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => {
        child.once('exit', (code, signal) => resolve(signal ?? code));
      });
      await soon(async () => (await running()) === 1);
      child.kill('SIGINT');
      expect(await ended).toBe('SIGINT');
      await soon(async () => (await running()) === 0, 3);
      expect(readdirSync(own)).toEqual(['slow.sql']);
    } finally {
      rmSync(own, { recursive: true });
    }
  });
}
