import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';
import { folder, measured, named } from './run.ts';

const database = join(folder, 'shop.db');
const file = join(folder, 'shop.csv');

beforeAll(async () => {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run(
    `create table orders as select 'c' || (n % 7) as customer, date '2024-01-30' + cast(n * 3 as int) as date, cast(n * 1.5 as decimal(10, 2)) as amount from range(60) as t (n)`,
  );
  await connection.run(`copy orders to '${file}' (header)`);
  connection.closeSync();
  instance.closeSync();
});

const run = (...args: readonly string[]) => clvInProcess(['measure', ...args]);

describe('a database of DuckDB', () => {
  const engine = ['--engine', `duckdb:${database}`];

  it('gives the figures of the same rows in a file, by table and by query, and is not changed', async () => {
    const before = statSync(database).mtimeMs;
    const ofFile = await measured(file, ...named);
    const query = join(folder, 'orders.sql');
    writeFileSync(query, 'select * from main.orders;\n');
    for (const source of [
      ['--table', 'orders'],
      ['--table', 'main.orders'],
      ['--query', query],
    ]) {
      const { stdout, code } = await run(...engine, ...source, ...named, '--json', '--small-cells');
      expect(code).toBe(0);
      const { source: told, ...found } = JSON.parse(stdout) as Record<string, unknown>;
      expect(found).toEqual({ ...ofFile, files: [] });
      expect(told).toMatchObject({ engine: 'duckdb' });
      expect(stdout).not.toContain(folder);
    }
    expect(statSync(database).mtimeMs).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('shop.db'))).toEqual(['shop.db']);
  });

  it('may have numbers for customers, and rows that are equal', async () => {
    const query = join(folder, 'numbers.sql');
    writeFileSync(
      query,
      'select cast(n % 7 + 1 as bigint) as customer, date, amount from orders, range(4) as t (n)',
    );
    const { stdout, code } = await run(
      ...engine,
      '--query',
      query,
      ...named,
      '--json',
      '--small-cells',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ customers: { value: 4 } });
  });

  it('writes a summary to a file', async () => {
    const [ofFile, ofTable] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    await run(file, ...named, '--summary', ofFile);
    expect((await run(...engine, '--table', 'orders', ...named, '--summary', ofTable)).code).toBe(
      0,
    );
    expect(readFileSync(ofTable, 'utf8')).toBe(readFileSync(ofFile, 'utf8'));
  });

  it.each([
    [['--table', 'nowhere'], 'Table with name nowhere does not exist'],
    [['--table', 'orders"; drop table orders; --'], 'drop table orders; -- does not exist'],
    [
      ['--table', 'orders', '--summary-table', 'x'],
      '--summary-table must be left out with duckdb:',
    ],
    [['--table', 'orders', '--timeout', '5'], '--timeout must be left out with duckdb:'],
    [['--query', join(folder, 'none.sql')], 'none.sql does not exist'],
  ])('has not what is asked for: %j', async (args, said) => {
    const { stderr, stdout, code } = await run(...engine, ...args);
    expect(stderr).toContain(said);
    expect(stderr.trim()).not.toContain('\n');
    expect([stdout, code]).toEqual(['', 2]);
  });

  it('lets a query read no other file', async () => {
    const query = join(folder, 'other.sql');
    writeFileSync(query, `select * from read_csv('${file}')`);
    const { stderr, code } = await run(...engine, '--query', query);
    expect(stderr).toContain('must be there');
    expect(code).toBe(2);
  });

  it('is one: any other file is refused', async () => {
    const { stderr, code } = await run('--engine', `duckdb:${file}`, '--table', 'orders');
    expect(stderr).toContain('must be a database of DuckDB that can be read');
    expect(code).toBe(2);
  });
});

describe('a file that an engine needs and that is not there', () => {
  it.each([
    ['duckdb:nowhere.duckdb', 'nowhere.duckdb does not exist\n'],
    [
      'postgres://ann@127.0.0.1:1/shop?sslmode=verify-full&sslrootcert=/nowhere',
      'sslrootcert /nowhere does not exist\n',
    ],
  ])('is named: --engine %s', async (address, said) => {
    const { stderr, code } = await run('--engine', address, '--table', 'orders');
    expect([stderr, code]).toEqual([said, 2]);
  });
});

describe('flags that make no sense together', () => {
  const postgres = ['--engine', 'postgres://ann@127.0.0.1:1/shop'];
  it.each([
    [[], 'nothing to read; name files of orders, or --engine'],
    [['--table', 'orders'], '--table must come with --engine'],
    [['orders.csv', '--summary-table', 'x'], '--summary-table must come with --engine'],
    [[...postgres, '--table', 'orders', 'orders.csv'], '--engine must come without files'],
    [postgres, '--engine must come with --table or --query, got neither'],
    [[...postgres, '--table', 'a', '--query', 'b'], 'got both'],
    [[...postgres, '--table', 'a', '--ledger', 'l.csv'], '--ledger must be left out with --engine'],
    [
      [...postgres, '--table', 'a', '--memory', '1GB'],
      '--memory must be left out with postgres://',
    ],
    [[...postgres, '--table', 'a', '--summary', 'x.parquet'], '--summary must end in .csv'],
    [[...postgres, '--table', 'a', '--summary', 'x.csv', '--summary-table', 'x'], 'got both'],
    [[...postgres, '--table', 'a', '--timeout', 'soon'], '--timeout must be whole seconds'],
    [['--engine', 'mysql://shop', '--table', 'a'], '--engine must be postgres://'],
    [['--engine', 'postgres://ann:word@db/shop', '--table', 'a'], 'got a password'],
    [[...postgres, '--table', 'a'], 'must answer, got connect ECONNREFUSED'],
  ])('%j', async (args, said) => {
    const { stderr, stdout, code } = await run(...args);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('word@');
    expect([stdout, code]).toEqual(['', 2]);
    expect(existsSync('x.csv')).toBe(false);
  });
});
