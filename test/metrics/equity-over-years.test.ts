import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  equityOverYears,
  type EquityOverYearsInputs,
  longestHorizon,
} from '../../src/metrics/equity-over-years.ts';
import { presentLifetimeValue } from '../../src/metrics/present-lifetime-value.ts';
import { type Period, periodsPerYear, type Timing } from '../../src/quantities.ts';
import { relativeError, rounding } from '../relative-error.ts';
import * as any from './arbitrary.ts';

// 1,000 customers, avg 50, freq 4, margin 40 %: 80 a year.
const shop = {
  customers: 1_000,
  marginPerYear: 80,
  retention: 0.8,
  discount: 0.1,
  timing: 'start',
} as const satisfies EquityOverYearsInputs;

const horizons = fc.integer({ min: 1, max: 40 });

function equityAt(inputs: EquityOverYearsInputs, horizon: number): number {
  return equityOverYears(inputs, horizon).at(-1)?.equity ?? NaN;
}

// By hand: 80,000; × 0.8 / 1.1 = 58,181.82; × 0.8 / 1.1 = 42,314.05; together 180,495.87.
test('1,000 customers of 80 a year are worth 180,495.87 over 3 years', () => {
  const years = equityOverYears(shop, 3);
  expect(years.map(({ year }) => year)).toEqual([1, 2, 3]);
  const [first, second, third] = years.map(({ presentValue }) => presentValue);
  expect(first).toBe(80_000);
  expect(second).toBeCloseTo(58_181.82, 2);
  expect(third).toBeCloseTo(42_314.05, 2);
  expect(years[2]?.equity).toBeCloseTo(180_495.87, 2);
});

// By hand: 1,000 × 80 × 1.1 / 0.3. After 200 years, (0.8 / 1.1)^200 is below 1e-27.
test('without end they tend to 293,333.33, the customers times the present value', () => {
  expect(equityAt(shop, 200)).toBeCloseTo(293_333.33, 2);
  const limit = shop.customers * presentLifetimeValue(shop);
  expect(relativeError(equityAt(shop, 200), limit)).toBeLessThan(rounding);
});

// By hand: 1,000 → 800 + 100 → 720 + 100; the money is 80 each, undiscounted.
test('customers of the next year are those kept and those won', () => {
  const years = equityOverYears({ ...shop, newPerYear: 100, discount: 0 }, 3);
  const rounded = years.map((year) => Object.values(year).map((value) => Math.round(value)));
  expect(rounded).toEqual([
    [1, 1_000, 800, 100, 80_000, 80_000, 80_000],
    [2, 900, 720, 100, 72_000, 72_000, 152_000],
    [3, 820, 656, 100, 65_600, 65_600, 217_600],
  ]);
});

// By hand, cac 60: 1,000 × 80; (900 × 80 - 100 × 60) / 1.1 = 66,000 / 1.1; (820 × 80 - 6,000) / 1.21
// = 59,600 / 1.21. At the end of a year: 80,000 / 1.1; 72,000 / 1.21 - 6,000 / 1.1; 65,600 / 1.331
// - 6,000 / 1.21, for what is paid is paid at its start.
test('customers won are paid for when they are first counted, at the start of the next year', () => {
  const inputs = { ...shop, newPerYear: 100, cac: 60 };
  const years = equityOverYears(inputs, 3);
  expect(years.map(({ acquisitionCost }) => acquisitionCost)).toEqual([0, 6_000, 6_000]);
  expect(years.map(({ cashFlow }) => Math.round(cashFlow))).toEqual([80_000, 72_000, 65_600]);
  const values = (list: typeof years) => list.map(({ presentValue }) => presentValue.toFixed(2));
  expect(values(years)).toEqual(['80000.00', '60000.00', '49256.20']);
  expect(years[2]?.equity).toBeCloseTo(189_256.2, 2);
  const late = equityOverYears({ ...inputs, timing: 'end' }, 3);
  expect(values(late)).toEqual(['72727.27', '54049.59', '44327.57']);
});

// By hand: 10 a month, paid for from the second month on: 11 × 600 in the first year, 12 × 600 then.
test('by the month, those of a month are paid for at the start of the next one', () => {
  const inputs = { ...shop, newPerYear: 120, cac: 60, period: 'month' } as const;
  const costs = equityOverYears(inputs, 2).map(({ acquisitionCost }) => acquisitionCost);
  expect(costs).toEqual([6_600, 7_200]);
});

