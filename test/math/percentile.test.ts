import { expect, test } from 'vitest';
import { percentile } from '../../src/math/percentile.ts';

test('a percentile is read in proportion, as numpy.percentile does', () => {
  // numpy 2.4: np.percentile([1, 2, 4, 8], [0, 5, 50, 95, 100])
  const numbers = [1, 2, 4, 8];
  const found = [0, 0.05, 0.5, 0.95, 1].map((p) => percentile(numbers, p));
  const expected = [1, 1.15, 3, 7.4, 8];
  found.forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 12));
});

test('a percentile among infinities is one, and never NaN', () => {
  const numbers = [1, 2, Infinity, Infinity];
  expect(percentile(numbers, 1 / 3)).toBe(2);
  expect(percentile(numbers, 0.5)).toBe(Infinity);
  expect(percentile(numbers, 1)).toBe(Infinity);
  const both = [-Infinity, -Infinity, 1, Infinity];
  expect(percentile(both, 1 / 3)).toBe(-Infinity);
  expect(percentile(both, 0.5)).toBe(-Infinity);
  expect(percentile(both, 2 / 3)).toBe(1);
  expect(percentile(both, 0.9)).toBe(Infinity);
  expect(percentile([-Infinity, Infinity], 0.5)).toBe(-Infinity);
});

test('no numbers and no share are refused', () => {
  expect(() => percentile([], 0.5)).toThrow('a percentile must be of numbers, got none');
  expect(() => percentile([1], 2)).toThrow('p must be from 0 to 1, got 2');
});
