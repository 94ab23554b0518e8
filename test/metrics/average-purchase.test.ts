import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { averagePurchase } from '../../src/metrics/average-purchase.ts';
import { calculate } from '../../src/metrics/calculate.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { count, money, scale, seeded } from './arbitrary.ts';

test('2,400 orders of 50 on average are a revenue of 120,000', () => {
  expect(averagePurchase({ revenue: 120_000, orders: 2_400 })).toBe(50);
});

test('more refunded than sold is no purchase value', () => {
  expect(averagePurchase({ revenue: -300, orders: 4 })).toBeNull();
  expect(averagePurchase({ revenue: 0, orders: 4 })).toBe(0);
});

test('it scales with money, and times the orders it is the revenue', () => {
  fc.assert(
    fc.property(money, count, scale, (revenue, orders, k) => {
      const avg = averagePurchase({ revenue, orders }) ?? NaN;
      const scaled = averagePurchase({ revenue: revenue * k, orders }) ?? NaN;
      expect(relativeError(scaled, avg * k)).toBeLessThan(rounding);
      expect(relativeError(avg * orders, revenue)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('calculate gives the same', () => {
  fc.assert(
    fc.property(money, count, (revenue, orders) => {
      const { values } = calculate({ revenue, orders });
      expect(values.avg).toBe(averagePurchase({ revenue, orders }));
    }),
    seeded,
  );
});

test.each([
  ['orders must be above 0, got 0', { revenue: 1, orders: 0 }],
  ['orders must be above 0, got -2', { revenue: 1, orders: -2 }],
  ['avg must be a finite number, got Infinity', { revenue: 1, orders: Number.MIN_VALUE }],
])('it refuses: %s', (message, inputs) => {
  expect(() => averagePurchase(inputs)).toThrow(new RangeError(message));
});
