import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { presentLifetimeValue } from '../../src/metrics/present-lifetime-value.ts';
import { residualValue } from '../../src/metrics/residual-value.ts';
import { periodsPerYear } from '../../src/quantities.ts';
import { relativeError, rounding } from '../relative-error.ts';
import * as any from './arbitrary.ts';

// Fader & Hardie, note 024 (2012), pp. 1-2: m r / (1 + d - r). The multiple 2.67 is also that of
// Gupta & Lehmann (2003) at 80 % and 10 %. By hand: 0.8 / 0.3 and 0.9 / 0.22.
test.each([
  { retention: 0.8, discount: 0.1, multiple: 2.6667 },
  { retention: 0.9, discount: 0.12, multiple: 4.0909 },
])('at r $retention and d $discount, 1 a year is worth $multiple', (row) => {
  const { retention, discount, multiple } = row;
  expect(residualValue({ marginPerYear: 1, retention, discount })).toBeCloseTo(multiple, 4);
});

// Worked out in print: justaaa 42668 (to 3 decimals), and an essay on Starbucks.
test.each([
  ['15.49 × 0.99 / (1.01 - 0.99)', 15.49, 0.99, 0.01, 766.755],
  ['15.49 × 0.95 / (1.01 - 0.95)', 15.49, 0.95, 0.01, 245.258],
  ['15.49 × 0.90 / (1.01 - 0.90)', 15.49, 0.9, 0.01, 126.736],
  ['5,241.60 × 0.75 / (1.10 - 0.75)', 5_241.6, 0.75, 0.1, 11_232],
])('%s is what was printed', (_, marginPerYear, retention, discount, printed) => {
  expect(residualValue({ marginPerYear, retention, discount })).toBeCloseTo(printed, 3);
});

test('nothing is left where no one is kept', () => {
  expect(residualValue({ marginPerYear: 100, retention: 0, discount: 0.1 })).toBe(0);
  expect(residualValue({ marginPerYear: 100, churn: 1, discount: 0.1 })).toBe(0);
});

test('it is the sum over later periods of those still there', () => {
  const { retention, share, period } = any;
  fc.assert(
    fc.property(retention, share, period, (kept, discount, per) => {
      const k = periodsPerYear[per];
      let loop = 0;
      for (let each = 1, there = kept; there > 1e-18; each++, there *= kept) {
        loop += (there * 120) / k / (1 + discount) ** (each / k);
      }
      const value = residualValue({ marginPerYear: 120, retention: kept, discount, period: per });
      expect(relativeError(value, loop)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('it is the value at the start without the first payment', () => {
  const { money, retention, share, period } = any;
  fc.assert(
    fc.property(money, retention, share, period, (marginPerYear, kept, discount, per) => {
      const inputs = { marginPerYear, retention: kept, discount, period: per };
      const whole = presentLifetimeValue({ ...inputs, timing: 'start' });
      const parts = residualValue(inputs) + marginPerYear / periodsPerYear[per];
      expect(relativeError(whole, parts)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('churn and retention agree', () => {
  fc.assert(
    fc.property(any.retention, any.share, any.period, (kept, discount, period) => {
      const inputs = { customerValue: 100, discount, period };
      const byChurn = residualValue({ ...inputs, churn: 1 - kept });
      expect(byChurn).toBe(residualValue({ ...inputs, retention: kept }));
    }),
    any.seeded,
  );
});

test('it scales with money and rises with retention', () => {
  const { money, retention, share, scale } = any;
  fc.assert(
    fc.property(money, retention, retention, share, scale, (flow, one, other, discount, k) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const value = residualValue({ marginPerYear: flow, retention: low, discount });
      const scaled = residualValue({ marginPerYear: flow * k, retention: low, discount });
      expect(relativeError(scaled, value * k)).toBeLessThan(rounding);
      const longer = residualValue({ marginPerYear: flow, retention: high, discount });
      expect(value).toBeLessThanOrEqual(longer);
    }),
    any.seeded,
  );
});

test('calculate gives the same, whatever the timing', () => {
  fc.assert(
    fc.property(any.money, any.churn, any.share, any.timing, (avg, lost, discount, timing) => {
      const { values } = calculate({ avg, freq: 4, churn: lost, discount, timing });
      const customerValue = values.customerValue ?? NaN;
      expect(values.residualValue).toBe(residualValue({ customerValue, churn: lost, discount }));
    }),
    any.seeded,
  );
});

test('a fixed number of years has no residual value', () => {
  const { values } = calculate({ avg: 50, freq: 4, years: 5, discount: 0.1 });
  expect(values).not.toHaveProperty('residualValue');
});

const valid = { marginPerYear: 1, discount: 0.1 };

test.each([
  ['retention must be below 1, got 1', { ...valid, retention: 1 }],
  ['churn must be at most 1, got 20', { ...valid, churn: 20 }],
  ['discount must be at most 1, got 1.5', { ...valid, retention: 0.8, discount: 1.5 }],
  ['churn or retention must be given, got neither', valid],
  ['marginPerYear or customerValue must be given, got neither', { retention: 0.8, discount: 0.1 }],
  [
    'customerValue must be a finite number, got NaN',
    { churn: 0.2, discount: 0, customerValue: NaN },
  ],
])('it refuses: %s', (message, inputs) => {
  expect(() => residualValue(inputs)).toThrow(new RangeError(message));
});
