import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin } from '../cli/clv.ts';
import { isInstalled, peakOf, verbProbe } from './measure.ts';
import { writeOrders } from './order-file.ts';

/** Made only where the runs are not skipped. */
const folder = join(tmpdir(), `clv-bench-spill-${process.pid}`);

/** Fewer can be asked for, to try the script; then less memory makes them spill. */
const count = Number(process.env['BENCH_SPILL_ORDERS'] ?? 100_000_000);
const memory = process.env['BENCH_SPILL_MEMORY'] ?? '2GB';

const file = join(folder, 'orders.parquet');
const summary = join(folder, 'summary.parquet');
const measured = join(folder, 'measured.json');
/** The temporary folder of the runs, where what spills must be and must not stay. */
const temporary = join(folder, 'temporary');

const words = [
  bin,
  'measure',
  file,
  '--customer',
  'customer',
  '--date',
  'date',
  '--amount',
  'amount',
  '--order',
  'order',
  '--memory',
  memory,
  '--summary',
  summary,
  '-o',
  measured,
];

const isThere = isInstalled(verbProbe('measure'));
if (!isThere) process.stdout.write('not installed here: clv measure\n');

describe.runIf(isThere)(`${count} orders under ${memory}`, () => {
  beforeAll(async () => {
    mkdirSync(temporary, { recursive: true });
    await writeOrders(file, count);
  }, 1_800_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('end, and leave no spill', () => {
    const start = performance.now();
    const peak = peakOf(`TMPDIR=${temporary} ${process.execPath} ${words.join(' ')}`);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    process.stdout.write(
      `\n${count} orders (${megabytes(file)} MB) under ${memory}: ${seconds} s, peak ${peak?.toFixed(0) ?? 'unknown'} MB\n`,
    );
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder).toSorted()).toEqual([
      'measured.json',
      'orders.parquet',
      'summary.parquet',
      'temporary',
    ]);
    rmSync(summary);
    rmSync(measured);
  });

  it('stopped while they spill, leave no spill and no result', async () => {
    const child = spawn(process.execPath, words, {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: temporary },
    });
    const ended = new Promise<string | number | null>((resolve) => {
      child.on('exit', (code, signal) => resolve(signal ?? code));
    });
    let spilled = 0;
    const running = () => child.exitCode === null && child.signalCode === null;
    while (running() && spilled < 1) {
      await new Promise((resolve) => void setTimeout(resolve, 50));
      spilled = Math.max(spilled, spilledFiles().length);
    }
    child.kill('SIGINT');
    const asked = performance.now();
    expect(['SIGINT', 130]).toContain(await ended);
    const wait = (performance.now() - asked).toFixed(0);
    process.stdout.write(`\nstopped with ${spilled} files spilled: it took ${wait} ms\n`);
    expect(spilled).toBeGreaterThan(0);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder).toSorted()).toEqual(['orders.parquet', 'temporary']);
  });
});

/** The files with bytes below the temporary folder. */
function spilledFiles(): string[] {
  return readdirSync(temporary, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const stat = statSync(join(temporary, name), { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size > 0;
  });
}

function megabytes(name: string): string {
  return (statSync(name).size / 1e6).toFixed(0);
}
