import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { customerLifetimeValue } from '../../src/metrics/customer-lifetime-value.ts';
import { customerValue } from '../../src/metrics/customer-value.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { amount, money, period, scale, seeded } from './arbitrary.ts';

test('4 purchases of 50 a year are 200 a year', () => {
  expect(customerValue({ avg: 50, freq: 4 })).toBe(200);
});

test('a year is 4 quarters and 12 months', () => {
  expect(customerValue({ avg: 50, freq: 4, period: 'quarter' })).toBe(800);
  expect(customerValue({ avg: 50, freq: 4, period: 'month' })).toBe(2_400);
});

test('it scales with money and with frequency', () => {
  fc.assert(
    fc.property(money, amount, period, scale, (avg, freq, per, k) => {
      const value = customerValue({ avg, freq, period: per });
      const dearer = customerValue({ avg: avg * k, freq, period: per });
      const oftener = customerValue({ avg, freq: freq * k, period: per });
      expect(relativeError(dearer, value * k)).toBeLessThan(rounding);
      expect(relativeError(oftener, value * k)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it is the lifetime value of a customer who stays one year', () => {
  fc.assert(
    fc.property(money, amount, period, (avg, freq, per) => {
      const inputs = { avg, freq, period: per };
      expect(customerValue(inputs)).toBe(customerLifetimeValue({ ...inputs, years: 1 }));
    }),
    seeded,
  );
});

test('calculate gives the same', () => {
  fc.assert(
    fc.property(money, amount, period, (avg, freq, per) => {
      const inputs = { avg, freq, period: per };
      expect(calculate(inputs).values.customerValue).toBe(customerValue(inputs));
    }),
    seeded,
  );
});

test.each([
  ['avg must be at least 0, got -0.01', { avg: -0.01, freq: 4 }],
  ['freq must be at least 0, got -1', { avg: 50, freq: -1 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => customerValue(inputs)).toThrow(new RangeError(message));
});
