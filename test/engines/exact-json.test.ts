import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseExact } from '../../src/engines/trino/exact-json.ts';

it('whole numbers that a double may not carry are texts, others are as they were', () => {
  const text =
    '{"a":[9007199254740993,-9223372036854775808,12,0.1234567890123456,1.5e300,"9007199254740993","\\"1234567890123456\\\\"]}';
  expect(parseExact(text)).toEqual({
    a: [
      '9007199254740993',
      '-9223372036854775808',
      12,
      0.1234567890123456,
      1.5e300,
      '9007199254740993',
      '"1234567890123456\\',
    ],
  });
});

const long = (_: string, each: unknown): unknown =>
  typeof each === 'number' && /^-?\d{16,}$/.test(JSON.stringify(each))
    ? JSON.stringify(each)
    : each;

it('reads what JSON.stringify writes of all but long whole numbers', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, isPretty) => {
      const text = JSON.stringify(value, undefined, isPretty ? 1 : undefined);
      expect(parseExact(text)).toEqual(JSON.parse(text, long));
    }),
  );
});
