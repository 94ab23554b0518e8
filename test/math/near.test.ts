import { expect, test } from 'vitest';
import { compareNear } from '../../src/math/near.ts';

test('what rounding made different is the same', () => {
  expect(compareNear(0.1 + 0.2, 0.3)).toBe(0);
  expect(compareNear(0.1 * 3, 0.3)).toBe(0);
  expect(compareNear(0, -0)).toBe(0);
  expect(compareNear(1e300 * (1 + 1e-13), 1e300)).toBe(0);
});

test('what differs by a billionth is not', () => {
  expect(compareNear(1 + 1e-9, 1)).toBe(1);
  expect(compareNear(1 - 1e-9, 1)).toBe(-1);
  expect(compareNear(-1 - 1e-9, -1)).toBe(-1);
  expect(compareNear(1e-300, 0)).toBe(1);
});

test('a difference of large figures has their rounding', () => {
  expect(compareNear(-1.4e-14, 0, 100)).toBe(0);
  expect(compareNear(-1e-7, 0, 100)).toBe(-1);
});

test('an infinity is equal to itself alone', () => {
  expect(compareNear(5, Infinity)).toBe(-1);
  expect(compareNear(5, -Infinity)).toBe(1);
  expect(compareNear(Infinity, Infinity)).toBe(0);
  expect(compareNear(-Infinity, Infinity)).toBe(-1);
});
