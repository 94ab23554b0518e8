import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { residualEquity } from '../../src/metrics/residual-equity.ts';
import { relativeError, rounding } from '../relative-error.ts';
import * as any from './arbitrary.ts';

// By hand: note 024 gives a multiple of 0.8 / 0.3 = 2.6667; 1,000 customers of 80 a year.
test('1,000 customers of 80 a year who have just paid are worth 213,333.33', () => {
  const inputs = { avg: 50, freq: 4, margin: 0.4, retention: 0.8, discount: 0.1, customers: 1_000 };
  const { values } = calculate(inputs);
  expect(values.residualEquity).toBeCloseTo(213_333.33, 2);
  expect(values.equity).toBeCloseTo(293_333.33, 2);
});

test('it is the equity without the payment of now, by segment and in all', () => {
  const { money, retention, share, count } = any;
  fc.assert(
    fc.property(money, retention, share, count, count, (avg, kept, discount, one, other) => {
      const of = (customers: number) =>
        calculate({ avg, freq: 1, retention: kept, discount, customers }).values;
      const { equity, residualEquity: residual } = of(one);
      expect(relativeError((residual ?? NaN) + one * avg, equity ?? NaN)).toBeLessThan(rounding);
      const parts = (residual ?? NaN) + (of(other).residualEquity ?? NaN);
      expect(relativeError(of(one + other).residualEquity ?? NaN, parts)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('a fixed number of years has none', () => {
  const { values } = calculate({ avg: 50, freq: 4, years: 5, discount: 0.1, customers: 10 });
  expect(values).not.toHaveProperty('residualEquity');
});

test('calculate gives the same', () => {
  const { values } = calculate({ avg: 50, freq: 4, churn: 0.2, discount: 0.1, customers: 9 });
  const { residualValue = NaN } = values;
  expect(values.residualEquity).toBe(
    residualEquity({ customers: 9, residualValue: residualValue ?? NaN }),
  );
  expect(values.basis).toBe('revenue');
});

test.each([
  ['customers must be above 0, got 0', { customers: 0, residualValue: 1 }],
  ['residualEquity must be a finite number, got Infinity', { customers: 10, residualValue: 1e308 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => residualEquity(inputs)).toThrow(new RangeError(message));
});
