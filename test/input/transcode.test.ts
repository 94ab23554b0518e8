import { isUtf8 } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { type Encoding, encodingOf, toUtf8 } from '../../src/input/records/transcode.ts';
import { bytesOf } from './bytes.ts';

async function utf8Of(pieces: readonly Uint8Array[], encoding: Encoding): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of toUtf8(bytesOf(...pieces), encoding, 'orders.csv')) {
    all.push(Buffer.from(piece));
  }
  const bytes = Buffer.concat(all);
  expect(isUtf8(bytes)).toBe(true);
  return bytes.toString('utf8');
}

const found = (...pieces: (string | Uint8Array)[]) => encodingOf(bytesOf(...pieces), 'orders.csv');

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();
const littleEndian = (text: string) => Buffer.from(text, 'utf16le');

/** The table of Windows-1252 in the encoding standard of the web, 0x80 to 0x9f, by code point. */
const fromWindows = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
  0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122,
  0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
];
const windowsCode = (byte: number) =>
  byte >= 0x80 && byte < 0xa0 ? (fromWindows[byte - 0x80] ?? 0) : byte;

/** Bytes cut into pieces anywhere. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((at) => Math.min(at, bytes.length)), bytes.length];
  ends.sort((one, other) => one - other);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const places = fc.array(fc.nat({ max: 300 }), { maxLength: 12 });
const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const options = { seed: 1, numRuns: 1000 };

describe('any text, cut anywhere, is itself after', () => {
  test.each([
    ['UTF-16LE', littleEndian, ''],
    ['UTF-16LE', littleEndian, '\uFEFF'],
    ['UTF-16BE', bigEndian, ''],
    ['UTF-16BE', bigEndian, '\uFEFF'],
  ] as const)('%s', async (encoding, encode, mark) => {
    await fc.assert(
      fc.asyncProperty(anyText, places, async (text, cuts) => {
        fc.pre(!text.startsWith('\uFEFF'));
        const bytes = encode(mark + text);
        expect(await utf8Of(cutAt(bytes, cuts), encoding)).toBe(text);
        // One NUL after the mark would be that of UTF-32.
        fc.pre(!text.startsWith('\0'));
        if (mark !== '') expect(await found(...cutAt(bytes, cuts))).toBe(encoding);
      }),
      options,
    );
  });

  test('Windows-1252', async () => {
    const bytesBeyond = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(bytesBeyond, places, async (bytes, cuts) => {
        const text = String.fromCodePoint(...Array.from(bytes, windowsCode));
        expect(await utf8Of(cutAt(bytes, cuts), 'Windows-1252')).toBe(text);
      }),
      options,
    );
  });

  test('UTF-8, which it is found to be', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, places, async (text, cuts) => {
        fc.pre(!text.includes('\0') && !text.startsWith('PK'));
        expect(await found(...cutAt(Buffer.from(text), cuts))).toBe('UTF-8');
        expect(await utf8Of(cutAt(Buffer.from(text), cuts), 'UTF-8')).toBe(text);
      }),
      options,
    );
  });
});

test('a text is UTF-8 exactly when all its bytes are, wherever they are cut', async () => {
  // Bytes that UTF-8 is made of, so that about half of the texts are valid.
  const parts = fc.constantFrom(
    ...['a', 'é', '€', '😀', '\n'].map((sign) => Buffer.from(sign)),
    Buffer.of(0xe9),
    Buffer.of(0xe2, 0x82),
    Buffer.of(0x80),
    Buffer.of(0xf8),
  );
  const weighted = fc.array(parts, { maxLength: 8 });
  let valid = 0;
  await fc.assert(
    fc.asyncProperty(weighted, places, async (list, cuts) => {
      const bytes = Buffer.concat(list);
      const encoding = await found(...cutAt(bytes, cuts)).catch((error: unknown) => {
        expect(error).toBeInstanceOf(InputError);
        return 'refused';
      });
      if (isUtf8(bytes)) valid++;
      expect(encoding === 'UTF-8').toBe(isUtf8(bytes));
    }),
    options,
  );
  expect(valid).toBeGreaterThan(100);
});

const header = 'order,customer,date,amount\n1,Zoë,2025-01-01,5\n';

async function* thenFails() {
  yield* bytesOf(`${'x'.repeat(5000)}\n`);
  yield* bytesOf(Buffer.of(0xe9, 0x0a));
  throw new Error('read on');
}

describe('an encoding is found', () => {
  test.each<[string, Uint8Array | string, Encoding]>([
    ['UTF-8 with a mark', `\uFEFF${header}`, 'UTF-8'],
    ['nothing', '', 'UTF-8'],
    ['ASCII', 'a,b\n', 'UTF-8'],
    ['UTF-16LE without a mark', littleEndian(header), 'UTF-16LE'],
    ['UTF-16BE without a mark', bigEndian(header), 'UTF-16BE'],
    ['UTF-16LE of one line', littleEndian('a\n'), 'UTF-16LE'],
    ['Windows-1252', Buffer.from(header, 'latin1'), 'Windows-1252'],
    [
      'Windows-1252 that ends with a letter',
      Buffer.from('a,b\n1,caf\xe9', 'latin1'),
      'Windows-1252',
    ],
    ['Windows-1252 far on', Buffer.from(`${'a,b\n'.repeat(50_000)}\x80`, 'latin1'), 'Windows-1252'],
    ['a stray NUL', 'a,b\n1,\0\n', 'UTF-8'],
  ])('for %s', async (_, bytes, encoding) => {
    expect(await found(bytes)).toBe(encoding);
  });

  test('without a look at what stands behind', async () => {
    expect(await encodingOf(thenFails(), 'orders.csv')).toBe('Windows-1252');
  });
});

describe('refused is', () => {
  test.each([
    [
      'a text in two encodings',
      Buffer.concat([Buffer.from(header), Buffer.from(header, 'latin1')]),
      'orders.csv must be in one encoding, got UTF-8 at first and other bytes later; convert the parts before joining them',
    ],
    [
      'UTF-8 that is cut short',
      Buffer.from('a,é,€').subarray(0, -1),
      'orders.csv must be a whole text, got UTF-8 that ends inside a character',
    ],
    [
      'a spreadsheet',
      'PK\u0003\u0004...',
      'orders.csv must be text, got a ZIP file, as .xlsx is; save it as CSV',
    ],
    [
      'UTF-32',
      Buffer.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0),
      'orders.csv must be text, got UTF-32; save it as CSV',
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(found(bytes)).rejects.toThrow(new InputError(message));
  });

  test.each([
    ['UTF-16 with an odd byte', Buffer.from('a\0b'), ' at its end; it may be cut short'],
    ['UTF-16 with half a pair', Buffer.from('\uD83Da', 'utf16le'), ''],
    [
      'UTF-16 that ends in half a pair',
      Buffer.from('a\uD83D', 'utf16le'),
      ' at its end; it may be cut short',
    ],
  ])('%s', async (_, bytes, end) => {
    await expect(utf8Of([bytes], 'UTF-16LE')).rejects.toThrow(
      new InputError(`orders.csv must be whole UTF-16, got half a character${end}`),
    );
  });
});
