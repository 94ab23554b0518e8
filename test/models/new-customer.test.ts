import { expect, it } from 'vitest';
import {
  lifetimePurchases,
  meanSpend,
  newBuyer,
  newCustomer,
  residualPayments,
  survival,
  weeksPerYear,
  type BgBbModel,
  type BuyerModel,
  type SbgModel,
} from '../../src/models/index.ts';

const bg: BuyerModel = {
  model: 'bg-nbd',
  parameters: { r: 0.24259453, alpha: 4.41360218, a: 0.79292187, b: 2.42590623 },
};
const mbg: BuyerModel = {
  model: 'mbg-nbd',
  parameters: { r: 0.52484315, alpha: 6.18308539, a: 0.89135928, b: 1.61400207 },
};
const pareto: BuyerModel = {
  model: 'pareto-nbd',
  parameters: { r: 0.55327703, alpha: 10.57768329, s: 0.60624021, beta: 11.66874172 },
};
const donors: BgBbModel = {
  model: 'bg-bb',
  parameters: { alpha: 1.20352217, beta: 0.7497163, gamma: 0.65671839, delta: 2.78344334 },
};
const subscribers: SbgModel = { model: 'sbg', parameters: { a: 0.66808836, b: 3.80609503 } };

it.each([
  // known-answers.md 3.3: E[X(52)] of CDNOW, in weeks.
  ['bg-nbd', bg, 52, 1.444012],
  ['pareto-nbd', pareto, 52, 1.473434],
  // The same of BG at 78 weeks.
  ['bg-nbd', bg, 78, 1.857958],
])('of %s expects the repeat purchases that the papers print', (_, model, weeks, expected) => {
  const { repeats } = newCustomer(model, { years: weeks / weeksPerYear, periodsPerYear: 1 });
  expect(repeats(0)).toBeCloseTo(expected, 5);
});

it('of bg-bb counts rounds: E[X(10)] of the donors is 3.179805', () => {
  const { repeats } = newCustomer(donors, { years: 10, periodsPerYear: 1 });
  expect(repeats(0)).toBeCloseTo(3.179805, 4);
  const quarterly = newCustomer(donors, { years: 2.5, periodsPerYear: 4 });
  expect(quarterly.repeats(0)).toBeCloseTo(repeats(0), 12);
});

it('of sbg sums the survivors that pay at the start of each period', () => {
  const years = newCustomer(subscribers, { years: 8, periodsPerYear: 1 });
  // Fader & Hardie (2007): S(1) = .851 … S(7); the first payment is not counted.
  const shares = [1, 2, 3, 4, 5, 6, 7].map((t) => survival(subscribers, t));
  expect(years.repeats(0)).toBeCloseTo(
    shares.reduce((sum, share) => sum + share, 0),
    12,
  );
  expect(years.repeats(0.1)).toBeCloseTo(
    shares.reduce((sum, share, k) => sum + share / 1.1 ** (k + 1), 0),
    12,
  );
});

it('of sbg without end is v·DERL(0), discounted per period', () => {
  const endless = newCustomer(subscribers, { years: Infinity, periodsPerYear: 12 });
  const rate = 1.1 ** (1 / 12) - 1;
  const expected = residualPayments(subscribers, 0, rate) / (1 + rate);
  expect(endless.repeats(0.1)).toBeCloseTo(expected, 10);
  // The same as a sum that goes on for long.
  const long = newCustomer(subscribers, { years: 800, periodsPerYear: 12 });
  expect(long.repeats(0.1) / expected).toBeCloseTo(1, 9);
});

it.each([
  ['bg-nbd', bg],
  ['mbg-nbd', mbg],
  ['pareto-nbd', pareto],
])(
  'of %s without end is what is discounted for ever, and nothing is its bound else',
  (_, model) => {
    const endless = newCustomer(model, { years: Infinity, periodsPerYear: 1 });
    const delta = Math.log(1.1) / weeksPerYear;
    expect(endless.repeats(0.1)).toBeCloseTo(lifetimePurchases(model, newBuyer, delta), 10);
    const long = newCustomer(model, { years: 400, periodsPerYear: 1 });
    expect(long.repeats(0.1) / endless.repeats(0.1)).toBeCloseTo(1, 8);
    expect(endless.repeats(0)).toBe(Infinity);
  },
);

it.each([
  ['bg-nbd', bg],
  ['mbg-nbd', mbg],
  ['pareto-nbd', pareto],
])('of %s says when so many repeats are expected', (_, model) => {
  const { yearsUntil, repeats } = newCustomer(model, { years: 5, periodsPerYear: 1 });
  for (const wanted of [0.001, 0.3, 1, 1.8]) {
    const years = yearsUntil(wanted);
    const until = newCustomer(model, { years, periodsPerYear: 1 });
    expect(until.repeats(0) / wanted).toBeCloseTo(1, 9);
  }
  expect(yearsUntil(0)).toBe(0);
  expect(yearsUntil(repeats(0) * 1.0001)).toBe(Infinity);
});

it('says of periods the first in which so many are expected', () => {
  const monthly = newCustomer(subscribers, { years: 5, periodsPerYear: 12 });
  expect(monthly.yearsUntil(0)).toBe(0);
  // S(1) = .851, S(1) + S(2) = 1.557.
  expect(monthly.yearsUntil(0.85)).toBeCloseTo(1 / 12, 12);
  expect(monthly.yearsUntil(0.86)).toBeCloseTo(2 / 12, 12);
  expect(monthly.yearsUntil(1000)).toBe(Infinity);
  const yearly = newCustomer(donors, { years: 10, periodsPerYear: 1 });
  expect(yearly.yearsUntil(0.49)).toBe(1);
  // E[X(2)] is .9233, E[X(3)] 1.2969 (known-answers.md).
  expect(yearly.yearsUntil(1)).toBe(3);
  expect(yearly.yearsUntil(4)).toBe(Infinity);
});

it('refuses a horizon that is no number of periods', () => {
  expect(() => newCustomer(subscribers, { years: 0.3, periodsPerYear: 12 })).toThrow(
    'horizon must be whole periods, got 3.6',
  );
  expect(() => newCustomer(bg, { years: -1, periodsPerYear: 1 })).toThrow(RangeError);
});

it('knows the mean amount of a purchase, or that there is none', () => {
  const spend = { model: 'gamma-gamma' as const, parameters: { p: 6, q: 4, gamma: 15 } };
  // p·gamma/(q-1) = 6 × 15 / 3.
  expect(meanSpend(spend)).toBeCloseTo(30, 12);
  expect(meanSpend({ ...spend, parameters: { p: 6, q: 0.9, gamma: 15 } })).toBe(Infinity);
});
