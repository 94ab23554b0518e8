import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../../src/errors.ts';
import { bin, clv, clvInProcess } from './clv.ts';

const orders = 'customer,date,amount\nann,2025-01-13,5\nbob,2025-02-13,7\n';
const folder = mkdtempSync(join(tmpdir(), 'clv-outputs-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'orders.csv'), orders);
});
const measure = (...args: string[]) =>
  clvInProcess(['measure', 'orders.csv', '-q', ...args], { cwd: folder });
const files = () => readdirSync(folder).toSorted();

describe('the files that clv measure writes', () => {
  it.each(['--summary', '--ledger', '-o'])('%s never replaces the orders', async (flag) => {
    const { stderr, code } = await measure(flag, './orders.csv');
    expect(stderr).toMatch(
      /^--\w+ must be another file than those that are read, got \.\/orders\.csv; name one such as \S+\n$/,
    );
    expect(code).toBe(2);
    expect(readFileSync(join(folder, 'orders.csv'), 'utf8')).toBe(orders);
  });

  it.each([
    ['--summary', '--ledger'],
    ['--summary', '-o'],
    ['--ledger', '-o'],
  ])('%s and %s are not one file', async (one, other) => {
    const { stderr, code } = await measure(one, 'found.csv', other, 'found.csv');
    expect(stderr).toMatch(/^--\w+ must be a file of its own, got found\.csv twice\n$/);
    expect(code).toBe(2);
    expect(files()).toEqual(['orders.csv']);
  });

  const long = 'x'.repeat(300);
  it.each([
    ['--summary', 'nowhere/found.csv', 'ENOENT'],
    ['--ledger', 'nowhere/found.csv', 'ENOENT'],
    ['--output', 'nowhere/found.csv', 'ENOENT'],
    ['--summary', 'orders.csv/found.csv', 'ENOTDIR'],
    ['--output', 'orders.csv/found.csv', 'ENOTDIR'],
    ['--summary', `${long}.csv`, 'ENAMETOOLONG'],
    ['--output', `${long}.csv`, 'ENAMETOOLONG'],
  ])('%s %s is told before the work, and no other file is written', async (flag, file, code) => {
    const others = ['--summary', '--ledger', '--output'].flatMap((other) =>
      other === flag ? [] : [other, `other${other}.csv`],
    );
    const run = await measure(flag, file, ...others);
    expect(run.stderr).toBe(
      `${flag} must be a file that can be written, got ${shown(file)} (${code})\n`,
    );
    expect(run.code).toBe(2);
    expect(files()).toEqual(['orders.csv']);
  });

  it('leave nothing behind when the disk is full', () => {
    // A shell that lets no file be larger than one block of 512 bytes.
    const line = `trap '' XFSZ; ulimit -f 1; '${process.execPath}' '${bin}' measure orders.csv -q -o found.json`;
    const { stderr, status } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toMatch(/^--output must be a file that can be written, got \S+ \(EFBIG\)\n$/);
    expect(status).toBe(2);
    expect(files()).toEqual(['orders.csv']);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('leave nothing behind after %s', async (signal) => {
    mkdirSync(join(folder, 'own'));
    const child = spawn(
      process.execPath,
      [bin, 'measure', '-', '-q', '--summary', 'found.csv', '-o', 'found.json'],
      { cwd: folder, env: { PATH: process.env['PATH'], TMPDIR: join(folder, 'own') } },
    );
    const ended = new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
    child.stdin.write(orders);
    while (!files().some((name) => name.endsWith('.clv-part'))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(files()).toEqual(['orders.csv', 'own']);
    expect(readdirSync(join(folder, 'own'))).toEqual([]);
  });
});

it('a temporary folder that is not there is told in one line', () => {
  const env = { TMPDIR: join(folder, 'nowhere') };
  const { stderr, code } = clv(['measure', 'orders.csv'], { cwd: folder, env });
  expect(stderr).toBe(
    `the temporary folder must be one to write in, got ${env.TMPDIR} (ENOENT); set TMPDIR to another one\n`,
  );
  expect(code).toBe(2);
});

it('a database may be called main, as the one that DuckDB starts with', async () => {
  const instance = await DuckDBInstance.create(join(folder, 'main.db'));
  const connection = await instance.connect();
  await connection.run(
    `create table orders as select 'ann' as customer, date '2025-01-13' as date, 5 as amount`,
  );
  connection.closeSync();
  instance.closeSync();
  const args = ['measure', '--engine', 'duckdb:main.db', '--table', 'orders', '--json', '-q'];
  const { stdout, stderr, code } = await clvInProcess(args, { cwd: folder });
  expect([stderr, code]).toEqual(['', 0]);
  expect(JSON.parse(stdout)).toMatchObject({ customers: { value: 1 } });
  const over = await clvInProcess([...args, '-o', 'main.db'], { cwd: folder });
  expect(over.stderr).toMatch(
    /^--output must be another file than those that are read, got main\.db;/,
  );
});
