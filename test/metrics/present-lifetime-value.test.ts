import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { presentLifetimeValue } from '../../src/metrics/present-lifetime-value.ts';
import { periodsPerYear, type Timing } from '../../src/quantities.ts';
import { relativeError, rounding } from '../relative-error.ts';
import * as any from './arbitrary.ts';

/** Two of them that differ, the smaller first. */
function pair(one: fc.Arbitrary<number>): fc.Arbitrary<[number, number]> {
  const two = fc.uniqueArray(one, { minLength: 2, maxLength: 2 });
  return two.map((list) => list.toSorted((a, b) => a - b) as [number, number]);
}

/** When the cash of period 0 is booked, in periods. */
const booked: Readonly<Record<Timing, number>> = { start: 0, mid: 0.5, end: 1 };

// Fader & Hardie, note 024 (2012), pp. 1-2: m (1 + d) / (1 + d - r) at the start of a period,
// m / (1 + d - r) at its end. By hand: 1.1 / 0.3, 1 / 0.3; 1.12 / 0.22, 1 / 0.22.
test.each([
  { retention: 0.8, discount: 0.1, start: 3.6667, end: 3.3333 },
  { retention: 0.9, discount: 0.12, start: 5.0909, end: 4.5455 },
])('at r $retention and d $discount, 1 a year is worth $start or $end', (row) => {
  const { retention, discount, start, end } = row;
  const inputs = { marginPerYear: 1, retention, discount };
  expect(presentLifetimeValue({ ...inputs, timing: 'start' })).toBeCloseTo(start, 4);
  expect(presentLifetimeValue({ ...inputs, timing: 'end' })).toBeCloseTo(end, 4);
});

// By hand: 100 / 1.1 + 100 / 1.21 + 100 / 1.331 = 248.6852; times 1.1, and times √1.1, the factor
// that INSEAD's model has for cash in the middle of a year.
test('3 years of 100 at 10 % are an annuity', () => {
  const inputs = { marginPerYear: 100, years: 3, discount: 0.1 };
  expect(presentLifetimeValue({ ...inputs, timing: 'end' })).toBeCloseTo(248.6852, 4);
  expect(presentLifetimeValue({ ...inputs, timing: 'start' })).toBeCloseTo(273.5537, 4);
  const mid = presentLifetimeValue({ ...inputs, timing: 'mid' });
  expect(mid).toBeCloseTo(248.6852 * Math.sqrt(1.1), 3);
});

// By hand, 200 a year at 12 %: 200 × (1 + 1 / 1.12 + 0.5 / 1.2544) = 200 + 178.571429 + 79.719388;
// half a year is half a payment.
test('the last, partial year is a part of a payment', () => {
  const inputs = { marginPerYear: 200, discount: 0.12 };
  const start = { ...inputs, timing: 'start' } as const;
  expect(presentLifetimeValue({ ...start, years: 2.5 })).toBeCloseTo(458.290816, 6);
  expect(presentLifetimeValue({ ...start, years: 0.5 })).toBe(100);
  expect(presentLifetimeValue({ ...start, years: 0 })).toBe(0);
  const end = presentLifetimeValue({ ...inputs, timing: 'end', years: 2.5 });
  expect(end).toBeCloseTo(458.290816 / 1.12, 6);
  const mid = presentLifetimeValue({ ...inputs, timing: 'mid', years: 2.5 });
  expect(mid).toBeCloseTo(458.290816 / Math.sqrt(1.12), 6);
});

// By hand, 120 a year at 10 %: 2.5 months are 10 + 10 / 1.1^(1/12) + 5 / 1.1^(2/12).
test('with a shorter period it is the last month that is a part', () => {
  const inputs = { marginPerYear: 120, discount: 0.1, timing: 'start', period: 'month' } as const;
  expect(presentLifetimeValue({ ...inputs, years: 2.5 / 12 })).toBeCloseTo(24.842092, 6);
});

