import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { maximumAcquisitionCost } from '../../src/metrics/maximum-acquisition-cost.ts';
import { ltvCacRatio } from '../../src/metrics/ltv-cac-ratio.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { amountAboveZero, moneyAboveZero, scale, seeded } from './arbitrary.ts';

test('a value of 240 at a ratio of 3 allows 80', () => {
  expect(maximumAcquisitionCost({ clvMargin: 240, targetRatio: 3 })).toBe(80);
});

// super-calc prints gross-margin CLV / 3 of its coffee example: 3,295.50 / 3.
test('it is what super-calc prints', () => {
  expect(maximumAcquisitionCost({ clvMargin: 3_295.5, targetRatio: 3 })).toBe(1_098.5);
});

test('the present value counts where it is given', () => {
  const values = { clvPresent: 180, clvMargin: 240, targetRatio: 3 };
  expect(maximumAcquisitionCost(values)).toBe(60);
});

test('no price is low enough for a customer who loses money', () => {
  expect(maximumAcquisitionCost({ clvMargin: -30, targetRatio: 3 })).toBe(-10);
});

test('at that CAC, the ratio is the one wanted', () => {
  fc.assert(
    fc.property(moneyAboveZero, amountAboveZero, (clvMargin, targetRatio) => {
      const cac = maximumAcquisitionCost({ clvMargin, targetRatio });
      const ratio = ltvCacRatio({ clvMargin, cac });
      expect(relativeError(ratio ?? NaN, targetRatio)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it scales with money and falls as the ratio wanted rises', () => {
  fc.assert(
    fc.property(moneyAboveZero, amountAboveZero, scale, (clvMargin, targetRatio, k) => {
      const cac = maximumAcquisitionCost({ clvMargin, targetRatio });
      const scaled = maximumAcquisitionCost({ clvMargin: clvMargin * k, targetRatio });
      expect(relativeError(scaled, cac * k)).toBeLessThan(rounding);
      const stricter = maximumAcquisitionCost({ clvMargin, targetRatio: targetRatio + 1 });
      expect(stricter).toBeLessThan(cac);
    }),
    seeded,
  );
});

test('calculate gives the same, and nothing on revenue', () => {
  const revenueOnly = { avg: 50, freq: 4, years: 3, targetRatio: 3 };
  expect(calculate({ ...revenueOnly, margin: 0.4 }).values.maxCac).toBe(
    maximumAcquisitionCost({ clvMargin: 240, targetRatio: 3 }),
  );
  expect(calculate(revenueOnly).values).not.toHaveProperty('maxCac');
  expect(calculate({ ...revenueOnly, discount: 0.1 }).values).not.toHaveProperty('maxCac');
});

test.each([
  ['targetRatio must be above 0, got 0', { clvMargin: 240, targetRatio: 0 }],
  ['clvMargin must be a finite number, got -Infinity', { clvMargin: -Infinity, targetRatio: 3 }],
  ['maxCac must be a finite number, got Infinity', { clvMargin: 240, targetRatio: 5e-324 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => maximumAcquisitionCost(inputs)).toThrow(new RangeError(message));
});

test('plain JavaScript cannot pass it a value on revenue basis', () => {
  const onRevenue = { clv: 600, targetRatio: 3 } as unknown as Parameters<
    typeof maximumAcquisitionCost
  >[0];
  expect(() => maximumAcquisitionCost(onRevenue)).toThrow(
    new RangeError('modelClv, clvPresent or clvMargin must be given, got none'),
  );
});
