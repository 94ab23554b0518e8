import { assert, double, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import {
  constant,
  cutNormal,
  type Distribution,
  logitNormal,
  lognormal,
  triangular,
  uniform,
} from '../../src/math/distribution.ts';

const probabilities = [0.001, 0.05, 0.3, 0.5, 0.9, 0.95, 0.999];

/**
 * Quantiles at those probabilities by scipy 1.17: triang, lognorm, expit of norm, truncnorm, with
 * the deviation that puts the share between the two ends.
 */
const known: readonly (readonly [string, Distribution, readonly number[]])[] = [
  [
    'triangular 45, 50, 55',
    triangular(45, 50, 55),
    [
      45.22360679774998, 46.58113883008419, 48.87298334620742, 50.0, 52.763932022500214,
      53.418861169915814, 54.77639320225002,
    ],
  ],
  [
    'triangular 2, 3.5, 4',
    triangular(2, 3.5, 4),
    [
      2.0547722557505166, 2.3872983346207417, 2.948683298050514, 3.224744871391589,
      3.683772233983162, 3.776393202250021, 3.968377223398316,
    ],
  ],
  [
    'lognormal, 90 % in 45 to 55',
    lognormal(45, 55, 0.9),
    [
      41.20233898024053, 45.0, 48.18316262476951, 49.749371855331, 53.794537001581055,
      55.00000000000001, 60.0694053118426,
    ],
  ],
  [
    'lognormal, 80 % in 3 to 5',
    lognormal(3, 5, 0.8),
    [
      2.092046561620343, 2.7904595778547465, 3.48864095164013, 3.872983346207417, 5.0,
      5.3754586230314505, 7.1700125012428595,
    ],
  ],
  [
    'logit-normal, 90 % in 38 % to 46 %',
    logitNormal(0.38, 0.46, 0.9),
    [
      0.3465612396064326, 0.37999999999999995, 0.4067486061468349, 0.41947098186440074,
      0.4509832400585085, 0.46, 0.49607468124512283,
    ],
  ],
  [
    'normal, 90 % in 1 to 9, cut at 0',
    cutNormal(1, 9, 0.9, { min: 0 }),
    [
      0.048458624080415014, 1.3909696122567494, 3.8211358633032084, 5.060621875335236,
      8.144273034976827, 9.023635200874448, 12.529407976057037,
    ],
  ],
  [
    'normal, 90 % in 0.3 to 0.9, cut at 0 and 1',
    cutNormal(0.3, 0.9, 0.9, { min: 0, max: 1 }),
    [
      0.05822797880501751, 0.29959065132608964, 0.5023076349660986, 0.5968802456039913,
      0.8211222022175958, 0.8784526684426595, 0.9951531906469906,
    ],
  ],
];

test.each(known)('%s has the quantiles of scipy', (_name, { quantile }, expected) => {
  // Draws are rounded to 40 bits, half of 2^-39 of the value at most.
  probabilities.forEach((p, index) => {
    const value = expected[index] as number;
    expect(Math.abs(quantile(p) - value)).toBeLessThanOrEqual(2 ** -39 * value);
  });
});

test('a uniform number is in proportion, and a constant is the same everywhere', () => {
  expect(uniform(2, 4).quantile(0.25)).toBe(2.5);
  expect(constant(0.42).quantile(0.01)).toBe(0.42);
});

test('a range of one value is that value, whatever the shape', () => {
  for (const { quantile } of [
    uniform(0.42, 0.42),
    triangular(0.42, 0.42, 0.42),
    lognormal(0.42, 0.42, 0.9),
    logitNormal(0.42, 0.42, 0.9),
    cutNormal(0.42, 0.42, 0.9),
  ]) {
    expect([quantile(0.01), quantile(0.5), quantile(0.99)]).toEqual([0.42, 0.42, 0.42]);
  }
});

const share = double({ min: 0.001, max: 0.999, noNaN: true });

test('quantiles rise with p and stay within the bounds', () => {
  const probability = double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
  assert(
    property(tuple(share, share), share, probability, probability, (ends, middle, p, q) => {
      const [low, high] = ends.toSorted((one, other) => one - other) as [number, number];
      for (const { quantile } of [
        uniform(low, high),
        triangular(low, (low + high) / 2, high),
        lognormal(low, high, middle),
        logitNormal(low, high, middle),
        cutNormal(low, high, middle, { min: 0, max: 1 }),
      ]) {
        const [smaller, larger] = [quantile(Math.min(p, q)), quantile(Math.max(p, q))];
        expect(smaller).toBeLessThanOrEqual(larger);
        expect(smaller).toBeGreaterThanOrEqual(0);
      }
      for (const { quantile } of [
        logitNormal(low, high, middle),
        cutNormal(low, high, middle, { max: 1 }),
      ]) {
        expect(quantile(p)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('parameters outside their domain are refused', () => {
  expect(() => uniform(2, 1)).toThrow('low must be at most high, got 2 and 1');
  expect(() => triangular(1, 5, 3)).toThrow('low must be at most high, got 5 and 3');
  expect(() => lognormal(0, 1, 0.9)).toThrow('low must be above 0, got 0');
  expect(() => lognormal(1, 2, 1)).toThrow('share must be above 0 and below 1, got 1');
  expect(() => logitNormal(0.5, 1, 0.9)).toThrow('high must be below 1, got 1');
  expect(() => cutNormal(-5, -3, 0.9, { min: 0 })).toThrow(RangeError);
  expect(() => uniform(NaN, 1)).toThrow(RangeError);
});
