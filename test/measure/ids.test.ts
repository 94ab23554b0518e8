import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyRows } from '../../src/engines/copy.ts';
import { openDuckdb } from '../../src/engines/duckdb/duckdb.ts';
import { fileOf, folder, measure } from './run.ts';

const harmless = ['+31612345678', '-5', '-1', 'a=1', "'=1", 'ann'];
const formulas = ['=1+1', '@sum(a1)', '\ta', '\ra', '+cmd', '-x', '=a","b'];
const quoted = (id: string) => `"${id.replaceAll('"', '""')}"`;
const text = `customer,date,amount,order\n${[...harmless, ...formulas]
  .map((id) => `${quoted(id)},2025-01-01,5,${quoted(id)}\n`)
  .join('')}`;

/** Cells of a column by a reader of CSV of its own, RFC 4180. */
const column = (file: string, at: number): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:^|\n)((?:"(?:[^"]|"")*"|[^"\n])*)(?=\n)/g)]
    .slice(1)
    .map(([, line = '']) => line.match(/"(?:[^"]|"")*"|[^",]+|(?<=,)(?=,)/g)?.[at] ?? '')
    .map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'));

const expected = [...harmless, ...formulas.map((id) => `'${id}`)].toSorted();

it.each([
  ['--summary', [], 0],
  ['--ledger', ['--ledger-ids', '--json'], 2],
] as const)(
  'an id in %s that a spreadsheet would run is told from others',
  async (flag, more, at) => {
    for (const [lang, said] of [
      ['en', `7 ids in FILE would run as a formula in a spreadsheet; each has a ' before it now`],
      [
        'nl',
        `7 id's in FILE zouden in een spreadsheet als formule werken; elk heeft nu een ' ervoor`,
      ],
    ] as const) {
      const file = join(folder, `ids-${lang}.csv`);
      const { stderr, code } = await measure(fileOf(text), flag, file, ...more, '--lang', lang);
      expect([code, stderr.split('\n')]).toEqual([
        0,
        expect.arrayContaining([said.replace('FILE', file)]),
      ]);
      expect(column(file, at).toSorted()).toEqual(expected);
    }
  },
);

it('ids in Parquet and digests stay as they are, and nothing is said where all do', async () => {
  const engine = await openDuckdb({ memory: undefined, progress: false, onInterrupt() {} });
  try {
    const file = join(folder, 'ids.parquet');
    const run = await measure(fileOf(text), '--summary', file, '--ledger', join(folder, 'h.csv'));
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('spreadsheet')]);
    const rows = await engine.query(`select customer from read_parquet('${file}')`);
    expect(rows.map(({ customer }) => String(customer)).toSorted()).toEqual(
      [...harmless, ...formulas].toSorted(),
    );
  } finally {
    await engine.close();
  }
  const plain = fileOf('customer,date,amount\n+31612345678,2025-01-01,5\n');
  const { stderr } = await measure(plain, '--summary', join(folder, 'plain.csv'));
  expect(stderr).not.toContain('spreadsheet');
});

it('rows of a server are written alike', async () => {
  async function* rows() {
    yield await Promise.resolve([...harmless, ...formulas].map((customer) => ({ customer, x: 1 })));
  }
  const file = join(folder, 'server.csv');
  expect(await copyRows(rows(), file, 'csv', 'customer')).toBe(formulas.length);
  expect(column(file, 0).toSorted()).toEqual(expected);
});
