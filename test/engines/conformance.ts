import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bin, clv } from '../cli/clv.ts';
import { type Kind, type Shop, shops } from './shop.ts';
import { ask } from './trino-ask.ts';

/** The types of the engines, in which the same cells are the same values. */
const types: Readonly<Record<'duckdb' | 'postgres' | 'trino', Readonly<Record<Kind, string>>>> = {
  duckdb: {
    text: 'varchar',
    whole: 'bigint',
    money: 'decimal(12, 2)',
    double: 'double',
    day: 'date',
    time: 'timestamp',
    zoned: 'timestamptz',
  },
  postgres: {
    text: 'text',
    whole: 'bigint',
    money: 'numeric(12, 2)',
    double: 'double precision',
    day: 'date',
    time: 'timestamp',
    zoned: 'timestamptz',
  },
  trino: {
    text: 'varchar',
    whole: 'bigint',
    money: 'decimal(12, 2)',
    double: 'double',
    day: 'date',
    time: 'timestamp(6)',
    zoned: 'timestamp(6) with time zone',
  },
};

const literal = (cell: string | null): string =>
  cell === null ? 'cast(null as varchar)' : `'${cell.replaceAll("'", "''")}'`;

/** The statements that make a table of a shop. */
function statements({ columns, rows }: Shop, table: string, engine: keyof typeof types): string[] {
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  const cells = columns.map(
    ([name, kind]) => `cast("${name}" as ${types[engine][kind]}) as "${name}"`,
  );
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
  return [
    `create table ${table} as select ${cells.join(', ')} from (values ${values}) as t (${names})`,
  ];
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where two results differ: whole numbers exactly, others by a billionth. */
function differences(one: Json, other: Json, path = ''): string[] {
  if (typeof one === 'number' && typeof other === 'number') {
    const isWhole = Number.isInteger(one) && Number.isInteger(other);
    const room = isWhole ? 0 : 1e-9 * Math.max(Math.abs(one), Math.abs(other));
    return Math.abs(one - other) <= room ? [] : [`${path}: ${one} and ${other}`];
  }
  if (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null) {
    const [left, right] = [one, other] as Readonly<Record<string, Json>>[];
    const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
    return [...keys].flatMap((key) =>
      differences(left?.[key] ?? null, right?.[key] ?? null, `${path}/${key}`),
    );
  }
  return one === other ? [] : [`${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`];
}

const env = () => ({ PGPASSWORD: inject('postgres').password });

/** Run the command beside others; what it says of a failure is in the error. */
const run = async (address: string, ...args: readonly string[]): Promise<string> => {
  const all = [bin, 'measure', '--engine', address, ...args];
  const options = { env: { PATH: process.env['PATH'], ...env() }, maxBuffer: 2 ** 26 };
  return (await promisify(execFile)(process.execPath, all, options)).stdout;
};

const measuredBy = async (address: string, ...args: readonly string[]) => {
  const { source, ...found } = JSON.parse(
    await run(address, ...args, '--json', '-q', '--small-cells'),
  ) as {
    readonly [key: string]: Json;
  };
  expect(source).toBeDefined();
  return found;
};

export function conformance(): void {
  const folder = mkdtempSync(join(tmpdir(), 'clv-conformance-'));
  const database = join(folder, 'shop.db');
  let client: Client;

  /** The ways to the same rows, the first of which the others are held against. */
  const ways = (): Readonly<Record<string, string>> => {
    const { port, user, database: name } = inject('postgres');
    const trino = `trino://ann@127.0.0.1:${inject('trino').port}/memory/default`;
    return {
      duckdb: `duckdb:${database}`,
      postgres: `postgres://${user}@127.0.0.1:${port}/${name}`,
      trino,
      scratch: `${trino}?scratch=memory.default`,
    };
  };

  /** Without a place of its own Trino works each statement out anew, which one shop shows. */
  const waysTo = (table: string) =>
    Object.entries(ways()).flatMap(([name, address]) =>
      name === 'trino' && table !== 'shop_3' ? [] : [address],
    );

  const summaryOf = async (address: string, table: string, flags: readonly string[]) => {
    const file = join(folder, `summary-${Object.values(ways()).indexOf(address)}.csv`);
    await run(address, '--table', table, ...flags, '--summary', file);
    const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    const numbers = lines.map((line) => {
      const [, name = '', rest = ''] = /^(.*),(\d+,[^,]*,[^,]*,[^,]*)$/.exec(line) ?? [];
      return [name, ...rest.split(',').map(Number)];
    });
    return [header ?? '', ...numbers];
  };

  beforeAll(async () => {
    const instance = await DuckDBInstance.create(database);
    const connection = await instance.connect();
    client = new Client({ host: '127.0.0.1', ...inject('postgres') });
    await client.connect();
    await connection.run(`set timezone = 'UTC'`);
    await client.query(`set timezone = 'UTC'`);
    for (const [at, shop] of shops.entries()) {
      const table = `shop_${at}`;
      for (const sql of statements(shop, table, 'duckdb')) await connection.run(sql);
      for (const sql of statements(shop, table, 'postgres')) await client.query(sql);
      for (const sql of statements(shop, `memory.default.${table}`, 'trino')) {
        await ask(inject('trino').port, sql);
      }
    }
    connection.closeSync();
    instance.closeSync();
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await client.end();
  });

  describe.each(shops.map((shop, at) => ({ ...shop, table: `shop_${at}` })))(
    '$name',
    ({ table, flags }) => {
      it('is measured alike by all engines', { timeout: 120_000 }, async () => {
        const addresses = waysTo(table);
        const [expected = {}, ...others] = await Promise.all(
          addresses.map((address) => measuredBy(address, '--table', table, ...flags)),
        );
        expect(others.map((found) => differences(expected, found))).toEqual(others.map(() => []));
        expect(others.length).toBeGreaterThan(1);
      });

      it('has the same summary in all engines', { timeout: 120_000 }, async () => {
        const addresses = waysTo(table);
        const [expected = [], ...others] = await Promise.all(
          addresses.map((address) => summaryOf(address, table, flags)),
        );
        expect(expected.length).toBeGreaterThan(20);
        expect(others.map((found) => differences(expected, found))).toEqual(others.map(() => []));
      });
    },
  );

  it('writes the summary to a table that is not there yet', { timeout: 120_000 }, async () => {
    const { postgres = '', trino = '', scratch = '' } = ways();
    const args = ['--table', 'shop_3', ...(shops[3]?.flags ?? []), '--summary-table'];
    await run(postgres, ...args, 'public.summary');
    await run(trino, ...args, 'memory.default.summary');
    // With the figures beside it, which are asked for before what was kept is gone.
    for (const [address, name] of [
      [postgres, 'public.beside'],
      [scratch, 'memory.default.beside'],
    ] as const) {
      const { customers } = await measuredBy(address, ...args, name);
      expect(customers).toMatchObject({ value: expect.any(Number) });
    }
    const query = 'select count(*) as n, sum(x) as x, sum(t_x) as t_x from';
    const { rows } = await client.query<Record<string, string>>(`${query} public.summary`);
    const [inTrino = []] = await ask(inject('trino').port, `${query} memory.default.summary`);
    expect(Object.values(rows[0] ?? {}).map(Number)[0]).toBeGreaterThan(20);
    const inPostgres = Object.values(rows[0] ?? {}).map(Number);
    expect(differences(inPostgres, inTrino.map(Number))).toEqual([]);
    for (const [address, table] of [
      [postgres, 'summary'],
      [trino, 'memory.default.summary'],
    ] as const) {
      const again = clv(['measure', '--engine', address, ...args, table, '-q'], { env: env() });
      expect(again.stderr).toMatch(/^the table to write must not be there yet, got [^\n]*\n$/);
      expect(again.code).toBe(2);
    }
    expect(await ask(inject('trino').port, "show tables from memory.default like 'clv%'")).toEqual(
      [],
    );
  });

  it.each(['tiny', 'sf1'])(
    'measures tpch.%s.orders as an export of them',
    { timeout: 240_000 },
    async (schema) => {
      const file = join(folder, `${schema}.csv`);
      const { trino } = await import('./open.ts');
      const engine = await trino();
      try {
        const select = `select custkey, orderdate, totalprice, orderstatus from tpch.${schema}.orders`;
        await engine.copy(select, file, 'csv');
      } finally {
        await engine.close();
      }
      const flags = ['--customer', 'custkey', '--date', 'orderdate', '--amount', 'totalprice'];
      const { stdout, stderr, code } = clv([
        'measure',
        file,
        ...flags,
        '--json',
        '-q',
        '--small-cells',
      ]);
      expect([code, stderr]).toEqual([0, '']);
      const { files: _, ...expected } = JSON.parse(stdout) as { readonly [key: string]: Json };
      const address = `trino://ann@127.0.0.1:${inject('trino').port}/tpch/${schema}?scratch=memory.default`;
      const { files: _none, ...found } = await measuredBy(address, '--table', 'orders', ...flags);
      expect(differences(expected, found)).toEqual([]);
    },
  );
}
