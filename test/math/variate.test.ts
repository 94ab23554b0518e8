import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/math/random.ts';
import {
  exponentialDraw,
  gammaDraw,
  squaredNormalDraw,
  uniformDraw,
  wholeDraw,
} from '../../src/math/variate.ts';

const count = 200_000;

function drawn(name: string, draw: (random: () => number) => number): number[] {
  const random = seededRandom(1, name);
  return Array.from({ length: count }, () => draw(random));
}

/** The mean of some numbers, in standard errors from what it should be. */
function errors(values: readonly number[], mean: number, variance: number): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  return (total / values.length - mean) / Math.sqrt(variance / values.length);
}

// Raw moments are Γ(k + n) / Γ(k) for a gamma variable of shape k: k, k(k+1), k(k+1)(k+2) ...
const rising = (shape: number, power: number) =>
  Array.from({ length: power }, (_, step) => shape + step).reduce((one, other) => one * other, 1);

describe.each([0.5, 1, 1.5, 4, 6])('a gamma variable of shape %d', (shape) => {
  const draws = drawn(`gamma ${shape}`, (random) => gammaDraw(random, shape));

  test.each([1, 2, 3])('has its moment of order %i', (power) => {
    const mean = rising(shape, power);
    const variance = rising(shape, 2 * power) - mean ** 2;
    const powers = draws.map((draw) => draw ** power);
    expect(Math.abs(errors(powers, mean, variance))).toBeLessThan(4);
  });
});

test('an exponential variable stays below x with probability 1 - exp(-x)', () => {
  const draws = drawn('exponential', exponentialDraw);
  for (const x of [0.01, 0.1, 0.5, 1, 2, 3, 5]) {
    const p = 1 - Math.exp(-x);
    const below = draws.map((draw) => (draw < x ? 1 : 0));
    expect(Math.abs(errors(below, p, p * (1 - p)))).toBeLessThan(4);
  }
});

test('the square of a normal variable stays below 1.96² with probability 0.95', () => {
  const draws = drawn('normal', squaredNormalDraw);
  // Chi-squared with one degree of freedom: the usual table.
  for (const [square, p] of [
    [0.0157908, 0.1],
    [0.4549364, 0.5],
    [2.7055435, 0.9],
    [3.8414588, 0.95],
    [6.6348966, 0.99],
  ] as const) {
    const below = draws.map((draw) => (draw < square ? 1 : 0));
    expect(Math.abs(errors(below, p, p * (1 - p)))).toBeLessThan(4);
  }
});

test('uniform numbers lie between 0 and 1, whole ones below their count', () => {
  expect(uniformDraw(() => 0)).toBeGreaterThan(0);
  expect(uniformDraw(() => 2 ** 32 - 1)).toBeLessThan(1);
  expect(wholeDraw(() => 0, 7)).toBe(0);
  expect(wholeDraw(() => 2 ** 32 - 1, 7)).toBe(6);
  expect(Math.abs(errors(drawn('uniform', uniformDraw), 0.5, 1 / 12))).toBeLessThan(4);
});

test.each([0, -1, 0.3, NaN, Infinity])('a shape of %d is refused', (shape) => {
  expect(() => gammaDraw(seededRandom(1, 'x'), shape)).toThrow(RangeError);
});
