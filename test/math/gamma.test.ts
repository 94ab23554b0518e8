import { describe, expect, test } from 'vitest';
import fixture from './accuracy.json' with { type: 'json' };
import { digamma, logBeta, logGamma, logGammaRatio, trigamma } from '../../src/math/gamma.ts';

// The numbers of accuracy.json are made by accuracy.py, with 50 digits.
describe.each([
  ['logGamma', logGamma, fixture.logGamma],
  ['digamma', digamma, fixture.digamma],
  ['trigamma', trigamma, fixture.trigamma],
])('%s', (_name, compute, rows) => {
  test.each(rows)('of %d is %d', (x, expected) => {
    // Close to a root the error is of the size of the terms, which are about 1.
    expect(Math.abs(compute(x) - expected)).toBeLessThanOrEqual(
      4e-15 * Math.max(1, Math.abs(expected)),
    );
  });

  test.each([0, -1, NaN, Infinity])('refuses %d', (x) => {
    expect(() => compute(x)).toThrow(new RangeError(`x must be above 0, got ${x}`));
  });
});

test.each(fixture.logGammaRatio)('ln Γ(%d + %d) - ln Γ keeps its digits: %d', (a, b, expected) => {
  const error = Math.abs(logGammaRatio(a, b) - expected);
  expect(error).toBeLessThanOrEqual(1e-14 * Math.abs(expected) + 1e-17);
});

test.each(fixture.logBeta)('ln B(%d, %d) is %d', (a, b, expected) => {
  const error = Math.abs(logBeta(a, b) - expected);
  expect(error).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(expected)));
});

test('a ratio refuses parameters outside its domain', () => {
  expect(() => logGammaRatio(0, 1)).toThrow(new RangeError('a must be above 0, got 0'));
  expect(() => logGammaRatio(1, -1)).toThrow(new RangeError('b must be at least 0, got -1'));
  expect(() => logGammaRatio(1, NaN)).toThrow(new RangeError('b must be at least 0, got NaN'));
});