test('customers who cost what they bring add nothing, and those who cost more take away', () => {
  // A customer won is worth what presentLifetimeValue gives, in a horizon without end.
  const worth = presentLifetimeValue(shop);
  const at = (cac: number) => equityAt({ ...shop, newPerYear: 100, cac }, 1_000);
  const alone = equityAt(shop, 1_000);
  expect(relativeError(at(worth), alone)).toBeLessThan(rounding);
  expect(at(worth * 1.1)).toBeLessThan(alone);
  expect(at(worth * 0.9)).toBeGreaterThan(alone);
});

test('without customers won, or without a cac, no cost is named', () => {
  for (const inputs of [shop, { ...shop, cac: 60 }, { ...shop, newPerYear: 100 }]) {
    expect(equityOverYears(inputs, 2)[1]).not.toHaveProperty('acquisitionCost');
  }
});

/** The definition once more, with each month in one flat loop. */
function loop(inputs: EquityOverYearsInputs, horizon: number): number {
  const { customers, newPerYear = 0, cac = 0, marginPerYear = 0, discount = 0, timing } = inputs;
  const { period = 'year', retention = NaN } = inputs;
  const k = periodsPerYear[period];
  let [there, equity] = [customers, 0];
  for (let each = 0; each < horizon * k; each++) {
    const at = each + { start: 0, mid: 0.5, end: 1 }[timing];
    equity += (there * marginPerYear) / k / (1 + discount) ** (at / k);
    if (each > 0) equity -= ((newPerYear / k) * cac) / (1 + discount) ** (each / k);
    there = there * retention + newPerYear / k;
  }
  return equity;
}

