import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { InputFormat } from '../../src/input/records/format.ts';
import { readRecords } from '../../src/input/records/records.ts';
import { bytesOf } from './bytes.ts';

/** All that a visitor is told, in order. */
async function told(format: InputFormat | undefined, ...pieces: (string | Uint8Array)[]) {
  const calls: unknown[] = [];
  await readRecords(bytesOf(...pieces), format, {
    start: (shape) => void calls.push(shape),
    value: (value, place) => void calls.push([place, JSON.stringify(value)]),
    measured: (_, place) => void calls.push([place, 'measured']),
    refuse: (problem, place) => void calls.push([place, problem.message]),
  });
  return calls;
}

const looked = (...pieces: (string | Uint8Array)[]) => told(undefined, ...pieces);

describe('records in no named format', () => {
  test.each([
    ['an object on one line', '{"avg":50}\n', ['object', [1, '{"avg":50}']]],
    ['an object without a line end', '{"avg":50}', ['object', [1, '{"avg":50}']]],
    ['an object over lines', '{\n  "avg": 50\n}\n', ['object', [1, '{"avg":50}']]],
    ['an object after a blank line', '\n\n {"avg":50}\n', ['object', [3, '{"avg":50}']]],
    ['an array', '[{"avg":1},\n{"avg":2}]', ['array', [1, '{"avg":1}'], [2, '{"avg":2}']]],
    ['an empty array', ' []\n', ['array']],
    [
      'several objects, a line each',
      '{"avg":1}\n\n{"avg":2}\n{"avg":3}\n',
      ['ndjson', [1, '{"avg":1}'], [3, '{"avg":2}'], [4, '{"avg":3}']],
    ],
    [
      'objects of which the second is broken',
      '{"avg":1}\n{"avg":1,"avg":2}\n{"avg":3}\n',
      [
        'ndjson',
        [1, '{"avg":1}'],
        [2, 'the line has a key twice in one object, the second time at column 10'],
        [3, '{"avg":3}'],
      ],
    ],
    ['a table', 'name,avg\na,50\n', ['csv', [2, '{"name":"a","avg":"50"}']]],
    ['a table in semicolons', '"avg";freq\n50;4\n', ['csv', [2, '{"avg":"50","freq":"4"}']]],
    ['a table in tabs', 'avg\tfreq\n50\t4\n', ['csv', [2, '{"avg":"50","freq":"4"}']]],
    ['a table after blank lines', '\n\navg;freq\n50;4\n', ['csv', [4, '{"avg":"50","freq":"4"}']]],
    ['a header without rows', 'avg,freq', ['csv']],
  ])('are seen to be %s', async (_, text, calls) => {
    expect(await looked(text)).toEqual(calls);
    expect(await looked(`\uFEFF${text}`)).toEqual(calls);
    const bytes = Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte));
    expect(await looked(...bytes)).toEqual(calls);
  });

  test.each(['', '\n', ' \r\n\t', '\uFEFF'])('are none in %j, and nobody is told', async (text) => {
    expect(await looked(text)).toEqual([]);
  });

  test.each([
    ['5', '5'],
    ['"text"', String.raw`"\"text\""`],
    ['null\n', 'null'],
    ['name,price\na,1\n', 'name,price'],
    ['avg 50\n', '"avg 50"'],
    ['<html>\n', '<html>'],
  ])('are refused in %j', async (text, got) => {
    await expect(looked(text)).rejects.toThrow(
      new InputError(
        `input must be JSON objects, NDJSON, or CSV with a header of names such as avg,freq,years, got ${got}`,
      ),
    );
  });

  test('in JSON that is broken are refused', async () => {
    await expect(looked('{"avg":50,\n"freq":}')).rejects.toThrow(
      'input is not JSON: expected a value at line 2, column 8',
    );
    await expect(looked('[{"avg":50},\n')).rejects.toThrow(
      'input is not JSON: expected a value at',
    );
  });
});

describe('records in a named format', () => {
  test('are read as that, whatever they look like', async () => {
    expect(await told('ndjson', '{"avg":50}')).toEqual(['ndjson', [1, '{"avg":50}']]);
    expect(await told('json', '{"avg":50}')).toEqual(['object', [1, '{"avg":50}']]);
    expect(await told('csv', 'name\na\n')).toEqual(['csv', [2, '{"name":"a"}']]);
    expect(await told('ndjson', '[1]\n5\n')).toEqual(['ndjson', [1, '[1]'], [2, '5']]);
  });

  test('that are NDJSON or CSV may be none', async () => {
    expect(await told('ndjson', '')).toEqual(['ndjson']);
    expect(await told('csv', '')).toEqual(['csv']);
  });

  test('that is JSON must be a document', async () => {
    await expect(told('json', '')).rejects.toThrow(
      'input is not JSON: expected a value at column 1',
    );
    await expect(told('json', '{}\n{}')).rejects.toThrow(
      'input is not JSON: expected nothing more at line 2, column 1',
    );
  });
});

test('what a visitor throws stops the reading', async () => {
  const values: unknown[] = [];
  const reading = readRecords(bytesOf('{"avg":1}\n{"avg":2}\n{"avg":3}\n'), undefined, {
    start() {},
    value(value) {
      values.push(value);
      if (values.length === 2) throw new InputError('enough');
    },
    measured() {},
    refuse() {},
  });
  await expect(reading).rejects.toThrow(new InputError('enough'));
  expect(values).toEqual([{ avg: 1 }, { avg: 2 }]);
});
