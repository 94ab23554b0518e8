import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageValue } from '../../src/metrics/average-value.ts';
import { calculate } from '../../src/metrics/calculate.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { count, money, scale, seeded } from './arbitrary.ts';

test('800 customers of 150 on average are a revenue of 120,000', () => {
  expect(averageValue({ revenue: 120_000, customers: 800 })).toBe(150);
});

test('it scales with money, and times the customers it is the revenue', () => {
  fc.assert(
    fc.property(money, count, scale, (revenue, customers, k) => {
      const value = averageValue({ revenue, customers });
      const scaled = averageValue({ revenue: revenue * k, customers });
      expect(relativeError(scaled, value * k)).toBeLessThan(rounding);
      expect(relativeError(value * customers, revenue)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it is the average purchase times the orders of a customer', () => {
  fc.assert(
    fc.property(money, count, count, (revenue, customers, orders) => {
      const { values } = calculate({ revenue, customers, orders });
      expect(values.averageValue).toBe(averageValue({ revenue, customers }));
      const product = (values.avg ?? NaN) * (orders / customers);
      expect(relativeError(values.averageValue ?? NaN, product)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test.each([
  ['customers must be above 0, got 0', { revenue: 1, customers: 0 }],
  ['averageValue must be a finite number, got -Infinity', { revenue: -1, customers: 5e-324 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => averageValue(inputs)).toThrow(new RangeError(message));
});