test('it is the plain sum over all periods', () => {
  const inputs = fc.record({
    customers: any.count,
    newPerYear: any.amount,
    cac: fc.integer({ min: 0, max: 100 }),
    marginPerYear: any.money.map((money) => money + 100),
    retention: any.share.filter((kept) => kept < 1),
    discount: any.share,
    timing: any.timing,
    period: any.period,
  });
  fc.assert(
    fc.property(inputs, horizons, (given, horizon) => {
      const expected = loop(given, horizon);
      expect(relativeError(equityAt(given, horizon), expected)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('each year adds up, and begins where the last one ended', () => {
  const { amount, period, timing, retention } = any;
  fc.assert(
    fc.property(amount, period, timing, retention, (newPerYear, per, when, kept) => {
      const inputs = { ...shop, newPerYear, period: per, timing: when, retention: kept };
      const years = equityOverYears(inputs, 5);
      let equity = 0;
      for (const [index, year] of years.entries()) {
        equity += year.presentValue;
        expect(relativeError(year.equity, equity)).toBeLessThan(rounding);
        const stay = kept ** periodsPerYear[per] * year.customers;
        // Relative to the customers there were: 1 - (1 - r) has not all the digits of a small r.
        expect(Math.abs(year.kept - stay)).toBeLessThan(rounding * year.customers);
        const next = years[index + 1]?.customers ?? year.kept + year.won;
        expect(relativeError(next, year.kept + year.won)).toBeLessThan(rounding);
      }
    }),
    any.seeded,
  );
});

test('a shorter horizon is the beginning of a longer one', () => {
  fc.assert(
    fc.property(horizons, horizons, (one, other) => {
      const [short, long] = [Math.min(one, other), Math.max(one, other)];
      expect(equityOverYears(shop, long).slice(0, short)).toEqual(equityOverYears(shop, short));
    }),
    any.seeded,
  );
});

test('the customers won are cohorts of their own, each a year later', () => {
  fc.assert(
    fc.property(
      any.count,
      any.churn,
      any.share,
      horizons,
      (newPerYear, lost, discount, horizon) => {
        const { retention: _, ...rest } = shop;
        const alone = { ...rest, churn: lost, discount };
        let cohorts = equityAt(alone, horizon);
        for (let later = 1; later < horizon; later++) {
          const cohort = equityAt({ ...alone, customers: newPerYear }, horizon - later);
          cohorts += cohort / (1 + discount) ** later;
        }
        const together = equityAt({ ...alone, newPerYear }, horizon);
        expect(relativeError(together, cohorts)).toBeLessThan(rounding);
      },
    ),
    any.seeded,
  );
});

test('the equity of segments adds up, and scales with money', () => {
  fc.assert(
    fc.property(any.count, any.count, any.scale, horizons, (one, other, k, horizon) => {
      const equity = (customers: number) => equityAt({ ...shop, customers }, horizon);
      expect(relativeError(equity(one + other), equity(one) + equity(other))).toBeLessThan(
        rounding,
      );
      const scaled = equityAt({ ...shop, marginPerYear: shop.marginPerYear * k }, horizon);
      expect(relativeError(scaled, equityAt(shop, horizon) * k)).toBeLessThan(rounding);
    }),
    any.seeded,
  );
});

test('it rises with retention and with customers won, and falls as the discount rate rises', () => {
  const { retention, share, amount } = any;
  fc.assert(
    fc.property(retention, share, amount, horizons, (kept, discount, newPerYear, horizon) => {
      const inputs = { ...shop, retention: kept, discount, newPerYear };
      const equity = equityAt(inputs, horizon);
      expect(equityAt({ ...inputs, retention: 0.96 }, horizon)).toBeGreaterThanOrEqual(equity);
      expect(equityAt({ ...inputs, newPerYear: 101 }, horizon)).toBeGreaterThanOrEqual(equity);
      expect(equityAt({ ...inputs, discount: 1 }, horizon)).toBeLessThanOrEqual(equity);
    }),
    any.seeded,
  );
});

test('churn and retention agree, as do revenue and a margin of 100 %', () => {
  const { retention: _, marginPerYear: flow, ...rest } = shop;
  const byChurn = { ...rest, churn: 1 - 0.8, marginPerYear: flow };
  const onRevenue = { ...rest, retention: 0.8, customerValue: flow };
  expect(relativeError(equityAt(byChurn, 9), equityAt(shop, 9))).toBeLessThan(rounding);
  expect(equityAt(onRevenue, 9)).toBe(equityAt(shop, 9));
});

test('without a discount rate, the present value is the cash flow at any timing', () => {
  const { discount: _, ...undiscounted } = shop;
  for (const timing of ['start', 'mid', 'end'] as const) {
    for (const { cashFlow, presentValue } of equityOverYears({ ...undiscounted, timing }, 5)) {
      expect(presentValue).toBe(cashFlow);
    }
  }
});

test('the longest horizon is 1,000 years', () => {
  expect(longestHorizon).toBe(1_000);
  expect(equityOverYears(shop, 1_000)).toHaveLength(1_000);
});

test.each([0, -1, 1.5, 1_001, NaN, Infinity])('it refuses a horizon of %d', (horizon) => {
  expect(() => equityOverYears(shop, horizon)).toThrow(
    new RangeError(`horizon must be a whole number from 1 to 1000, got ${horizon}`),
  );
});

test('a cash flow beyond a double is refused in any year, even where its worth today is not', () => {
  const huge = { customers: 1.2, marginPerYear: 1.7e308, discount: 1, timing: 'end' } as const;
  for (const horizon of [1, 2, 30]) {
    expect(() => equityOverYears({ ...huge, churn: 0.01, period: 'month' }, horizon)).toThrow(
      new RangeError('cashFlow must be a finite number, got Infinity'),
    );
  }
});

const { retention: _kept, ...endless } = shop;
const { marginPerYear: _flow, ...worthless } = shop;

test.each([
  ['customers must be above 0, got 0', { ...shop, customers: 0 }],
  ['newPerYear must be at least 0, got -1', { ...shop, newPerYear: -1 }],
  ['retention must be below 1, got 1', { ...shop, retention: 1 }],
  ['discount must be at most 1, got 10', { ...shop, discount: 10 }],
  ['marginPerYear must be a finite number, got NaN', { ...shop, marginPerYear: NaN }],
  ['equity must be a finite number, got Infinity', { ...shop, marginPerYear: 1e308 }],
  ['churn or retention must be given, got neither', endless],
  ['marginPerYear or customerValue must be given, got neither', worthless],
  ['cac must be at least 0, got -1', { ...shop, newPerYear: 1, cac: -1 }],
  [
    'marginPerYear must be given for the cac to be taken off, got none',
    { ...worthless, customerValue: 80, newPerYear: 1, cac: 1 },
  ],
])('it refuses: %s', (message, inputs) => {
  expect(() => equityOverYears(inputs, 3)).toThrow(new RangeError(message));
});

test.each([
  ['period must be one of year, quarter, month, got week', { period: 'week' as Period }],
  ['timing must be one of start, mid, end, got late', { timing: 'late' as Timing }],
])('it refuses a convention that it does not know: %s', (message, convention) => {
  expect(() => equityOverYears({ ...shop, ...convention }, 3)).toThrow(new RangeError(message));
  expect(() => presentLifetimeValue({ ...shop, ...convention })).toThrow(new RangeError(message));
});
