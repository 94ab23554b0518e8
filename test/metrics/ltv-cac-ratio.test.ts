import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { ltvCacRatio } from '../../src/metrics/ltv-cac-ratio.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { money, moneyAboveZero, scale, seeded } from './arbitrary.ts';

test('a value of 240 for a CAC of 60 is a ratio of 4', () => {
  expect(ltvCacRatio({ clvMargin: 240, cac: 60 })).toBe(4);
});

test('the present value counts where it is given', () => {
  expect(ltvCacRatio({ clvPresent: 180, clvMargin: 240, cac: 60 })).toBe(3);
});

test('a customer who loses money has a ratio below 0', () => {
  expect(ltvCacRatio({ clvMargin: -60, cac: 60 })).toBe(-1);
});

test('a ratio to a CAC of 0 is null, with the reason', () => {
  expect(ltvCacRatio({ clvMargin: 240, cac: 0 })).toBeNull();
  const { values, reasons } = calculate({ avg: 50, freq: 4, years: 3, margin: 0.4, cac: 0 });
  expect(values.ltvCac).toBeNull();
  expect(reasons.get('ltvCac')).toBe('cacIsZero');
});

test('another currency does not change it', () => {
  fc.assert(
    fc.property(money, moneyAboveZero, scale, (clvMargin, cac, k) => {
      const ratio = ltvCacRatio({ clvMargin, cac });
      const scaled = ltvCacRatio({ clvMargin: clvMargin * k, cac: cac * k });
      expect(relativeError(scaled ?? NaN, ratio ?? NaN)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it is above 1 where the net value is above 0', () => {
  fc.assert(
    fc.property(moneyAboveZero, moneyAboveZero, (clvMargin, cac) => {
      expect((ltvCacRatio({ clvMargin, cac }) ?? NaN) > 1).toBe(clvMargin > cac);
    }),
    seeded,
  );
});

test('calculate gives the same, and nothing on revenue', () => {
  const revenueOnly = { avg: 50, freq: 4, years: 3, cac: 60 };
  expect(calculate({ ...revenueOnly, margin: 0.4 }).values.ltvCac).toBe(
    ltvCacRatio({ clvMargin: 240, cac: 60 }),
  );
  expect(calculate(revenueOnly).values).not.toHaveProperty('ltvCac');
  expect(calculate({ ...revenueOnly, discount: 0.1 }).values).not.toHaveProperty('ltvCac');
});

test.each([
  ['cac must be at least 0, got -60', { clvMargin: 240, cac: -60 }],
  ['clvMargin must be a finite number, got Infinity', { clvMargin: Infinity, cac: 60 }],
  ['ltvCac must be a finite number, got Infinity', { clvMargin: 240, cac: 5e-324 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => ltvCacRatio(inputs)).toThrow(new RangeError(message));
});

test('plain JavaScript cannot pass it a value on revenue basis', () => {
  const onRevenue = { clv: 600, cac: 60 } as unknown as Parameters<typeof ltvCacRatio>[0];
  expect(() => ltvCacRatio(onRevenue)).toThrow(
    new RangeError('modelClv, clvPresent or clvMargin must be given, got none'),
  );
});
