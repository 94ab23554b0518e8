import { expect, test } from 'vitest';
import { bestValue } from '../../src/metrics/best-value.ts';

test('the present value counts before the one after costs, and that before revenue', () => {
  expect(bestValue({ clvPresent: 1, clvMargin: 2, clv: 3 })).toBe(1);
  expect(bestValue({ clvMargin: 2, clv: 3 })).toBe(2);
  expect(bestValue({ clv: 3 })).toBe(3);
});

test('a value of 0 is a value', () => {
  expect(bestValue({ clvPresent: 0, clvMargin: 2 })).toBe(0);
});

test('none at all is refused', () => {
  expect(() => bestValue({})).toThrow(
    new RangeError('clvPresent or clvMargin must be given, got neither'),
  );
});
