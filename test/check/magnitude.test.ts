import { expect, test } from 'vitest';
import { magnitudeOf } from '../../src/check/magnitude.ts';
import type { Inputs, QuantityName } from '../../src/quantities.ts';
import { relativeError } from '../relative-error.ts';
import { caseOf } from './case-of.ts';

test.each<[QuantityName, Inputs, number]>([
  // Each by hand: the terms of the sums and differences that the metric is made of.
  ['netClv', { avg: 50, freq: 4, years: 3, margin: 0.4, cac: 240 }, 240],
  ['netClv', { avg: 50, freq: 4, years: 3, margin: 0.4, cac: 60 }, 240],
  ['netClv', { avg: 50, freq: 4, years: 3, margin: 0.4, cac: 999 }, 999],
  // (50 - 49.9) × 4 × 3: rounding is relative to 50 × 12 and not to 1.2.
  ['clvMargin', { avg: 50, unitCost: 49.9, freq: 4, years: 3 }, 600],
  ['marginPerYear', { avg: 50, unitCost: 50, freq: 4 }, 200],
  ['clv', { avg: 50, freq: 4, years: 3 }, 600],
  ['ltvCac', { avg: 50, freq: 4, years: 3, margin: 0.4, cac: 60 }, 4],
  // Given and derivable: each agrees with the others still.
  ['netClv', { avg: 50, freq: 4, years: 5, churn: 0.2, margin: 0.4, cac: 400 }, 400],
  ['cac', { cac: 60 }, 60],
  // A cost of 0 gives the ratio no value.
  ['ltvCac', { avg: 50, freq: 4, years: 3, margin: 0.4, cac: 0 }, 0],
])('%s of %j has a magnitude of %d', (metric, inputs, expected) => {
  const found = magnitudeOf([caseOf(inputs)], metric);
  if (expected === 0) expect(found).toBe(0);
  else expect(relativeError(found, expected)).toBeLessThan(1e-5);
});

test('of several cases it is the largest', () => {
  const cases = [1, 3, 2].map((customers) => caseOf({ customers, avg: 50, freq: 4, years: 1 }));
  expect(relativeError(magnitudeOf(cases, 'equity'), 600)).toBeLessThan(1e-5);
});
