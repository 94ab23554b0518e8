import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { customerEquity } from '../../src/metrics/customer-equity.ts';
import { sum } from '../../src/math/sum.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { count, money, scale, seeded } from './arbitrary.ts';

test('1,000 customers of 240 are worth 240,000', () => {
  expect(customerEquity({ customers: 1_000, clvMargin: 240 })).toBe(240_000);
});

// By hand: 80 × 1.1 / 0.3 = 293.33 a customer, see note 024 for the formula.
test('with a discount rate, the present value counts', () => {
  const { values } = calculate({
    customers: 1_000,
    avg: 50,
    freq: 4,
    margin: 0.4,
    retention: 0.8,
    discount: 0.1,
  });
  expect(values.equity).toBeCloseTo(293_333.33, 2);
  expect(values.basis).toBe('margin');
});

test('without a margin it is on revenue basis, and says so', () => {
  const { values } = calculate({ customers: 10, avg: 50, freq: 4, years: 3 });
  expect(values.equity).toBe(6_000);
  expect(values.basis).toBe('revenue');
});

// By hand: 10 × 200 × 1.1 / 0.3, not 10 × 200 × 5.
test('without a margin the present value still counts before the undiscounted one', () => {
  const inputs = { customers: 10, avg: 50, freq: 4, retention: 0.8, discount: 0.1 };
  expect(calculate(inputs).values.equity).toBeCloseTo(7_333.33, 2);
  expect(calculate(inputs).values.basis).toBe('revenue');
});

test('customers who cost more than they bring are worth less than nothing', () => {
  expect(customerEquity({ customers: 10, clvMargin: -3 })).toBe(-30);
});

test('the equity of all segments is the sum of theirs', () => {
  const segments = fc.array(count, { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(segments, money, (list, clvMargin) => {
      const apart = sum(list.map((customers) => customerEquity({ customers, clvMargin })));
      const together = customerEquity({ customers: sum(list), clvMargin });
      expect(relativeError(apart, together)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it scales with money', () => {
  fc.assert(
    fc.property(count, money, scale, (customers, clvMargin, k) => {
      const equity = customerEquity({ customers, clvMargin });
      const scaled = customerEquity({ customers, clvMargin: clvMargin * k });
      expect(relativeError(scaled, equity * k)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test.each([
  ['customers must be above 0, got 0', { customers: 0, clvMargin: 1 }],
  ['clvMargin must be a finite number, got NaN', { customers: 1, clvMargin: NaN }],
  ['equity must be a finite number, got Infinity', { customers: 10, clvMargin: 1e308 }],
  ['modelClv, clvPresent, clvMargin or clv must be given, got none', { customers: 1 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => customerEquity(inputs)).toThrow(new RangeError(message));
});