/** How many years: whole ones, those of 1 / churn beside them, and any from a billionth to a million. */
const anyYears = fc.oneof(
  fc.integer({ min: 0, max: 1_000 }),
  fc.integer({ min: 1, max: 50 }).chain((n) => fc.constantFrom(n + 1e-10, n - 1e-10, 1 / (1 / n))),
  any.amount,
  fc.double({ min: -9, max: 6, noNaN: true }).map((exponent) => 10 ** exponent),
);
/** From nothing over a quadrillionth to 100 %. */
const anyDiscount = fc.oneof(
  any.share,
  fc.double({ min: -15, max: 0, noNaN: true }).map((exponent) => 10 ** exponent),
);

test('it is never more than the undiscounted value, and never falls as the years rise', () => {
  const { timing, period } = any;
  fc.assert(
    fc.property(anyYears, anyYears, anyDiscount, timing, period, (one, other, d, when, per) => {
      const over = (years: number) =>
        presentLifetimeValue({ marginPerYear: 1, years, discount: d, timing: when, period: per });
      expect(over(one)).toBeLessThanOrEqual(one * (1 + rounding));
      const [short, long] = [Math.min(one, other), Math.max(one, other)];
      expect(over(short)).toBeLessThanOrEqual(over(long) * (1 + rounding));
    }),
    { ...any.seeded, numRuns: 2_000 },
  );
});

test.each([3 + 1e-10, 3 - 1e-10])('it does not jump at a whole number of years: %d', (years) => {
  const inputs = { marginPerYear: 1, discount: 0.1, timing: 'start' } as const;
  const whole = presentLifetimeValue({ ...inputs, years: 3 });
  expect(relativeError(presentLifetimeValue({ ...inputs, years }), whole)).toBeLessThan(1e-10);
});

// Python with mpmath, 60 digits: v = 1/(1+d)**(mpf(1)/k); (1-v**n)/(1-v)/k, with d as it is written.
test.each([
  { discount: 1e-12, years: 1e12, period: 'year', value: 632120558829.0059 },
  { discount: 1e-15, years: 1e15, period: 'year', value: 632120558828558.1 },
  { discount: 1e-9, years: 123_456_789, period: 'month', value: 116140167.12218821 },
  { discount: 1, years: 9e15, period: 'year', value: 2 },
] as const)('$years years at $discount a year are right to the last digits', (row) => {
  const { value, ...inputs } = row;
  const found = presentLifetimeValue({ marginPerYear: 1, timing: 'start', ...inputs });
  expect(relativeError(found, value)).toBeLessThan(1e-14);
});

test('it counts revenue where no margin is known, and prefers the margin', () => {
  const inputs = { retention: 0.8, discount: 0.1, timing: 'end' } as const;
  expect(presentLifetimeValue({ ...inputs, customerValue: 3 })).toBeCloseTo(10, 12);
  const both = { ...inputs, customerValue: 3, marginPerYear: 1.2 };
  expect(presentLifetimeValue(both)).toBeCloseTo(4, 12);
});

