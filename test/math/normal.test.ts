import { expect, test } from 'vitest';
import { normalProbability, normalQuantile } from '../../src/math/normal.ts';

/** -sqrt(2) erfinv(1 - 2p) with 40 digits by mpmath 1.3, p being the double itself. */
const quantiles: readonly (readonly [number, number])[] = [
  [1e-20, -9.262340089798407],
  [1e-10, -6.361340902404057],
  [1e-5, -4.264890793922825],
  [0.001, -3.0902323061678136],
  [0.025, -1.9599639845400543],
  [0.05, -1.6448536269514726],
  [0.074, -1.4466320671589785],
  [0.076, -1.4325027208258116],
  [0.25, -0.6744897501960817],
  [0.4, -0.2533471031357997],
  [0.5, 0],
  [0.75, 0.6744897501960817],
  [0.924, 1.4325027208258119],
  [0.926, 1.4466320671589787],
  [0.95, 1.6448536269514722],
  [0.975, 1.9599639845400538],
  [0.999, 3.090232306167813],
  [0.99999, 4.264890793923841],
];

/** scipy.stats.norm.ppf and norm.cdf of scipy 1.17, where mpmath's erfinv gives up. */
const farQuantiles: readonly (readonly [number, number])[] = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965322],
];
const probabilities: readonly (readonly [number, number])[] = [
  [-8, 6.22096057427174e-16],
  [-6, 9.865876450376946e-10],
  [-3, 0.0013498980316300933],
  [-1.5, 0.06680720126885807],
  [-0.1, 0.460172162722971],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [1.6448536269514722, 0.95],
  [4, 0.9999683287581669],
  [7, 0.9999999999987201],
];

test.each([...quantiles, ...farQuantiles])('the normal quantile of %d is %d', (p, expected) => {
  const error = Math.abs(normalQuantile(p) - expected);
  expect(error).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
});

test.each(probabilities)('the normal probability of %d is %d', (z, expected) => {
  expect(Math.abs(normalProbability(z) - expected)).toBeLessThanOrEqual(2e-15);
});

test('the ends are infinite and the quantile of the probability is the value', () => {
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(normalProbability(-Infinity)).toBe(0);
  expect(normalProbability(Infinity)).toBe(1);
  for (let z = -4; z <= 4; z += 0.125) {
    expect(normalQuantile(normalProbability(z))).toBeCloseTo(z, 10);
  }
});

test.each([-0.1, 1.1, NaN])('a probability of %d is refused', (p) => {
  expect(() => normalQuantile(p)).toThrow(new RangeError(`p must be from 0 to 1, got ${p}`));
});
