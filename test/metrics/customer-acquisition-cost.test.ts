import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { customerAcquisitionCost } from '../../src/metrics/customer-acquisition-cost.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { count, money, scale, seeded } from './arbitrary.ts';

// The mission's own figure.
test('100 spent on 100 new customers is a CAC of 1', () => {
  expect(customerAcquisitionCost({ acquisitionCost: 100, newCustomers: 100 })).toBe(1);
});

test('customers who cost nothing have a CAC of 0', () => {
  expect(customerAcquisitionCost({ acquisitionCost: 0, newCustomers: 7 })).toBe(0);
});

test('it scales with money, and the same spend on twice the customers halves it', () => {
  fc.assert(
    fc.property(money, count, scale, (acquisitionCost, newCustomers, k) => {
      const cac = customerAcquisitionCost({ acquisitionCost, newCustomers });
      const scaled = customerAcquisitionCost({
        acquisitionCost: acquisitionCost * k,
        newCustomers,
      });
      expect(relativeError(scaled, cac * k)).toBeLessThan(rounding);
      const twice = customerAcquisitionCost({ acquisitionCost, newCustomers: newCustomers * 2 });
      expect(twice).toBe(cac / 2);
    }),
    seeded,
  );
});

test('calculate gives the same', () => {
  fc.assert(
    fc.property(money, count, (acquisitionCost, newCustomers) => {
      const { values } = calculate({ acquisitionCost, newCustomers });
      expect(values.cac).toBe(customerAcquisitionCost({ acquisitionCost, newCustomers }));
    }),
    seeded,
  );
});

test.each([
  ['acquisitionCost must be at least 0, got -1', { acquisitionCost: -1, newCustomers: 1 }],
  ['newCustomers must be above 0, got 0', { acquisitionCost: 1, newCustomers: 0 }],
  ['cac must be a finite number, got Infinity', { acquisitionCost: 1, newCustomers: 5e-324 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => customerAcquisitionCost(inputs)).toThrow(new RangeError(message));
});
