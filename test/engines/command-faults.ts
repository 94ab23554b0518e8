import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { bin, type Run } from '../cli/clv.ts';
import { between } from './between.ts';
import { soon } from './fault-of.ts';
import { kill, sleeping } from './kill.ts';
import { freePort } from './process.ts';
import { ask } from './trino-ask.ts';

/** Where the engines are, as a person writes it. */
const addresses = {
  postgres: ({ user = 'clv', port = inject('postgres').port } = {}) =>
    `postgres://${user}@127.0.0.1:${port}/${inject('postgres').database}`,
  trino: ({ user = 'ann', port = inject('trino').port } = {}) =>
    `trino://${user}@127.0.0.1:${port}/tpch/tiny?scratch=memory.default`,
};
type Kind = keyof typeof addresses;
const kinds = ['postgres', 'trino'] as const;

const columns = ['--customer', 'custkey', '--date', 'orderdate', '--amount', 'totalprice'];

/** Queries that nobody waits for. */
const endless: Readonly<Record<Kind, string>> = {
  postgres: 'select custkey, orderdate, totalprice from bought, pg_sleep(60)',
  trino: `select custkey, orderdate, totalprice from tpch.sf1000.orders where comment like '%a%b%c%'`,
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The endless query works in Trino. */
async function endlessRuns(port: number): Promise<boolean> {
  const queries = `select 1 from system.runtime.queries where source = 'clv' and state = 'RUNNING' and query like '%sf1000.orders%'`;
  return (await ask(port, queries)).length === 1;
}

interface Running {
  readonly pid: number | undefined;
  readonly ended: Promise<Run>;
}

/** Faults that a person meets, through the command that is installed. */
export function commandFaults(): void {
  let client: Client;
  let folder = '';
  beforeAll(async () => {
    client = new Client({ host: '127.0.0.1', ...inject('postgres') });
    // One of the tests kills the server.
    client.on('error', () => undefined);
    await client.connect();
    await client.query(
      `create table bought as select n as custkey, date '2025-01-01' as orderdate, 1.0 as totalprice from generate_series(1, 10) as t (n)`,
    );
    await client.query(`create role reader login password 'known'`);
  });
  afterAll(async () => {
    await client.query('drop table if exists bought, orders');
    await client.query('drop role reader');
    await client.end();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clv-faults-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const runningIn: Readonly<Record<Kind, () => Promise<number>>> = {
    postgres: async () => {
      const activity = `select 1 from pg_stat_activity where application_name = 'clv'`;
      return (await client.query(activity)).rowCount ?? 0;
    },
    trino: async () => {
      const queries = `select 1 from system.runtime.queries where source = 'clv' and state not in ('FINISHED', 'FAILED')`;
      return (await ask(inject('trino').port, queries)).length;
    },
  };
  const nothingRuns = () =>
    soon(async () => (await runningIn.postgres()) + (await runningIn.trino()) === 0, 5);
  /** The endless query is at work, which a session or a query of clv alone does not say. */
  const works: Readonly<Record<Kind, () => Promise<boolean>>> = {
    postgres: async () => (await sleeping(client)) !== undefined,
    trino: () => endlessRuns(inject('trino').port),
  };

  const started = (
    args: readonly string[],
    password = inject('postgres').password,
    env: Readonly<Record<string, string>> = {},
  ): Running => {
    const child = spawn(process.execPath, [bin, 'measure', ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], PGPASSWORD: password, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (bytes: Buffer) => (said.stdout += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (said.stderr += bytes.toString()));
    const ended = new Promise<Run>((resolve) => {
      child.once('close', (code) => resolve({ ...said, code }));
    });
    return { pid: child.pid, ended };
  };

  /** One line, exit 2, no file but those that were there, and nothing that runs or was kept. */
  const toldBy = async (run: Promise<Run>): Promise<string> => {
    const { stdout, stderr: all, code } = await run;
    // Which column holds what is said before.
    const stderr = all.replace(/^preset [^\n]*\n/, '');
    expect(stderr).toMatch(/^[^\n]{20,400}\n$/);
    expect(stderr).not.toContain(inject('postgres').password);
    expect([stdout, code]).toEqual(['', 2]);
    expect(readdirSync(folder).filter((name) => name !== 'orders.sql')).toEqual([]);
    await nothingRuns();
    expect(await ask(inject('trino').port, 'show tables from memory.default')).not.toContainEqual([
      expect.stringMatching(/^clv_/),
    ]);
    return stderr;
  };

  /** What is asked of an engine, and where to write. */
  const measuring = (address: string, source: string, ...flags: readonly string[]) => {
    const args = ['--engine', address, ...flags, '--summary', 'summary.csv'];
    const named = columns.filter(
      (flag, at) => !flags.includes(flag) && !flags.includes(columns[at - 1] ?? ''),
    );
    if (!source.startsWith('select')) return [...args, '--table', source, ...named];
    writeFileSync(join(folder, 'orders.sql'), source);
    return [...args, '--query', 'orders.sql', ...named];
  };
  const table: Readonly<Record<Kind, string>> = { postgres: 'bought', trino: 'orders' };

  it.each([
    ['postgres', 'nowhere', [], 'relation "nowhere" does not exist'],
    ['postgres', 'nowhere.at.all.ever', [], 'the table and its columns must be there'],
    ['postgres', 'bought', ['--customer', 'nobody'], /--customer must be a column .*got nobody/],
    ['postgres', 'select nothing from bought', [], 'column "nothing" does not exist'],
    ['trino', 'nowhere', [], "Table 'tpch.tiny.nowhere' does not exist"],
    ['trino', 'nowhere.at.all.ever', [], 'the table and its columns must be there'],
    ['trino', 'orders', ['--date', 'day'], /--date must be a column .*got day/],
    ['trino', 'select nothing from orders', [], "Column 'nothing' cannot be resolved"],
  ] as const)('%s has no %s %j', async (kind, source, flags, said) => {
    expect(await toldBy(started(measuring(addresses[kind](), source, ...flags)).ended)).toMatch(
      said,
    );
  });

  describe.each(kinds)('%s', (kind) => {
    const address = addresses[kind];

    it('is not there', async () => {
      const port = await freePort();
      const args = measuring(address({ port }), table[kind]);
      expect(await toldBy(started(args).ended)).toMatch(
        new RegExp(`^the engine at 127.0.0.1:${port} must answer, got .*ECONNREFUSED.*; start it`),
      );
    });

    it('does not know the password', async () => {
      const args = measuring(address(), table[kind]);
      if (kind === 'trino') {
        // Trino of the tests has no passwords, and refuses to be given one over plain http.
        args[1] = address().replace('ann@', 'ann:$TRINO_SECRET@');
        const { stderr, code } = await started(args).ended;
        expect([stderr, code]).toEqual([expect.stringContaining('TRINO_SECRET'), 2]);
        return;
      }
      expect(await toldBy(started(args, 'wrong').ended)).toMatch(
        'must know the user and the password, got password authentication failed',
      );
    });

    it('does not let a stranger read', async () => {
      const user = { postgres: 'reader', trino: 'stranger' }[kind];
      const source = { postgres: 'bought', trino: 'customer' }[kind];
      const args = measuring(address({ user }), source);
      expect(await toldBy(started(args, 'known').ended)).toMatch(
        /^the user must be allowed what is asked of .*(permission denied|Access Denied)/,
      );
    });

    it('meets text where dates belong', async () => {
      const text = { postgres: `'soon' || custkey`, trino: 'clerk' }[kind];
      const source = `select custkey, cast(${text} as date) as orderdate, totalprice from ${table[kind]}`;
      expect(await toldBy(started(measuring(address(), source)).ended)).toMatch(
        /^the values must be what they are read as, got .*(invalid input syntax|cannot be cast)/,
      );
      const plain = `select custkey, ${text} as orderdate, totalprice from ${table[kind]}`;
      expect(await toldBy(started(measuring(address(), plain)).ended)).toMatch(
        /^at most 0.5% of the rows may be rejected, got \d+ of \d+: R_DATE \d+ /,
      );
    });

    it('takes longer than it may', async () => {
      const args = measuring(address(), endless[kind], '--timeout', '2');
      expect(await toldBy(started(args).ended)).toMatch(
        /^the engine at \S+ must end each statement within 2 s/,
      );
    });

    it('is stopped by Ctrl-C', async () => {
      const { pid, ended } = started(measuring(address(), endless[kind]));
      await soon(works[kind]);
      kill(pid, 'SIGINT');
      expect(await toldBy(ended)).toMatch('got an interrupt; what ran there was cancelled');
    });
  });

  it('trino is behind TLS, and shows who it is', { timeout: 120_000 }, async () => {
    let requests = 0;
    const tls = (act: (args: readonly string[]) => Promise<void>) =>
      between(
        () => {
          requests++;
          return undefined;
        },
        (port) => {
          const address = `trino://ann@127.0.0.1:${port}/tpch/tiny?ssl=true`;
          const all = ['--window', 'all', '--json', '-q'];
          return act(['--engine', address, '--table', 'orders', ...columns, ...all]);
        },
        true,
      );
    await tls(async (args) => {
      expect(await toldBy(started(args).ended)).toMatch(
        /^the engine at \S+ must answer, got (DEPTH_ZERO_)?SELF_SIGNED/,
      );
    });
    expect(requests).toBe(0);
    await tls(async (args) => {
      const env = { NODE_EXTRA_CA_CERTS: inject('postgres').authority };
      const { stdout, stderr, code } = await started(args, '', env).ended;
      expect([stderr, code]).toEqual(['', 0]);
      expect(JSON.parse(stdout)).toMatchObject({ orders: { value: 15_000 } });
    });
    expect(requests).toBeGreaterThan(10);
  });

  it('trino says for too long that it starts', async () => {
    await between(
      () => ({ status: 503 }),
      async (port) => {
        const args = measuring(addresses.trino({ port }), 'orders', '--timeout', '2');
        expect(await toldBy(started(args).ended)).toMatch(
          `the engine at 127.0.0.1:${port} must be ready, got status 503; try again`,
        );
      },
    );
  });

  it('trino has its table dropped meanwhile', async () => {
    const { port: direct } = inject('trino');
    const fleeting = 'memory.default.fleeting';
    await ask(direct, `create table ${fleeting} as select * from tpch.tiny.orders`);
    await between(
      async (_nth, _path, sql) => {
        if (sql.startsWith('create table')) await ask(direct, `drop table if exists ${fleeting}`);
        return undefined;
      },
      async (port) => {
        const args = measuring(addresses.trino({ port }), fleeting, '--as-of', '1998-12-31');
        expect(await toldBy(started(args).ended)).toMatch(
          /^the table and its columns must be there, got .*fleeting' does not exist/,
        );
      },
    );
  });

  it('postgres keeps its table until the measurement is done', async () => {
    const { pid, ended } = started(measuring(addresses.postgres(), endless.postgres));
    await soon(works.postgres);
    await client.query(`set lock_timeout = '300ms'`);
    await expect(client.query('drop table bought')).rejects.toThrow('lock timeout');
    kill(pid, 'SIGINT');
    expect(await toldBy(ended)).toMatch('got an interrupt');
  });

  it('postgres is killed while it works', async () => {
    const { ended } = started(measuring(addresses.postgres(), endless.postgres));
    await soon(works.postgres);
    kill(await sleeping(client), 'SIGKILL');
    const run = await ended;
    // All sessions end with one that was killed.
    client = new Client({ host: '127.0.0.1', ...inject('postgres') });
    client.on('error', () => undefined);
    await soon(async () => {
      try {
        await client.connect();
        return true;
      } catch {
        client = new Client({ host: '127.0.0.1', ...inject('postgres') });
        return false;
      }
    });
    expect(await toldBy(Promise.resolve(run))).toMatch('must stay up to the end');
  });

  describe('hostile names', () => {
    const names = [
      'a"; drop table orders; --',
      'select',
      'naïve 名前 🛒',
      'x'.repeat(63),
      `${'é'.repeat(31)}x`,
    ];
    it.each(names)('%s', { timeout: 120_000 }, async (name) => {
      await client.query('create table if not exists orders (id int)');
      const cells = `1 as ${quoted(name)}, date '2025-02-28' as ${quoted(`${name.slice(0, 29)}.b`)}, 5 as ${quoted(`${name.slice(0, 29)}.c`)}`;
      await client.query(`create table ${quoted(name)} as select ${cells}`);
      const place = 'memory.default';
      await ask(inject('trino').port, `create table ${place}.${quoted(name)} as select ${cells}`);
      const flags = [
        ['--customer', name],
        ['--date', `${name.slice(0, 29)}.b`],
        ['--amount', `${name.slice(0, 29)}.c`],
      ].flat();
      for (const [kind, path] of [
        ['postgres', quoted(name)],
        ['trino', `${place}.${quoted(name)}`],
      ] as const) {
        const shown = ['--small-cells', '--json', '-q'];
        const args = ['--engine', addresses[kind](), '--table', path, ...flags, ...shown];
        const { stdout, stderr, code } = await started(args).ended;
        expect([stderr, code]).toEqual(['', 0]);
        expect(JSON.parse(stdout)).toMatchObject({
          customers: { value: 1 },
          revenue: { value: 5 },
        });
      }
      expect((await client.query('select count(*) as n from orders')).rows).toHaveLength(1);
      await client.query(`drop table ${quoted(name)}`);
      await ask(inject('trino').port, `drop table ${place}.${quoted(name)}`);
    });
  });
}

/** What ends the engine, for the end of all tests. */
export function commandKilled(): void {
  it('trino is killed while it works', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clv-killed-'));
    try {
      writeFileSync(join(folder, 'orders.sql'), endless.trino);
      const args = ['--engine', addresses.trino(), '--query', 'orders.sql', ...columns, '-q'];
      const child = spawn(process.execPath, [bin, 'measure', ...args, '-o', 'measured.json'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
      const ended = new Promise((resolve) => child.once('close', resolve));
      const { port, coordinator } = inject('trino');
      await soon(() => endlessRuns(port));
      kill(coordinator, 'SIGKILL');
      expect(await ended).toBe(2);
      expect(stderr).toMatch(/^the engine at \S+ must stay up to the end, got [^\n]+\n$/);
      expect(readdirSync(folder)).toEqual(['orders.sql']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
