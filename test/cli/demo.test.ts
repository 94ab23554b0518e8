import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bin, clv, clvInProcess } from './clv.ts';

const root = mkdtempSync(join(tmpdir(), 'clv-demo-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'run-'));
});

const few = ['--customers', '30', '--seed', '2'];

describe('clv demo', () => {
  it('writes the same file from the bundle and in this process, and tells what is true', async () => {
    const built = join(folder, 'built.csv');
    const own = join(folder, 'own.csv');
    const run = clv(['demo', built, ...few]);
    expect(run).toMatchObject({ code: 0, stdout: '' });
    const inProcess = await clvInProcess(['demo', own, ...few]);
    expect(inProcess.stderr.replace(own, built)).toBe(run.stderr);
    const text = readFileSync(built, 'utf8');
    expect(readFileSync(own, 'utf8')).toBe(text);
    expect(text.startsWith('order,customer,date,amount,currency,status\n100001,C01,2024-')).toBe(
      true,
    );
    const rows = text.trimEnd().split('\n').length - 1;
    expect(run.stderr).toContain(`Rows         ${rows} in ${built}, 2024-01-`);
    expect(run.stderr).toContain('Pareto/NBD in weeks: r 0.5, alpha 8, s 0.5, beta 12\n');
  });

  it('writes the truth as JSON, and then tells nothing', async () => {
    const truth = join(folder, 'truth.json');
    const run = await clvInProcess(['demo', '-', ...few, '--truth', truth]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { rows, seed } = JSON.parse(readFileSync(truth, 'utf8')) as {
      rows: { total: number };
      seed: number;
    };
    expect(rows.total).toBe(run.stdout.trimEnd().split('\n').length - 1);
    expect(seed).toBe(2);
  });

  it('tells nothing when it is to be quiet', async () => {
    const run = await clvInProcess(['demo', join(folder, 'a.csv'), ...few, '--quiet']);
    expect(run).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  it('makes 2,000 customers with seed 1 where nothing is said', async () => {
    expect((await clvInProcess(['demo', '-'])).stdout).toBe(
      (await clvInProcess(['demo', '-', '--customers', '2000', '--seed', '1'])).stdout,
    );
  });

  it('writes over a file that exists only with --force', async () => {
    const file = join(folder, 'orders.csv');
    writeFileSync(file, 'mine');
    expect(await clvInProcess(['demo', file, ...few])).toEqual({
      stdout: '',
      stderr: `the file of clv demo must be new, got ${file}, which exists; --force writes over it\n`,
      code: 2,
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const truth = ['--truth', file];
    expect((await clvInProcess(['demo', '-', ...few, ...truth])).stderr).toBe(
      `--truth must be new, got ${file}, which exists; --force writes over it\n`,
    );
    expect((await clvInProcess(['demo', file, ...few, '--force'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^order,/);
  });

  it.each([
    [['--customers', '0'], '--customers must be a whole number from 1 to 100000000, got 0'],
    [['--customers', '2.5'], '--customers must be a whole number from 1 to 100000000, got 2.5'],
    [['--customers', '1e9'], '--customers must be a whole number from 1 to 100000000, got 1e9'],
    [['--seed', '-1'], '--seed must be a whole number from 0 to 4294967295, got -1'],
    [['--seed', 'x'], '--seed must be a whole number from 0 to 4294967295, got x'],
    [['--truth', ''], "--truth must name a file, got ''"],
  ])('refuses %j', async (args, problem) => {
    const run = await clvInProcess(['demo', join(folder, 'a.csv'), ...args]);
    expect(run).toEqual({ stdout: '', stderr: `${problem}\n`, code: 2 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a file that cannot be written, no file, and one for both', async () => {
    const absent = join(folder, 'no', 'orders.csv');
    expect((await clvInProcess(['demo', absent])).stderr).toBe(
      `the file of clv demo must be a file that can be written, got ${absent} (ENOENT)\n`,
    );
    const file = join(folder, 'orders.csv');
    expect((await clvInProcess(['demo', file, '--truth', absent])).code).toBe(2);
    expect((await clvInProcess(['demo', file, '--truth', file])).stderr).toBe(
      `--truth must be another file than the export, got ${file} for both\n`,
    );
    expect((await clvInProcess(['demo'])).stderr).toBe(
      'clv demo must have its file named, got none; see clv demo --help\n',
    );
    expect((await clvInProcess(['demo', folder, '--force'])).code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves no file behind when it is stopped', async () => {
    const file = join(folder, 'orders.csv');
    const child = spawn(process.execPath, [bin, 'demo', file, '--customers', '100000000']);
    while (!readdirSync(folder).some((name) => name.endsWith('.clv-part')))
      await new Promise((resolve) => void setTimeout(resolve, 20));
    child.kill('SIGINT');
    const signal = await new Promise((resolve) => {
      child.on('exit', (_code, by) => resolve(by));
    });
    expect(signal).toBe('SIGINT');
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });
});
