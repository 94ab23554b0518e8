import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../src/math/sum.ts';
import { seeded } from '../metrics/arbitrary.ts';

test('the sum of nothing is 0', () => {
  expect(sum([])).toBe(0);
});

test('ten dimes are exactly one, where a plain loop is off by a bit', () => {
  const dimes = Array.from({ length: 10 }, () => 0.1);
  expect(dimes.reduce((total, dime) => total + dime, 0)).not.toBe(1);
  expect(sum(dimes)).toBe(1);
});

// The case that Kahan's sum gets wrong (0) and Neumaier's right; the answer is plain arithmetic.
test('a small number survives two large ones that cancel', () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
});

test('a million cents are ten thousand', () => {
  expect(sum(Array.from({ length: 1_000_000 }, () => 0.01))).toBe(10_000);
});

test('an infinite total is infinite, not NaN', () => {
  expect(sum([1, Infinity])).toBe(Infinity);
  expect(sum([-Infinity, 1, 2])).toBe(-Infinity);
  expect(sum([Number.MAX_VALUE, Number.MAX_VALUE])).toBe(Infinity);
});

test('it takes any iterable, once', () => {
  expect(sum(new Set([1, 2, 3]).values())).toBe(6);
});

test('it is the exact sum of cents, rounded once, whatever their order', () => {
  const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 200 }), (list) => {
      // Whole numbers of quarters are doubles, so this sum is exact.
      const exact = list.reduce((total, number) => total + number, 0);
      const quarters = list.map((number) => number / 4);
      expect(sum(quarters)).toBe(exact / 4);
      expect(sum(quarters.toReversed())).toBe(exact / 4);
      // Hundredths are not doubles: each is off by half a unit in its last place at most, and the
      // sum adds one rounding of its own; a plain loop adds one each step.
      const size = list.reduce((total, number) => total + Math.abs(number), 0) / 100;
      const found = sum(list.map((number) => number / 100));
      expect(Math.abs(found - exact / 100)).toBeLessThanOrEqual(3 * 2 ** -53 * size);
    }),
    seeded,
  );
});
