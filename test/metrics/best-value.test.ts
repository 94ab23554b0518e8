import { expect, test } from 'vitest';
import { bestMarginValue, bestValue } from '../../src/metrics/best-value.ts';

test('the present value counts before the one after costs, and that before revenue', () => {
  expect(bestValue({ clvPresent: 1, clvMargin: 2, clv: 3 })).toBe(1);
  expect(bestValue({ clvMargin: 2, clv: 3 })).toBe(2);
  expect(bestValue({ clv: 3 })).toBe(3);
  expect(bestMarginValue({ clvPresent: 1, clvMargin: 2 })).toBe(1);
  expect(bestMarginValue({ clvMargin: 2 })).toBe(2);
});

test('a value of 0 is a value', () => {
  expect(bestValue({ clvPresent: 0, clvMargin: 2 })).toBe(0);
  expect(bestMarginValue({ clvPresent: 0, clvMargin: 2 })).toBe(0);
});

test('none at all is refused', () => {
  expect(() => bestValue({})).toThrow(
    new RangeError('modelClv, clvPresent, clvMargin or clv must be given, got none'),
  );
});
