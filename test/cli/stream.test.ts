import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { bin } from './clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const million = join(folder, 'million.ndjson');
writeFileSync(million, '{"avg":50.5,"freq":4,"years":3}\n'.repeat(1_000_000));
const shell = `${process.execPath} ${bin}`;

/** The most memory that a running process has held so far, in MB; Linux tells it. */
function peakMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

describe('a stream of a million records', () => {
  it('ends at once and silently when its reader leaves', () => {
    const script = `{ ${shell} calc --input ${million} --format ndjson; echo "exit $?" >&2; } 2>${folder}/err | head -1`;
    const out = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(out).toBe('{"avg":50.5,"freq":4,"years":3,"customerValue":202,"clv":606}\n');
    expect(readFileSync(join(folder, 'err'), 'utf8')).toBe('exit 0\n');
  });

  it('also when its input has not ended', async () => {
    const child = spawn(process.execPath, [bin, 'calc', '--json']);
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    const writing = setInterval(() => child.stdin.write('{"avg":1,"freq":1}\n'.repeat(10_000)), 20);
    const code = await new Promise((resolve) => child.once('exit', resolve));
    clearInterval(writing);
    expect(code).toBe(0);
  });

  it.runIf(process.platform === 'linux')(
    'waits for a slow reader instead of filling memory',
    async () => {
      const child = spawn(process.execPath, [
        bin,
        'calc',
        '--input',
        million,
        '--format',
        'ndjson',
      ]);
      let bytes = 0;
      for (let pause = 0; pause < 20; pause++) {
        await sleep(50);
        bytes += (child.stdout.read() as Buffer | null)?.length ?? 0;
      }
      // A pipe and node's own buffer hold well below 1 MB each time; the whole output is 62 MB.
      expect(bytes).toBeLessThan(30 * 1024 * 1024);
      // The contract is 130 MB resident, whatever the number of records.
      expect(peakMegabytes(child.pid)).toBeLessThan(130);
      child.kill();
    },
  );

  it('comes out whole when it is written to a file', () => {
    const out = join(folder, 'out.csv');
    execFileSync(process.execPath, [bin, 'calc', '--input', million, '-o', out]);
    const text = readFileSync(out, 'utf8');
    expect(text.startsWith('avg,freq,years,customerValue,clv\n50.5,4,3,202,606\n')).toBe(true);
    expect(text.split('\n')).toHaveLength(1_000_002);
  });
});

it('a run that is stopped leaves no half-written file', async () => {
  const out = join(folder, 'stopped.ndjson');
  const child = spawn(process.execPath, [bin, 'calc', '-o', out]);
  child.stdin.write('{"avg":1,"freq":1}\n{"avg":1,"freq":1}\n');
  while (!readdirSync(folder).some((file) => file.startsWith('stopped'))) await sleep(20);
  child.kill('SIGINT');
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  // A shell counts an end by SIGINT as 130.
  expect(signal).toBe('SIGINT');
  expect(readdirSync(folder).filter((file) => file.startsWith('stopped'))).toEqual([]);
});
