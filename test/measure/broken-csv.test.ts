import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, measure, named } from './run.ts';

const header = 'customer,date,amount\n';
const last = 'b,2025-01-13,2.5\n';
const looked = [...named, '--max-rejected', '100%', '--quiet', '--json'];
// Without a look at the amounts DuckDB survives more, and rejects the row.
const lenient = [...looked, '--decimal', 'point'];

const closing = 'has text after a closing quote; quote the whole cell, or none of it';
const ending = 'ends in CR, and the header in LF; give all lines one ending, as dos2unix does';

describe('a row that DuckDB does not survive is named', () => {
  it.each([
    ['a sign behind an amount', `${header}a,2025-01-01,"20"€\n${last}`, 1, closing],
    ['a no-break space behind one', `${header}${last}a,2025-01-01,"20"\u00a0\n${last}`, 2, closing],
    ['a letter behind a date', `${header}a,"2025-01-01"é,20\n${last}`, 1, closing],
    ['behind a blank', `${header}${last}${last}a, "2025-01-01" é,20\n`, 3, closing],
    ['beside a quote in a cell', `${header}"a ""b""",2025-01-01,"20"€\n`, 1, closing],
    ['in gzip', gzipSync(`${header}a,2025-01-01,"20"€\n${last}`), 1, closing],
    ['between semicolons', `${header}a,2025-01-01,"20"€\n`.replaceAll(',', ';'), 1, closing],
    ['behind blank lines', `${header}\n\n${last}a,2025-01-01,"20"€\n`, 4, closing],
    ['a CR alone', `${header}${last}a\rb,2025-01-01,20\n`, 2, ending],
    ['a CR at the end', `${header}${last.trim()}\r`, 1, ending],
  ])('%s', async (_, content, row, rule) => {
    const file = fileOf(content);
    for (const flags of [looked, [...looked, '--ledger', fileOf('')]]) {
      expect(await measure(file, ...flags)).toEqual({
        code: 2,
        stdout: '',
        stderr: `row ${row} of ${file} ${rule}\n`,
      });
    }
  });
});

it('a rejected row of several lines may hold rows, and is refused', async () => {
  const file = fileOf(`${header}"a\n,2025-01-03,20\nb,2025-01-03,"\n${last}`);
  const { stderr, code } = await measure(file, ...lenient);
  expect([code, stderr]).toEqual([2, expect.stringContaining('one in row 1 that takes the rows')]);
});

it('blank lines before a stray quote are no cell of several lines', async () => {
  const { stdout } = await measure(fileOf(`${header}\n\n"a"x,2025-01-01,1\n${last}`), ...lenient);
  expect(JSON.parse(stdout)).toMatchObject({ ledger: { rows: { read: 2, rejected: 1 } } });
});

describe('any cells', () => {
  const signs = [
    'a',
    '5',
    '"',
    '""',
    '"20"',
    '€',
    'é',
    '🎉',
    ' ',
    '\u00a0',
    "'",
    '\\',
    ';',
    '#',
    ',',
  ];
  const cell = fc.array(fc.constantFrom(...signs), { maxLength: 4 }).map((all) => all.join(''));
  const row = fc.oneof(
    fc.constant('a,2025-01-01,5'),
    fc
      .tuple(fc.constantFrom('%,2025-01-03,20', 'a,%,20', 'a,2025-01-03,%'), cell)
      .map(([pattern, text]) => pattern.replace('%', () => text)),
  );
  const content = fc
    .tuple(fc.array(row, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([rows, end]) => ['customer,date,amount', ...rows, 'z,2025-01-09,9', ''].join(end));

  it('are read with no row lost, or refused in a line', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        const { stdout, stderr, code } = await measure(fileOf(text), ...lenient);
        if (code === 2) {
          expect(stderr).toMatch(/^[^\n]+\n$/);
          return;
        }
        const rows = text.split(/[\r\n]+/).length - 2;
        expect([code, JSON.parse(stdout)]).toMatchObject([0, { ledger: { rows: { read: rows } } }]);
      }),
      { numRuns: 25 },
    );
  });
});
