import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { marginLifetimeValue } from '../../src/metrics/margin-lifetime-value.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { amount, margin, money, scale, seeded } from './arbitrary.ts';

// What web pages print for their own worked examples.
test.each([
  ['calxo', { avg: 100, freq: 4, years: 3, margin: 0.6 }, 720],
  ['churnmiser', { avg: 75, freq: 3, years: 2.5, margin: 0.6 }, 337.5],
  ['super-calc, coffee', { avg: 6.5, freq: 156, years: 5, margin: 0.65 }, 3_295.5],
  ['super-calc, software', { avg: 299, freq: 12, years: 2.5, margin: 0.75 }, 6_727.5],
])('it is what %s prints', (_, inputs, expected) => {
  const { values } = calculate(inputs);
  expect(relativeError(values.clvMargin ?? NaN, expected)).toBeLessThan(rounding);
});

// ARPA × gross margin / churn (Finmark help; Skok): 50 × 12 × 80 % / (0.02 × 12), by hand.
test('a subscription is worth its margin over its churn', () => {
  const { values } = calculate({ avg: 50, freq: 1, churn: 0.02, margin: 0.8, period: 'month' });
  expect(relativeError(values.clvMargin ?? NaN, 2_000)).toBeLessThan(rounding);
});

test('it is margin × clv', () => {
  fc.assert(
    fc.property(money, amount, amount, margin, (avg, freq, years, part) => {
      const { values } = calculate({ avg, freq, years, margin: part });
      const product = (values.clv ?? NaN) * part;
      expect(relativeError(values.clvMargin ?? NaN, product)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it scales with money and with the lifespan', () => {
  fc.assert(
    fc.property(money, amount, scale, (yearly, years, k) => {
      const value = marginLifetimeValue({ marginPerYear: yearly, years });
      const dearer = marginLifetimeValue({ marginPerYear: yearly * k, years });
      const longer = marginLifetimeValue({ marginPerYear: yearly, years: years * k });
      expect(relativeError(dearer, value * k)).toBeLessThan(rounding);
      expect(relativeError(longer, value * k)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('calculate gives the same', () => {
  fc.assert(
    fc.property(money, amount, amount, margin, (avg, freq, years, part) => {
      const { values } = calculate({ avg, freq, years, margin: part });
      const yearly = values.marginPerYear ?? NaN;
      expect(values.clvMargin).toBe(marginLifetimeValue({ marginPerYear: yearly, years }));
    }),
    seeded,
  );
});

test.each([
  ['years must be at least 0, got -3', { marginPerYear: 80, years: -3 }],
  ['marginPerYear must be a finite number, got NaN', { marginPerYear: NaN, years: 3 }],
  ['clvMargin must be a finite number, got Infinity', { marginPerYear: 1e308, years: 10 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => marginLifetimeValue(inputs)).toThrow(new RangeError(message));
});
