import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codesOf, fileOf, measure, measured } from './run.ts';

const table = 'customer,date,amount\na,2026-01-05,10.50\nb,2026-01-06,20\n';
const revenue = async (content: string | Uint8Array, ...flags: readonly string[]) =>
  (await measured(fileOf(content), '--max-rejected', '0', ...flags)).revenue.value;

describe('lines above the header', () => {
  it.each([
    ['sep=;\n', ';'],
    ['sep=,\r\n', ','],
    ['"sep=;"\n', ';'],
    ['sep=\t\n', '\t'],
  ])('may name the delimiter, as Excel does: %j', async (line, delimiter) => {
    const end = line.endsWith('\r\n') ? '\r\n' : '\n';
    const rows = table.replaceAll(',', delimiter).replaceAll('\n', end);
    expect(await revenue(line + rows)).toBe(30.5);
  });

  it.each(['Orders of 2026\n\n', 'Orders,,\n"January, all shops",,\n', '\n\n'])(
    'are titles that --skip takes off, and are found: %j',
    async (titles) => {
      const file = fileOf(titles + table);
      expect((await measure(file)).stderr).toBe(
        `${file} has its header on line 3; skip what is above it with --skip 2\n`,
      );
      expect((await measured(file, '--skip', '2')).revenue.value).toBe(30.5);
    },
  );

  it('do not shift the rows that are named', async () => {
    const file = fileOf(`Orders\nsep=;\n${table.replaceAll(',', ';')}c;soon;1\nd;2026-01-07\n`);
    const { stderr } = await measure(file, '--skip', '1');
    expect(stderr).toContain('the first are row 3 (soon), 4;');
  });

  it('are none where cells of the header have blanks or are few', async () => {
    expect(
      await revenue(table.replace('customer,date,amount', 'customer id,order date,total amount')),
    ).toBe(30.5);
    expect((await measure(fileOf('who,what\na,b\n'))).stderr).toContain(
      'no column is known to hold',
    );
  });

  it('are a whole number, of files', async () => {
    const { stderr } = await measure(fileOf(table), '--skip', 'two');
    expect(stderr).toBe('--skip must be a whole number from 0 to 1000, got two\n');
  });
});

describe('lines that end in two ways', () => {
  const crlf = table.replaceAll('\n', '\r\n');
  it.each([
    ['one LF in CRLF', crlf.replace('10.50\r\n', '10.50\n')],
    ['one CRLF in LF', table.replace('10.50\n', '10.50\r\n')],
    ['the last', crlf.replace(/\r\n$/, '\n')],
    ['in gzip', gzipSync(crlf.replace('10.50\r\n', '10.50\n'))],
    [
      'in Windows-1252',
      Buffer.from(`${crlf.replace('10.50\r\n', '10.50\n')}\u00e9,2026-01-07,1\r\n`, 'latin1'),
    ],
  ])('are read: %s', async (name, content) => {
    expect(await revenue(content)).toBe(name === 'in Windows-1252' ? 31.5 : 30.5);
  });
});

describe('cells between blanks', () => {
  it.each([
    ['one blank', table.replaceAll(',', ' ')],
    [
      'runs of them',
      ' customer      date       amount\n   a   2026-01-05    10.50\n   b   2026-01-06    20   \n',
    ],
  ])('are read: %s', async (_, content) => {
    expect(await revenue(content)).toBe(30.5);
  });

  it('are rejected where they are too many', async () => {
    const file = fileOf(`${table.replaceAll(',', ' ')}c 2026-01-07 10:00 5\n`);
    expect(codesOf(await measured(file, '--max-rejected', '50%'))).toEqual({ USED: 2, R_SHAPE: 1 });
  });
});

it('two columns of one name are refused', async () => {
  const file = fileOf('customer,date,Amount,amount\na,2026-01-05,10,20\n');
  const { stderr, code } = await measure(file);
  expect([code, stderr]).toEqual([
    2,
    `${file} has two columns called amount; rename one in the header\n`,
  ]);
});
