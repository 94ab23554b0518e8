import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { exampleOutlook as model } from '../../src/metrics/example-outlook.ts';
import {
  modelFirstSpend,
  modelLifetimeValue,
  modelPurchases,
  modelSpend,
  paybackPeriod,
} from '../../src/index.ts';
import type { ModelOutlook } from '../../src/quantities.ts';

// The example buys for 80, then twice for 100 after a year and once after two: worked out by hand.
const endless: ModelOutlook = {
  ...model,
  repeats: (discount) => (discount > 0 ? 1 / discount : Infinity),
};
const unpriced: ModelOutlook = { ...model, firstSpend: undefined, repeatSpend: undefined };

describe('a model gives', () => {
  it('purchases, amounts and the value of a new customer', () => {
    const { values } = calculate({ model });
    expect(values).toMatchObject({
      modelPurchases: 4,
      modelFirstSpend: 80,
      modelSpend: 100,
      modelClv: 380,
      basis: 'revenue',
    });
  });

  it('a value on margin, discounted, as the best value of netClv, ltvCac and maxCac', () => {
    const given = { model, margin: 0.5, discount: 0.25, cac: 76, targetRatio: 4 };
    expect(calculate(given).values).toMatchObject({
      modelClv: 152,
      basis: 'margin',
      netClv: 76,
      ltvCac: 2,
      maxCac: 38,
      // 40 at once, 36 of the 50 for each purchase: 0.72 purchases.
      paybackMonths: 12,
    });
  });

  it('a value less the cost of each purchase', () => {
    const { values } = calculate({ model, unitCost: 60, cac: 50 });
    // 20 + 3 × 40.
    expect(values).toMatchObject({ modelClv: 140, basis: 'margin', netClv: 90 });
  });

  it('a value at the price that is given, of every purchase', () => {
    const { values } = calculate({ model, avg: 10 });
    expect(values).toMatchObject({ modelFirstSpend: 10, modelSpend: 10, modelClv: 40 });
    expect(calculate({ model, revenue: 1000, orders: 100 }).values.modelClv).toBe(40);
  });

  it('no ratio to a cost on revenue basis, which would flatter', () => {
    expect(calculate({ model, cac: 60 }).values).not.toHaveProperty('netClv');
  });

  it('the equity of the customers won in a year', () => {
    expect(calculate({ model, newPerYear: 1000 }).values.equity).toBe(380_000);
  });
});

describe('payback follows the model', () => {
  it.each([
    [40, 0],
    [41, 12],
    [140, 12],
    [141, 24],
    [191, null],
  ])('of a cost of %d it is %s months', (cac, months) => {
    expect(calculate({ model, margin: 0.5, cac }).values.paybackMonths).toBe(months);
  });

  it('says why there is none', () => {
    const beyond = calculate({ model, margin: 0.5, cac: 191 });
    expect(beyond.reasons.get('paybackMonths')).toBe('beyondHorizon');
    const never = calculate({ model, margin: -0.5, cac: 10 });
    expect(never.reasons.get('paybackMonths')).toBe('noMargin');
    const inputs = { cac: 191, model, modelFirstSpend: 80, modelSpend: 100, margin: 0.5 };
    expect(paybackPeriod(inputs)).toBeNull();
  });
});

describe('there is a reason where there is no number', () => {
  it.each([
    ['modelPurchases', endless, 'noEnd'],
    ['modelClv', endless, 'noEnd'],
    ['modelFirstSpend', unpriced, 'noAmounts'],
    ['modelClv', unpriced, 'noAmounts'],
    ['modelSpend', { ...model, repeatSpend: Infinity }, 'noMeanSpend'],
    ['modelClv', { ...model, repeatSpend: Infinity }, 'noMeanSpend'],
  ] as const)('of %s', (name, outlook, reason) => {
    const { values, reasons } = calculate({ model: outlook });
    expect(values[name]).toBeNull();
    expect(reasons.get(name)).toBe(reason);
  });

  it('as null in the library', () => {
    expect(modelPurchases({ model: endless })).toBeNull();
    expect(modelFirstSpend({ model: unpriced })).toBeNull();
    expect(modelSpend({ model: unpriced })).toBeNull();
    const amounts = { modelFirstSpend: 80, modelSpend: 100 };
    expect(modelLifetimeValue({ model: endless, ...amounts })).toBeNull();
    expect(modelLifetimeValue({ model: endless, ...amounts, discount: 0.1 })).toBeCloseTo(1080, 9);
  });
});

it('refuses all that a model says itself, in one block', () => {
  const given = { model, years: 3, churn: 0.2, retention: 0.8, freq: 4, customers: 9 };
  let problems: readonly string[] = [];
  try {
    calculate({ ...given, timing: 'mid' });
  } catch (error) {
    ({ problems } = error as { problems: readonly string[] });
  }
  expect(problems).toEqual([
    'freq cannot be used with model: the model says how often customers buy; drop freq',
    'years cannot be used with model: the model says how long customers stay; drop years',
    'churn cannot be used with model: the model says how long customers stay; drop churn',
    'retention cannot be used with model: the model says how long customers stay; drop retention',
    'customers cannot be used with model: it values a new customer; clv score values those that there are; drop customers',
    'timing cannot be used with model: each purchase is discounted from its moment; drop timing',
  ]);
});
