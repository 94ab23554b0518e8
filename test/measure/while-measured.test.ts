import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { headOf } from '../../src/engines/duckdb/csv-header.ts';
import { bin, clvInProcess } from '../cli/clv.ts';
import { fileOf, folder } from './run.ts';

const plain = `customer,date,amount\nc0,2025-02-01,5\n${Array.from({ length: 2000 }, (_, at) => `c${at},2025-03-01,5\n`).join('')}`;

const changes: Readonly<Record<string, (file: string) => void>> = {
  'is removed': (file) => rmSync(file),
  // Half of the rows go without a word, and what is left is a good file.
  'is cut short': (file) => truncateSync(file, plain.indexOf('c1000,')),
  'is emptied': (file) => truncateSync(file, 0),
  'gets more rows': (file) => writeFileSync(file, 'd,2025-03-02,5\n', { flag: 'a' }),
  'is replaced by as many bytes': (file) => {
    const next = fileOf(plain.replaceAll(',5\n', ',6\n'));
    renameSync(next, file);
  },
};

it.each(Object.entries(changes))(
  'a file that %s while it is measured is refused, and nothing is written',
  async (_, change) => {
    const outputs = ['summary', 'ledger'].map((name) => join(folder, `${name}.csv`));
    const [summary = '', ledger = ''] = outputs;
    for (const flags of [['--json'], ['--summary', summary], ['--ledger', ledger, '--json']]) {
      const file = fileOf(plain);
      let isChanged = false;
      const run = await clvInProcess(['measure', file, ...flags], {
        // Once the columns are said, the file is open and no row of it is read.
        warned() {
          if (!isChanged) change(file);
          isChanged = true;
        },
      });
      const [, refusal] = run.stderr.split('\n');
      expect([run.code, run.stdout, refusal]).toEqual([
        2,
        '',
        `${file} was changed or removed while it was measured; measure it again`,
      ]);
    }
    expect(outputs.map(existsSync)).toEqual([false, false]);
  },
);

it('a folder that is gone is said, as far as it matters', () => {
  const file = fileOf(plain);
  const gone = join(folder, 'gone');
  mkdirSync(gone);
  const run = (what: string) =>
    execFileSync(
      'sh',
      [
        '-c',
        `rmdir '${gone}'; '${process.execPath}' '${bin}' measure ${what} -q --json 2>&1; echo $?; mkdir '${gone}'`,
      ],
      { cwd: gone, encoding: 'utf8' },
    );
  expect(run(file)).toMatch(/^\{"schema":"clv.measured\/2".*\n0\n$/s);
  mkdirSync(gone, { recursive: true });
  expect(run('orders.csv')).toBe(
    'the current folder does not exist any more; change to one that does\n2\n',
  );
});

it('of gzip no more is unpacked at once than a header may take', async () => {
  // 400 MB in 0.6 MB, of which the first megabyte was unpacked to look at its header.
  const row = 'a,2025-01-01,5\n';
  const part = gzipSync(Buffer.alloc(4_000_000, row), { level: 9 });
  const head = gzipSync('customer,date,amount\n');
  const path = fileOf(Buffer.concat([head, ...Array.from({ length: 100 }, () => part)]));
  expect(statSync(path).size).toBeLessThan(1024 * 1024);
  const before = process.resourceUsage().maxRSS;
  const { names } = await headOf({ name: path, path, skip: 0 });
  expect(names).toEqual(['customer', 'date', 'amount']);
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(64 * 1024);
});
