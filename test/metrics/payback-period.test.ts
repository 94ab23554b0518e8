import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { paybackPeriod } from '../../src/metrics/payback-period.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { money, moneyAboveZero, scale, seeded } from './arbitrary.ts';

test('60 is paid back by 80 a year in 9 months', () => {
  expect(paybackPeriod({ cac: 60, marginPerYear: 80, years: 3 })).toBe(9);
});

// CAC / (ARPA × gross margin), GP Bullhound CFO handbook: 600 / (50 × 80 %), by hand. Read left
// to right without the brackets, as one page prints it, it would be 9.6.
test('600 is paid back by 80 % of 50 a month in 15 months', () => {
  const { values } = calculate({ avg: 50, freq: 12, margin: 0.8, cac: 600 });
  expect(relativeError(values.paybackMonths ?? NaN, 15)).toBeLessThan(rounding);
});

test('nothing is paid back at once', () => {
  expect(paybackPeriod({ cac: 0, marginPerYear: 80, years: 0 })).toBe(0);
});

test('a payback as long as the lifespan is a number, a longer one is null', () => {
  expect(paybackPeriod({ cac: 240, marginPerYear: 80, years: 3 })).toBe(36);
  expect(paybackPeriod({ cac: 240.01, marginPerYear: 80, years: 3 })).toBeNull();
  expect(paybackPeriod({ cac: 240.01, marginPerYear: 80 })).toBeCloseTo(36.0015, 10);
});

test('a margin that is not above 0 pays nothing back', () => {
  expect(paybackPeriod({ cac: 60, marginPerYear: 0 })).toBeNull();
  expect(paybackPeriod({ cac: 60, marginPerYear: -80, years: 3 })).toBeNull();
  expect(paybackPeriod({ cac: 0, marginPerYear: 0 })).toBeNull();
});

test('calculate tells the reasons', () => {
  const inputs = { avg: 50, freq: 4, years: 3, margin: 0.4 };
  expect(calculate({ ...inputs, cac: 300 }).values.paybackMonths).toBeNull();
  expect(calculate({ ...inputs, cac: 300 }).reasons.get('paybackMonths')).toBe('beyondLifespan');
  const loss = calculate({ ...inputs, margin: -0.4, cac: 300 });
  expect(loss.reasons.get('paybackMonths')).toBe('noMargin');
});

test('calculate gives the same', () => {
  const inputs = { avg: 50, freq: 4, years: 3, margin: 0.4, cac: 60 };
  const marginPerYear = calculate(inputs).values.marginPerYear ?? NaN;
  const months = paybackPeriod({ cac: 60, marginPerYear, years: 3 });
  expect(calculate(inputs).values.paybackMonths).toBe(months);
  const { years: _, ...endless } = inputs;
  expect(calculate(endless).values.paybackMonths).toBe(months);
});

test('another currency does not change it, and over it the margin is the CAC', () => {
  fc.assert(
    fc.property(money, moneyAboveZero, scale, (cac, marginPerYear, k) => {
      const months = paybackPeriod({ cac, marginPerYear }) ?? NaN;
      const scaled = paybackPeriod({ cac: cac * k, marginPerYear: marginPerYear * k });
      expect(relativeError(scaled ?? NaN, months)).toBeLessThan(rounding);
      expect(relativeError((marginPerYear / 12) * months, cac)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it is null exactly where the margin of the lifespan is less than the CAC', () => {
  const whole = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    // Whole numbers, so that their product is exact.
    fc.property(whole, whole, fc.integer({ min: 0, max: 20 }), (cac, marginPerYear, years) => {
      const months = paybackPeriod({ cac, marginPerYear, years });
      expect(months === null).toBe(marginPerYear * years < cac);
      expect(months ?? 0).toBeLessThanOrEqual(years * 12);
    }),
    seeded,
  );
});

test.each([
  ['cac must be at least 0, got -60', { cac: -60, marginPerYear: 80 }],
  ['years must be at least 0, got -3', { cac: 60, marginPerYear: 80, years: -3 }],
  ['marginPerYear must be a finite number, got NaN', { cac: 60, marginPerYear: NaN }],
  ['paybackMonths must be a finite number, got Infinity', { cac: 60, marginPerYear: 5e-324 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => paybackPeriod(inputs)).toThrow(new RangeError(message));
});
