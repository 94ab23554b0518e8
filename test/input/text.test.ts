import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { wholeLines, wholeText } from '../../src/input/records/text.ts';
import { bytesOf, cut } from './bytes.ts';

async function lines(...pieces: (string | Uint8Array)[]): Promise<string[]> {
  const all: string[] = [];
  for await (const text of wholeLines(bytesOf(...pieces))) all.push(text);
  return all;
}

const notUtf8 = new InputError('input is not UTF-8 text; convert it, as with iconv -t utf-8');

describe('whole lines', () => {
  test('come in pieces that each end with a line', async () => {
    expect(await lines('a\nb', 'c\nd\ne', 'f')).toEqual(['a\n', 'bc\nd\n', 'ef']);
  });

  test('lose the byte order mark of the first, even cut, and of no other', async () => {
    const mark = Buffer.from('\uFEFF');
    expect(await lines(mark.subarray(0, 2), mark.subarray(2), 'a\n\uFEFFb')).toEqual([
      'a\n',
      '\uFEFFb',
    ]);
  });

  test('hold all of the text wherever its bytes are cut', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', 'é', '€', '😀') });
    await fc.assert(
      fc.asyncProperty(cut(text), async ({ text: whole, pieces }) => {
        const got = await lines(...pieces);
        expect(got.join('')).toBe(whole);
        expect(got.slice(0, -1).every((piece) => piece.endsWith('\n'))).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test.each([
    ['Windows-1252', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a])],
    ['UTF-16', Buffer.from('\uFEFFavg\n', 'utf16le')],
    ['a character that is cut off', Buffer.from('€').subarray(0, 2)],
    ['an overlong slash', Buffer.from([0xc0, 0xaf])],
    ['half of a surrogate pair', Buffer.from([0xed, 0xa0, 0x80])],
  ])('in %s are refused rather than garbled', async (_, bytes) => {
    await expect(lines('avg\n', bytes)).rejects.toThrow(notUtf8);
    await expect(wholeText(bytesOf(bytes))).rejects.toThrow(notUtf8);
  });

  const mebibyte = 'x'.repeat(1024 * 1024);

  test('may be 16 MiB long, and are refused beyond before they are read to their end', async () => {
    const longest = Array.from({ length: 16 }, () => mebibyte);
    expect((await lines(...longest, '\n')).map((line) => line.length)).toEqual([
      16 * 1024 ** 2 + 1,
    ]);
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked++;
        yield* bytesOf(mebibyte);
      }
    }
    const read = async () => {
      for await (const text of wholeLines(endless())) expect(text).toBe('never');
    };
    await expect(read()).rejects.toThrow(
      new InputError('a line must be at most 16777216 bytes, got a longer one'),
    );
    expect(asked).toBe(17);
  });
});

describe('a whole text', () => {
  test('is put together across cut characters, without its byte order mark', async () => {
    const bytes = Buffer.from('\uFEFFprijs: € 5\n');
    const each = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await wholeText(bytesOf(...each))).toBe('prijs: € 5\n');
  });

  test('beyond 64 MiB is refused and read no further, naming the formats without a limit', async () => {
    const piece = Buffer.alloc(16 * 1024 ** 2, ' ');
    let count = 0;
    async function* endless() {
      for (;;) {
        count++;
        yield await Promise.resolve(piece);
      }
    }
    await expect(wholeText(endless())).rejects.toThrow(
      new InputError(
        'input is longer than 64 MB, the limit of a document; NDJSON and CSV have none',
      ),
    );
    expect(count).toBe(5);
  });
});
