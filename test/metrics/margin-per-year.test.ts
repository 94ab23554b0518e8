import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { marginPerYear } from '../../src/metrics/margin-per-year.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { amount, amountAboveZero, margin, money, period, scale, seeded } from './arbitrary.ts';

test('40 % of 200 a year is 80', () => {
  expect(marginPerYear({ customerValue: 200, margin: 0.4 })).toBe(80);
});

test('50 less 30, four times a year, is the same 80', () => {
  expect(marginPerYear({ avg: 50, unitCost: 30, freq: 4 })).toBe(80);
});

test('20 a month is 240 a year, 20 a quarter is 80', () => {
  const order = { avg: 50, unitCost: 30, freq: 1 };
  expect(marginPerYear({ ...order, period: 'month' })).toBe(240);
  expect(marginPerYear({ ...order, period: 'quarter' })).toBe(80);
});

test('costs above the price are a loss', () => {
  expect(marginPerYear({ customerValue: 200, margin: -0.5 })).toBe(-100);
  expect(marginPerYear({ avg: 50, unitCost: 60, freq: 4 })).toBe(-40);
});

test('a margin of 100 % is the revenue', () => {
  expect(marginPerYear({ customerValue: 200, margin: 1 })).toBe(200);
});

test('a unit cost and the margin that it leaves agree', () => {
  const price = fc.integer({ min: 1_000, max: 100_000 });
  const cost = fc.integer({ min: 0, max: 90_000 });
  fc.assert(
    fc.property(price, cost, amountAboveZero, period, (avg, part, freq, per) => {
      // A cost of at most 90 % of the price: nearer to it, the difference has few digits left.
      const unitCost = (avg * part) / 100_000;
      const { customerValue = 0 } = calculate({ avg, freq, period: per }).values;
      const byShare = marginPerYear({
        customerValue: customerValue ?? NaN,
        margin: 1 - unitCost / avg,
      });
      const byCost = marginPerYear({ avg, unitCost, freq, period: per });
      expect(relativeError(byShare, byCost)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it scales with money and rises with the margin', () => {
  fc.assert(
    fc.property(money, margin, margin, scale, (customerValue, one, other, k) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const value = marginPerYear({ customerValue, margin: low });
      const scaled = marginPerYear({ customerValue: customerValue * k, margin: low });
      expect(relativeError(scaled, value * k)).toBeLessThan(rounding);
      expect(value).toBeLessThanOrEqual(marginPerYear({ customerValue, margin: high }));
    }),
    seeded,
  );
});

test('it falls as the unit cost rises', () => {
  fc.assert(
    fc.property(money, money, money, amount, (avg, one, other, freq) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const dear = marginPerYear({ avg, unitCost: high, freq });
      expect(dear).toBeLessThanOrEqual(marginPerYear({ avg, unitCost: low, freq }));
    }),
    seeded,
  );
});

test('calculate gives the same from a margin and from a unit cost', () => {
  fc.assert(
    fc.property(money, amount, margin, money, period, (avg, freq, part, unitCost, per) => {
      const byShare = calculate({ avg, freq, margin: part, period: per }).values;
      const customerValue = byShare.customerValue ?? NaN;
      expect(byShare.marginPerYear).toBe(marginPerYear({ customerValue, margin: part }));
      const byCost = calculate({ avg, freq, unitCost, period: per }).values;
      expect(byCost.marginPerYear).toBe(marginPerYear({ avg, unitCost, freq, period: per }));
    }),
    seeded,
  );
});

test.each([
  ['margin must be at most 1, got 40', { customerValue: 200, margin: 40 }],
  ['customerValue must be a finite number, got Infinity', { customerValue: Infinity, margin: 0.4 }],
  ['unitCost must be at least 0, got -1', { avg: 50, unitCost: -1, freq: 4 }],
  ['freq must be at least 0, got -4', { avg: 50, unitCost: 1, freq: -4 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => marginPerYear(inputs)).toThrow(new RangeError(message));
});
