import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { progressLine } from '../../src/cli/process/progress.ts';
import { bin } from './clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-progress-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [{}, 3000, 3000, 'measuring, 3 s'],
  [{ share: 0.01, total: 100, unit: 'rows' }, 3000, 3000, 'measuring, 3 s'],
  [{ share: 0.25 }, 9000, 2000, 'measuring, 9 s: 25%, about 6 s left in this step'],
  [
    { share: 0.25, rows: 1_200_000, splits: { done: 3, all: 12 } },
    9000,
    2000,
    'measuring, 9 s, 1,200,000 rows read, 3 of 12 splits: 25%, about 6 s left in this step',
  ],
  [
    { share: 0.25, total: 10_000_000, unit: 'rows' },
    2000,
    2000,
    'measuring, 2 s: 2,500,000 of 10,000,000 rows, 1,250,000 rows/s, about 6 s left in this step',
  ],
  [
    { share: 0.5, total: 4e8, unit: 'bytes' },
    2000,
    1000,
    'measuring, 2 s: 200 of 400 MB, 200 MB/s, about 1 s left in this step',
  ],
] as const)('%j after %d ms is told as a line', (progress, all, inStep, line) => {
  expect(progressLine(progress, all, inStep)).toBe(line);
});

/** Run a line of sh with a terminal for stdin, stdout and stderr, and say what the terminal saw. */
function inTerminal(line: string): string {
  const shell = line.replaceAll('clv', `'${process.execPath}' '${bin}'`);
  const options = { cwd: folder, encoding: 'utf8', input: '' } as const;
  // Debian and Fedora have script on every machine; where it is missing, python has terminals too.
  const python = 'import pty, sys; pty.spawn(["sh", "-c", sys.argv[1]])';
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['script', ['-qec', shell, join(folder, 'typescript')]],
    ['python3', ['-c', python, shell]],
  ];
  for (const [program, args] of ways) {
    const run = spawnSync(program, args, options);
    if (run.error === undefined) return run.stdout;
  }
  throw new Error('a terminal needs script or python3, got neither');
}

describe('clv measure on a terminal', () => {
  const orders = 'customer,date,amount\na,2025-01-13,5\n';
  writeFileSync(join(folder, 'orders.csv'), orders);
  const clear = '\r\u001B[K';

  it('tells how long it is at work after a second, and takes it away again', () => {
    const seen = inTerminal('(cat orders.csv; sleep 4) | clv measure - -o slow.json');
    // Not which second: a busy machine may take a while to start.
    expect(seen.split(clear)).toContainEqual(expect.stringMatching(/^measuring, \d+ s/));
    expect(seen).toContain(`${clear}preset generic: customer customer`);
    expect(readFileSync(join(folder, 'slow.json'), 'utf8')).toContain('"rows":1');
  });

  it('tells nothing where stderr is no terminal', () => {
    const seen = inTerminal('(cat orders.csv; sleep 1.2) | clv measure - -o slow.json 2>err');
    expect([seen, readFileSync(join(folder, 'err'), 'utf8')]).toEqual([
      '',
      'preset generic: customer customer, date date, amount amount\n',
    ]);
  });
});
