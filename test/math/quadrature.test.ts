import { expect, test } from 'vitest';
import fixture from './accuracy.json' with { type: 'json' };
import { gaussLegendre, halfLineIntegral } from '../../src/math/quadrature.ts';
import { relativeError, rounding } from '../relative-error.ts';

test.each([1, 2, 3, 5, 48, 96])('%d nodes integrate each power below 2n exactly', (n) => {
  const { nodes, weights } = gaussLegendre(n);
  for (let power = 0; power < 2 * n; power++) {
    const terms = Array.from(nodes, (node, index) => (weights[index] ?? NaN) * node ** power);
    const exact = power % 2 === 0 ? 2 / (power + 1) : 0;
    expect(Math.abs(terms.reduce((sum, term) => sum + term) - exact)).toBeLessThan(1e-14);
  }
});

test.each([0, -1, 1.5, NaN])('%d nodes are refused', (n) => {
  expect(() => gaussLegendre(n)).toThrow(
    new RangeError(`n must be a whole number from 1, got ${n}`),
  );
});

// ∫ e^(-y) (1 + y/z)^(-s) dy/z from 0 to infinity is e^z E_s(z), by mpmath in accuracy.py.
test.each(fixture.exponentialIntegral)('e^z E_s(z) at z %d, s %d is %d', (z, s, expected) => {
  const integral = halfLineIntegral((y) => (Math.exp(-y) * (1 + y / z) ** -s) / z);
  expect(relativeError(integral, expected)).toBeLessThan(rounding);
});

test('a power that is infinite at 0 is integrated: Γ(0.5) is √π', () => {
  const integral = halfLineIntegral((u) => Math.exp(-u) / Math.sqrt(u));
  expect(relativeError(integral, Math.sqrt(Math.PI))).toBeLessThan(rounding);
});
