import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { customerLifetimeValue } from '../../src/metrics/customer-lifetime-value.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { amount, money, period, scale, seeded } from './arbitrary.ts';

// What web pages print for their own worked examples.
test.each([
  ['retailboss', { avg: 50, freq: 4, years: 3 }, 600],
  ['churnmiser', { avg: 75, freq: 3, years: 2.5 }, 562.5],
  ['super-calc, coffee', { avg: 6.5, freq: 156, years: 5 }, 5_070],
  ['super-calc, software', { avg: 299, freq: 12, years: 2.5 }, 8_970],
])('it is what %s prints', (_, inputs, expected) => {
  expect(customerLifetimeValue(inputs)).toBe(expected);
});

test('299 a month for 2.5 years is the same 8,970', () => {
  expect(customerLifetimeValue({ avg: 299, freq: 1, years: 2.5, period: 'month' })).toBe(8_970);
});

test('it scales with each of its factors and never falls', () => {
  fc.assert(
    fc.property(money, amount, amount, period, scale, (avg, freq, years, per, k) => {
      const clv = customerLifetimeValue({ avg, freq, years, period: per });
      const larger = [
        { avg: avg * k, freq, years, period: per },
        { avg, freq: freq * k, years, period: per },
        { avg, freq, years: years * k, period: per },
      ];
      for (const inputs of larger) {
        const scaled = customerLifetimeValue(inputs);
        expect(relativeError(scaled, clv * k)).toBeLessThan(rounding);
        expect(scaled >= clv).toBe(k >= 1 || clv === 0);
      }
    }),
    seeded,
  );
});

test('calculate gives the same, whatever else is given', () => {
  fc.assert(
    fc.property(money, amount, amount, period, (avg, freq, years, per) => {
      const clv = customerLifetimeValue({ avg, freq, years, period: per });
      const inputs = { avg, freq, years, period: per };
      expect(calculate(inputs).values.clv).toBe(clv);
      const more = { ...inputs, margin: 0.4, discount: 0.1, cac: 60, customers: 1_000 };
      expect(calculate(more).values.clv).toBe(clv);
    }),
    seeded,
  );
});

test.each([
  ['avg must be at least 0, got -1', { avg: -1, freq: 4, years: 3 }],
  ['freq must be at least 0, got -4', { avg: 50, freq: -4, years: 3 }],
  ['years must be at least 0, got -3', { avg: 50, freq: 4, years: -3 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => customerLifetimeValue(inputs)).toThrow(new RangeError(message));
});

test.each(['avg', 'freq', 'years'])('it refuses a %s that is no number', (name) => {
  const inputs = { avg: 50, freq: 4, years: 3, [name]: NaN };
  expect(() => customerLifetimeValue(inputs)).toThrow(`${name} must be a number`);
  expect(() => customerLifetimeValue(inputs)).toThrow(RangeError);
});
