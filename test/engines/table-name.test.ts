import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { tableName } from '../../src/engines/table-name.ts';

it.each([
  ['orders', ['orders']],
  ['shop.orders', ['shop', 'orders']],
  ['hive.shop.orders', ['hive', 'shop', 'orders']],
  ['"my.shop".orders', ['my.shop', 'orders']],
  ['"a""b"', ['a"b']],
  ['a"; drop table orders; --', ['a"; drop table orders; --']],
  ['Order 名', ['Order 名']],
])('%s has the parts %j', (text, parts) => {
  expect(tableName(text)).toEqual(parts);
});

it.each(['', '.', 'a.', '.a', 'a..b', '""', '"a', '"a"b', 'a\0'])('refuses %j', (text) => {
  expect(() => tableName(text)).toThrow(
    '--table must be a name such as orders, shop.orders or "my.orders", got ',
  );
});

it('any name can be written in quotes', () => {
  const part = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      const text = parts.map((each) => `"${each.replaceAll('"', '""')}"`).join('.');
      expect(tableName(text)).toEqual(parts);
    }),
  );
});
