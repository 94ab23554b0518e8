import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import {
  churnOf,
  complement,
  customerLifespan,
  retentionPerPeriod,
} from '../../src/metrics/customer-lifespan.ts';
import { periodsPerYear } from '../../src/quantities.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { churn, period, retention, seeded, shareAboveZero } from './arbitrary.ts';

// Steenburgh & Avery, HBS 511-702 (2010): purchasing life = 1 / churn. By hand: 1 / 0.2.
test('a churn of 20 % a year is a lifespan of 5 years', () => {
  expect(customerLifespan({ churn: 0.2 })).toBe(5);
});

test('a churn of 3 % a month is 33.3 months, not what 3 % a year gives', () => {
  const years = customerLifespan({ churn: 0.03, period: 'month' });
  expect(years * 12).toBeCloseTo(33.333333, 6);
});

test('a churn of 25 % a quarter is a year', () => {
  expect(customerLifespan({ churn: 0.25, period: 'quarter' })).toBe(1);
});

test('who keeps no one has customers for one period', () => {
  expect(customerLifespan({ retention: 0 })).toBe(1);
  expect(customerLifespan({ churn: 1, period: 'quarter' })).toBe(0.25);
});

test('it is the mean of a geometric lifetime', () => {
  fc.assert(
    fc.property(churn, (lost) => {
      // A customer is there in period t with probability (1 - churn)^t.
      let mean = 0;
      for (let there = 1; there > 1e-18; there *= 1 - lost) mean += there;
      expect(relativeError(customerLifespan({ churn: lost }), mean)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('a retention of 80 % is a lifespan of 5 years, to the last digit', () => {
  // 1 - 0.8 in binary is 0.19999999999999996, whose inverse is no longer 5.
  expect(customerLifespan({ retention: 0.8 })).toBe(5);
  expect(customerLifespan({ retention: 0.9 })).toBe(10);
});

test('churn and retention agree', () => {
  fc.assert(
    fc.property(retention, period, (kept, per) => {
      const years = customerLifespan({ retention: kept, period: per });
      const byChurn = customerLifespan({ churn: 1 - kept, period: per });
      expect(relativeError(years, byChurn)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('it falls as churn rises, and k periods a year make it k times shorter', () => {
  fc.assert(
    fc.property(shareAboveZero, shareAboveZero, period, (one, other, per) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const years = customerLifespan({ churn: low, period: per });
      expect(years).toBeGreaterThanOrEqual(customerLifespan({ churn: high, period: per }));
      const yearly = customerLifespan({ churn: low });
      expect(relativeError(years * periodsPerYear[per], yearly)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('calculate gives the same', () => {
  fc.assert(
    fc.property(shareAboveZero, period, (lost, per) => {
      const { values } = calculate({ churn: lost, period: per });
      expect(values.years).toBe(customerLifespan({ churn: lost, period: per }));
    }),
    seeded,
  );
});

test('each of churn and retention is as given, else follows from the other; one is needed', () => {
  expect(churnOf({ churn: 0.3, retention: 0.6 })).toBe(0.3);
  expect(churnOf({ retention: 0.75 })).toBe(0.25);
  expect(retentionPerPeriod({ churn: 0.3, retention: 0.6 })).toBe(0.6);
  expect(retentionPerPeriod({ churn: 0.999999999999 })).toBe(1e-12);
  expect(() => retentionPerPeriod({})).toThrow(
    new RangeError('churn or retention must be given, got neither'),
  );
  expect(() => churnOf({})).toThrow(
    new RangeError('churn or retention must be given, got neither'),
  );
});

test.each([
  ['churn must be above 0, got 0', { churn: 0 }],
  ['churn must be at most 1, got 1.1', { churn: 1.1 }],
  ['retention must be below 1, got 1', { retention: 1 }],
  ['retention must be at least 0, got -0.1', { retention: -0.1 }],
  ['years must be a finite number, got Infinity', { churn: Number.MIN_VALUE }],
])('it refuses: %s', (message, inputs) => {
  expect(() => customerLifespan(inputs)).toThrow(new RangeError(message));
});

/** The number that is written with so many decimals. */
function written(numerator: bigint, places: number): number {
  return Number(`${numerator}e-${places}`);
}

test('the complement of a decimal is the decimal, and of any other double as near as doubles are', () => {
  const decimals = fc.integer({ min: 1, max: 15 }).chain((places) => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** BigInt(places) - 1n });
    return whole.map((numerator) => [numerator, 10n ** BigInt(places), places] as const);
  });
  fc.assert(
    fc.property(decimals, ([numerator, one, places]) => {
      expect(complement(written(numerator, places))).toBe(written(one - numerator, places));
    }),
    { ...seeded, numRuns: 2_000 },
  );
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1, noNaN: true }), (share) => {
      expect(relativeError(1 - complement(share), share)).toBeLessThan(Number.EPSILON);
    }),
    seeded,
  );
  expect(complement(1 - 2 ** -50)).toBe(2 ** -50);
});