test('over a whole number of years it is the plain sum', () => {
  const whole = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(any.money, whole, any.share, any.timing, (m, years, discount, timing) => {
      let loop = 0;
      for (let year = 0; year < years; year++)
        loop += m / (1 + discount) ** (year + booked[timing]);
      const value = presentLifetimeValue({ marginPerYear: m, years, discount, timing });
      expect(relativeError(value, loop)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('over a whole number of periods it is the plain sum of the periods', () => {
  const whole = fc.integer({ min: 0, max: 120 });
  fc.assert(
    fc.property(whole, any.share, any.timing, any.period, (periods, discount, timing, period) => {
      const k = periodsPerYear[period];
      let loop = 0;
      for (let each = 0; each < periods; each++) {
        loop += 120 / k / (1 + discount) ** ((each + booked[timing]) / k);
      }
      const inputs = { marginPerYear: 120, years: periods / k, discount, timing, period };
      expect(relativeError(presentLifetimeValue(inputs), loop)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('a lifetime without end is the sum over those still there', () => {
  fc.assert(
    fc.property(
      any.retention,
      any.share,
      any.timing,
      any.period,
      (kept, discount, timing, period) => {
        const k = periodsPerYear[period];
        let loop = 0;
        // Below 1e-18 of the first, what is left of the sum is below 20e-18 at a retention of 95 %.
        for (let each = 0, there = 1; there > 1e-18; each++, there *= kept) {
          loop += (there * 120) / k / (1 + discount) ** ((each + booked[timing]) / k);
        }
        const inputs = { marginPerYear: 120, retention: kept, discount, timing, period };
        expect(relativeError(presentLifetimeValue(inputs), loop)).toBeLessThan(rounding);
      },
    ),
    any.seeded,
  );
});

test('a stretch of years is its first, whole part and, discounted, its second', () => {
  const { amount, share, timing, period } = any;
  const whole = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(whole, amount, share, timing, period, (first, second, discount, when, per) => {
      const over = (years: number) =>
        presentLifetimeValue({ marginPerYear: 1, years, discount, timing: when, period: per });
      const parts = over(first) + over(second) / (1 + discount) ** first;
      expect(relativeError(over(first + second), parts)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('churn and retention agree', () => {
  fc.assert(
    fc.property(
      any.retention,
      any.share,
      any.timing,
      any.period,
      (kept, discount, timing, period) => {
        const inputs = { marginPerYear: 100, discount, timing, period };
        const byChurn = presentLifetimeValue({ ...inputs, churn: 1 - kept });
        const byRetention = presentLifetimeValue({ ...inputs, retention: kept });
        expect(relativeError(byChurn, byRetention)).toBeLessThan(rounding);
      },
    ),
    any.seeded,
  );
});

test('cash in the middle is worth the geometric mean of start and end, a period apart', () => {
  fc.assert(
    fc.property(any.retention, any.share, any.period, (kept, discount, period) => {
      const at = (timing: Timing) =>
        presentLifetimeValue({ marginPerYear: 100, retention: kept, discount, timing, period });
      expect(relativeError(at('mid') ** 2, at('start') * at('end'))).toBeLessThan(rounding);
      const interest = (1 + discount) ** (1 / periodsPerYear[period]);
      expect(relativeError(at('start'), at('end') * interest)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('it scales with money, loss or gain', () => {
  const yearly = fc.integer({ min: -100_000, max: 100_000 });
  fc.assert(
    fc.property(yearly, any.amount, any.share, any.scale, (marginPerYear, years, discount, k) => {
      const value = (m: number) =>
        presentLifetimeValue({ marginPerYear: m, years, discount, timing: 'mid' });
      const scaled = value(marginPerYear * k);
      expect(relativeError(scaled, value(marginPerYear) * k)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('it rises with retention and falls as the discount rate rises', () => {
  const { retention, share, timing, period } = any;
  fc.assert(
    fc.property(pair(retention), pair(share), timing, period, (kept, rates, when, per) => {
      const [low, high] = kept;
      const [cheap, dear] = rates;
      const value = (r: number, d: number) =>
        presentLifetimeValue({
          marginPerYear: 1,
          retention: r,
          discount: d,
          timing: when,
          period: per,
        });
      expect(value(low, cheap)).toBeLessThan(value(high, cheap));
      expect(value(high, dear)).toBeLessThan(value(high, cheap));
    }),
    any.seeded,
  );
});

test('it rises with years, and beyond a year falls as the discount rate rises', () => {
  fc.assert(
    fc.property(pair(any.amount), pair(any.share), any.timing, (spans, rates, timing) => {
      const [short, long] = spans;
      const [cheap, dear] = rates;
      const value = (years: number, discount: number) =>
        presentLifetimeValue({ marginPerYear: 1, years, discount, timing });
      // Not strictly: at 50 % a year, what comes after 90 years is lost in rounding.
      expect(value(short, cheap)).toBeLessThanOrEqual(value(long, cheap) * (1 + rounding));
      expect(value(1 + long, dear)).toBeLessThan(value(1 + long, cheap));
    }),
    any.seeded,
  );
});

test('without discount it is the undiscounted value, whenever the cash is booked', () => {
  fc.assert(
    fc.property(any.amount, any.churn, any.timing, any.period, (years, lost, timing, period) => {
      const inputs = { marginPerYear: 80, discount: 0, timing, period };
      expect(presentLifetimeValue({ ...inputs, years })).toBeCloseTo(80 * years, 9);
      const expected = 80 / (lost * periodsPerYear[period]);
      const endless = presentLifetimeValue({ ...inputs, churn: lost });
      expect(relativeError(endless, expected)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('it tends to the undiscounted value as the discount rate goes to 0', () => {
  fc.assert(
    fc.property(
      any.amountAboveZero,
      any.timing,
      fc.integer({ min: 3, max: 17 }),
      (n, timing, e) => {
        const discount = 10 ** -e;
        const value = presentLifetimeValue({ marginPerYear: 1, years: n, discount, timing });
        // Cash is booked within n + 1 years, and each costs it a share of d at most.
        expect(relativeError(value, n)).toBeLessThanOrEqual(discount * (n + 1) + rounding);
      },
    ),
    any.seeded,
  );
});

test('calculate gives the same, and says which timing', () => {
  const { retention, share, timing, period } = any;
  fc.assert(
    fc.property(any.money, retention, share, timing, period, (avg, kept, discount, when, per) => {
      const conventions = { discount, timing: when, period: per };
      const inputs = { avg, freq: 4, retention: kept, ...conventions };
      const revenue = calculate(inputs).values;
      const { customerValue } = revenue;
      expect(revenue).toMatchObject({ timing: when, basis: 'revenue' });
      expect(revenue.clvPresent).toBe(
        presentLifetimeValue({
          customerValue: customerValue ?? NaN,
          retention: kept,
          ...conventions,
        }),
      );
      const margin = calculate({ ...inputs, margin: 0.4 }).values;
      const { marginPerYear } = margin;
      expect(margin.basis).toBe('margin');
      expect(margin.clvPresent).toBe(
        presentLifetimeValue({
          marginPerYear: marginPerYear ?? NaN,
          retention: kept,
          ...conventions,
        }),
      );
    }),
    any.seeded,
  );
});

test('churn counts before the years that follow from it', () => {
  const inputs = { avg: 50, freq: 4, discount: 0.1, churn: 0.2 };
  const endless = calculate(inputs).values.clvPresent;
  expect(calculate({ ...inputs, years: 5 }).values.clvPresent).toBe(endless);
  const { churn: _, ...truncated } = inputs;
  expect(calculate({ ...truncated, years: 5 }).values.clvPresent).not.toBe(endless);
});

const valid = { marginPerYear: 1, discount: 0.1, timing: 'start' } as const;

test.each([
  ['discount must be at most 1, got 10', { ...valid, retention: 0.8, discount: 10 }],
  ['discount must be at least 0, got -0.1', { ...valid, retention: 0.8, discount: -0.1 }],
  ['retention must be below 1, got 1', { ...valid, retention: 1 }],
  ['churn must be above 0, got 0', { ...valid, churn: 0 }],
  ['years must be at least 0, got -1', { ...valid, years: -1 }],
  ['marginPerYear must be a finite number, got NaN', { ...valid, years: 1, marginPerYear: NaN }],
  [
    'clvPresent must be a finite number, got Infinity',
    { ...valid, years: 9, marginPerYear: 1e308 },
  ],
  ['churn, retention or years must be given, got none', valid],
])('it refuses: %s', (message, inputs) => {
  expect(() => presentLifetimeValue(inputs)).toThrow(new RangeError(message));
});

test('it refuses to value nothing', () => {
  const { marginPerYear: _, ...nothing } = valid;
  expect(() => presentLifetimeValue({ ...nothing, years: 1 })).toThrow(
    new RangeError('marginPerYear or customerValue must be given, got neither'),
  );
});
