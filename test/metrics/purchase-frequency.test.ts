import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { purchaseFrequency } from '../../src/metrics/purchase-frequency.ts';
import { periodsPerYear } from '../../src/quantities.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { count, period, seeded } from './arbitrary.ts';

const months = fc.integer({ min: 1, max: 60 });

test('2 orders a customer in half a year are 4 in a year', () => {
  expect(purchaseFrequency({ orders: 1_600, customers: 800, months: 6 })).toBe(4);
});

test('48 orders a customer in a year are 4 a month and 12 a quarter', () => {
  const counted = { orders: 480, customers: 10, months: 12 };
  expect(purchaseFrequency({ ...counted, period: 'month' })).toBe(4);
  expect(purchaseFrequency({ ...counted, period: 'quarter' })).toBe(12);
});

test('orders are customers × frequency × the periods counted', () => {
  fc.assert(
    fc.property(count, count, months, period, (orders, customers, counted, per) => {
      const freq = purchaseFrequency({ orders, customers, months: counted, period: per });
      const periodsCounted = (counted / 12) * periodsPerYear[per];
      const back = freq * customers * periodsCounted;
      expect(relativeError(back, orders)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('calculate gives the same, and counts 12 months if it is not told', () => {
  fc.assert(
    fc.property(count, count, months, period, (orders, customers, counted, per) => {
      const inputs = { orders, customers, months: counted, period: per };
      expect(calculate(inputs).values.freq).toBe(purchaseFrequency(inputs));
      const year = purchaseFrequency({ orders, customers, months: 12 });
      expect(calculate({ orders, customers }).values).toMatchObject({ freq: year, months: 12 });
    }),
    seeded,
  );
});

test('the value of a year is the revenue of a customer, brought to 12 months', () => {
  fc.assert(
    fc.property(count, count, count, months, period, (revenue, orders, customers, counted, per) => {
      const { values } = calculate({ revenue, orders, customers, months: counted, period: per });
      const yearly = ((revenue / customers) * 12) / counted;
      expect(relativeError(values.customerValue ?? NaN, yearly)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test.each([
  ['orders must be above 0, got 0', { orders: 0, customers: 1, months: 12 }],
  ['customers must be above 0, got -1', { orders: 1, customers: -1, months: 12 }],
  ['months must be above 0, got 0', { orders: 1, customers: 1, months: 0 }],
  ['freq must be a finite number, got Infinity', { orders: 1, customers: 1, months: 5e-324 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => purchaseFrequency(inputs)).toThrow(new RangeError(message));
});
