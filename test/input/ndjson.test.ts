import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNdjson } from '../../src/input/records/ndjson.ts';
import { bytesOf, cut, visitsOf } from './bytes.ts';

const read = (...pieces: (string | Uint8Array)[]) =>
  visitsOf((visitor) => readNdjson(bytesOf(...pieces), visitor));

describe('NDJSON', () => {
  test('is a value a line, with the number of the line', async () => {
    expect(await read('{"avg":1}\n[2]\n"three"\n')).toEqual([
      [1, { avg: 1 }],
      [2, [2]],
      [3, 'three'],
    ]);
  });

  test.each([
    ['no final line end', '1\n2'],
    ['lines that end as on Windows', '1\r\n2\r\n'],
    ['a byte order mark', '\uFEFF1\n2\n'],
    ['spaces around values', '  1 \n\t2\n'],
  ])('may have %s', async (_, text) => {
    expect(await read(text)).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  test('may have blank lines, which count as lines', async () => {
    expect(await read('\n1\n\n \t \r\n\r\n2\n\n')).toEqual([
      [2, 1],
      [6, 2],
    ]);
  });

  test.each(['', '\n', '\r\n', '\uFEFF', '  '])('of %j alone holds nothing', async (text) => {
    expect(await read(text)).toEqual([]);
  });

  test('refuses a line that is no JSON and reads on', async () => {
    expect(await read('{"avg":1}\n{avg}\n{"avg":1,"avg":2}\n4')).toEqual([
      [1, { avg: 1 }],
      [2, 'the line is not JSON: expected a key in double quotes or } at column 2'],
      [3, 'the line has a key twice in one object, the second time at column 10'],
      [4, 4],
    ]);
  });

  test('refuses a byte order mark that is not the first character', async () => {
    expect(await read('1\n\uFEFF2\n')).toEqual([
      [1, 1],
      [2, 'the line is not JSON: expected a value at column 1'],
    ]);
  });

  test('waits for each value to be taken', async () => {
    const order: string[] = [];
    await readNdjson(bytesOf('1\n2\n'), {
      async value(value) {
        order.push(`start ${String(value)}`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`end ${String(value)}`);
      },
      refuse() {},
    });
    expect(order).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
  });

  test('gives the same values on the same lines wherever its bytes are cut', async () => {
    const line = fc.oneof(
      fc
        .record({ avg: fc.nat(), note: fc.string({ unit: 'binary' }) })
        .map((x) => JSON.stringify(x)),
      fc.constantFrom('', '\r', '"é"', '"€😀"', '"日本"'),
    );
    const text = fc
      .tuple(fc.constantFrom('', '\uFEFF'), fc.array(line), fc.constantFrom('', '\n', '\r\n'))
      .map(([mark, lines, end]) => mark + lines.join('\n') + end);
    await fc.assert(
      fc.asyncProperty(cut(text), async ({ text: whole, pieces }) => {
        const lines = whole.replace('\uFEFF', '').split('\n');
        const expected = lines.flatMap((content, index) =>
          content.trim() === '' ? [] : [[index + 1, JSON.parse(content) as unknown]],
        );
        expect(await read(...pieces)).toEqual(expected);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
