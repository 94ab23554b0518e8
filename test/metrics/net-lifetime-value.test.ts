import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { netLifetimeValue } from '../../src/metrics/net-lifetime-value.ts';
import { relativeError } from '../relative-error.ts';
import { money, scale, seeded } from './arbitrary.ts';

test('a value of 240 that cost 60 leaves 180', () => {
  expect(netLifetimeValue({ clvMargin: 240, cac: 60 })).toBe(180);
});

test('the present value counts where it is given', () => {
  expect(netLifetimeValue({ clvPresent: 200, clvMargin: 240, cac: 60 })).toBe(140);
});

test('a customer may leave less than nothing', () => {
  expect(netLifetimeValue({ clvMargin: 50, cac: 60 })).toBe(-10);
});

test('it scales with money, and what it lacks is the CAC', () => {
  fc.assert(
    fc.property(money, money, scale, (clvMargin, cac, k) => {
      const net = netLifetimeValue({ clvMargin, cac });
      // The two may nearly cancel, so the errors are relative to the larger of them.
      const size = Math.max(clvMargin, cac);
      const scaled = netLifetimeValue({ clvMargin: clvMargin * k, cac: cac * k });
      expect(Math.abs(scaled - net * k)).toBeLessThanOrEqual(2 ** -50 * size * k);
      expect(Math.abs(net + cac - clvMargin)).toBeLessThanOrEqual(2 ** -50 * size);
    }),
    seeded,
  );
});

test('calculate gives the same, and nothing on revenue', () => {
  const revenueOnly = { avg: 50, freq: 4, years: 3, cac: 60 };
  expect(calculate({ ...revenueOnly, margin: 0.4 }).values.netClv).toBe(
    netLifetimeValue({ clvMargin: 240, cac: 60 }),
  );
  expect(calculate(revenueOnly).values).not.toHaveProperty('netClv');
  expect(calculate({ ...revenueOnly, discount: 0.1 }).values).not.toHaveProperty('netClv');
});

// By hand: 80 × 1.1 / 0.3 - 60 = 233.33.
test('calculate takes the present value where a discount rate is given', () => {
  const inputs = { avg: 50, freq: 4, margin: 0.4, retention: 0.8, discount: 0.1, cac: 60 };
  expect(relativeError(calculate(inputs).values.netClv ?? NaN, 700 / 3)).toBeLessThan(1e-12);
});

test.each([
  ['cac must be at least 0, got -60', { clvMargin: 240, cac: -60 }],
  ['clvPresent must be a finite number, got NaN', { clvPresent: NaN, cac: 60 }],
])('it refuses: %s', (message, inputs) => {
  expect(() => netLifetimeValue(inputs)).toThrow(new RangeError(message));
});

test('plain JavaScript cannot pass it a value on revenue basis', () => {
  const onRevenue = { clv: 600, cac: 60 } as unknown as Parameters<typeof netLifetimeValue>[0];
  expect(() => netLifetimeValue(onRevenue)).toThrow(
    new RangeError('modelClv, clvPresent or clvMargin must be given, got none'),
  );
});
