import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8File } from '../../../src/cli/files/utf8-file.ts';
import { InputError } from '../../../src/errors.ts';

const root = mkdtempSync(join(tmpdir(), 'clv-utf8-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder = root;
let aside = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'run-'));
  aside = join(folder, 'aside.csv');
});

const text = `order,customer,amount\n${Array.from({ length: 100_000 }, (_, row) => `${row},Zoë ${row},5.00\n`).join('')}`;
const encodings = {
  'UTF-8': Buffer.from(text),
  'UTF-16LE': Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16BE': Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'Windows-1252': Buffer.from(text, 'latin1'),
};

describe.each([
  ['plain', false],
  ['compressed', true],
])('a %s file', (_, isCompressed) => {
  it.each(Object.entries(encodings))('in %s is read as UTF-8', async (encoding, bytes) => {
    const file = join(folder, 'orders [1]*.csv');
    writeFileSync(file, isCompressed ? gzipSync(bytes, { level: 1 }) : bytes);
    const found = await utf8File(file, aside);
    if (encoding === 'UTF-8') {
      expect(found).toEqual({ path: file, encoding, isCompressed, mixesLineEnds: false });
      expect(readdirSync(folder)).toEqual(['orders [1]*.csv']);
    } else {
      expect(found).toEqual({ path: aside, encoding, isCompressed: false, mixesLineEnds: false });
      expect(readFileSync(aside, 'utf8') === text).toBe(true);
    }
  });
});

describe('refused with one line, and nothing left aside, is', () => {
  const bytes = gzipSync(encodings['UTF-16LE']);
  it.each([
    ['a gzip file that is cut short', bytes.subarray(0, -2000), 'unexpected end of file'],
    [
      'a gzip file with other bytes inside',
      Buffer.concat([bytes.subarray(0, 4000), Buffer.alloc(4000), bytes.subarray(8000)]),
      'incorrect data check',
    ],
  ])('%s', async (_, content, reason) => {
    const file = join(folder, 'orders.csv.gz');
    writeFileSync(file, content);
    const error: unknown = await utf8File(file, aside).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(
      new RegExp(`^${file} must be a whole gzip file, got .*${reason}.*; copy it again$`),
    );
    expect(readdirSync(folder)).toEqual(['orders.csv.gz']);
  });

  it('UTF-16 that is cut short', async () => {
    const file = join(folder, 'orders.csv');
    writeFileSync(file, encodings['UTF-16LE'].subarray(0, -1));
    await expect(utf8File(file, aside)).rejects.toThrow(
      new InputError(
        `${file} must be whole UTF-16, got half a character at its end; it may be cut short`,
      ),
    );
    expect(readdirSync(folder)).toEqual(['orders.csv']);
  });

  it('a file that is not there, and what is no file', async () => {
    const absent = join(folder, 'absent.csv');
    await expect(utf8File(absent, aside)).rejects.toThrow(
      new InputError(`${absent} does not exist`),
    );
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    await expect(utf8File(inner, aside)).rejects.toThrow(new InputError(`${inner} is a directory`));
    await expect(utf8File('/dev/null', aside)).rejects.toThrow(
      new InputError('/dev/null is a device or a pipe; name a plain file'),
    );
  });
});
