import { assert, constantFrom, double, nat, pre, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buyerModels, type BuyerModel } from '../../src/models/buyer-model.ts';
import {
  atLeast,
  lifetimePurchases,
  newBuyer,
  predictor,
  processOf,
  purchaseProbability,
  weeksPerYear,
} from '../../src/models/predict-buyer.ts';
import { relativeError } from '../relative-error.ts';

/** CDNOW, 39 weeks: the maxima that scipy found on cdnow_cbs_holdout_spend (weeks = days/7). */
const cdnow = {
  'bg-nbd': {
    model: 'bg-nbd',
    parameters: { r: 0.24259453, alpha: 4.41360218, a: 0.79292187, b: 2.42590623 },
  },
  'mbg-nbd': {
    model: 'mbg-nbd',
    parameters: { r: 0.52484315, alpha: 6.18308539, a: 0.89135928, b: 1.61400207 },
  },
  'pareto-nbd': {
    model: 'pareto-nbd',
    parameters: { r: 0.55327703, alpha: 10.57768329, s: 0.60624021, beta: 11.66874172 },
  },
} as const satisfies Record<string, BuyerModel>;

/** The parameters that BTYD 2.4 stores for pareto-nbd on CDNOW. */
const stored: BuyerModel = {
  model: 'pareto-nbd',
  parameters: { r: 0.55339714, alpha: 10.58019854, s: 0.6060625, beta: 11.65622367 },
};

const within = (model: BuyerModel, horizon: number) => predictor(model, { horizon });

describe('published figures', () => {
  const tested = { x: 2, t_x: 30.43, T: 38.86 };

  test('39 weeks of the test customer (Hardie, Excel sheet of bg-nbd): 1.226', () => {
    const { purchases, alive } = within(cdnow['bg-nbd'], 39)(tested);
    expect(purchases).toBeCloseTo(1.22591, 5);
    expect(alive).toBeCloseTo(0.72661, 5);
    const rounded = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    const { purchases: again } = within({ model: 'bg-nbd', parameters: rounded }, 39)(tested);
    expect(again).toBeCloseTo(1.22603, 5);
  });

  test('the same customer under mbg-nbd: 1.262669 (scipy)', () => {
    expect(within(cdnow['mbg-nbd'], 39)(tested).purchases).toBeCloseTo(1.262669, 6);
  });

  // lifetimes' test_expected_number_of_purchases_up_to_time, with one digit more by scipy.
  test.each([
    [1 / 7, 0.007814],
    [1, 0.053184],
    [3, 0.150631],
    [31.8571, 1.040489],
    [32, 1.043732],
    [52, 1.444012],
    [78, 1.857958],
  ])('a new customer of bg-nbd buys again within %d weeks %d times', (weeks, expected) => {
    expect(within(cdnow['bg-nbd'], weeks)(newBuyer).purchases).toBeCloseTo(expected, 6);
  });

  test('a new customer of pareto-nbd buys again within 52 weeks 1.473434 times (BTYD)', () => {
    expect(within(cdnow['pareto-nbd'], 52)(newBuyer).purchases).toBeCloseTo(1.473434, 6);
  });

  // lifetimes' test of its Pareto/NBD, made with BTYD.
  test.each([
    [1, 0.05077821],
    [2, 0.09916088],
    [3, 0.14542507],
    [4, 0.1897993],
    [5, 0.23247466],
    [6, 0.27361274],
    [7, 0.31335159],
    [8, 0.35181024],
    [9, 0.38909211],
  ])('a new customer of pareto-nbd, %d weeks: %d', (weeks, expected) => {
    expect(within(stored, weeks)(newBuyer).purchases).toBeCloseTo(expected, 2);
  });

  test('nobody seen in 39 weeks after the first purchase: P(alive) (BTYD documentation)', () => {
    const { alive } = within(stored, 1)({ x: 0, t_x: 0, T: 39 });
    expect(alive).toBeCloseTo(0.294163335, 8);
    expect(within(cdnow['pareto-nbd'], 1)({ x: 0, t_x: 0, T: 39 }).alive).toBeCloseTo(0.294276, 6);
  });

  test('customer 1516 of CDNOW, 52 weeks (BTYD vignette, at the maximum)', () => {
    const customer = { x: 26, t_x: 216 / 7, T: 31 };
    expect(within(cdnow['bg-nbd'], 52)(customer)).toMatchObject({
      purchases: expect.closeTo(25.75734, 4),
      alive: expect.closeTo(0.9688544, 7),
    });
    expect(within(cdnow['pareto-nbd'], 52)(customer)).toMatchObject({
      purchases: expect.closeTo(25.45518, 4),
      alive: expect.closeTo(0.9978734, 7),
    });
  });

  // BTYD vignette; bg-nbd at BTYD's own parameters, pareto-nbd at its stored ones.
  test.each([
    [10, 0.3474606, 0.70597],
    [15, 0.04283391, 0.14419],
    [20, 0.004158973, 0.022499],
    [25, 0.0003583685, 0.0030918],
  ])('the more purchases before a long silence, the fewer are to come: x = %d', (x, bg, pareto) => {
    const customer = { x, t_x: 20, T: 39 };
    const btyd = { r: 0.2425967, alpha: 4.413659, a: 0.7929869, b: 2.426164 };
    const ofBg = within({ model: 'bg-nbd', parameters: btyd }, 52)(customer).purchases;
    expect(relativeError(ofBg, bg)).toBeLessThan(2e-5);
    expect(relativeError(within(stored, 52)(customer).purchases, pareto)).toBeLessThan(1e-4);
  });

  // lifetimes' test of the probability of n purchases, made with BTYD, at rounded parameters.
  test.each([
    [0, 39, 0.5737864],
    [10, 2, 1.07869e-7],
    [11, 30, 0.0019995214],
    [12, 30, 0.0015170236],
    [13, 30, 0.001163315],
    [14, 30, 0.0009003148],
    [15, 30, 0.0007023638],
    [16, 30, 0.0005517902],
    [17, 30, 0.0004361913],
    [18, 30, 0.0003467171],
    [19, 30, 0.0002769613],
    [20, 30, 0.000222226],
  ])('P(%d purchases within %d weeks) of a new customer of bg-nbd is %d', (n, weeks, expected) => {
    const model: BuyerModel = {
      model: 'bg-nbd',
      parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
    };
    expect(relativeError(purchaseProbability(model, newBuyer, n, weeks), expected)).toBeLessThan(
      2e-6,
    );
  });

  test('discounted purchases for ever (DERT): 1.8641833281', () => {
    const parameters = { r: 0.5629966, alpha: 12.559037, s: 0.4081095, beta: 10.5148048 };
    const customer = { x: 7, t_x: 35, T: 77.86 };
    const value = lifetimePurchases({ model: 'pareto-nbd', parameters }, customer, 0.0027);
    expect(value).toBeCloseTo(1.8641833281, 10);
  });

  test('a year has 52.1775 weeks', () => {
    expect(weeksPerYear).toBeCloseTo(52.1775, 10);
  });

  test('hundreds of purchases are no trouble (lifetimes, comment on its Pareto/NBD)', () => {
    const parameters = { r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 };
    const of = (x: number) =>
      within({ model: 'pareto-nbd', parameters }, 10)({ x, t_x: 200, T: 200 }).purchases;
    expect(of(132)).toBeCloseTo(6.2060517889632418, 12);
    expect(of(133)).toBeCloseTo(6.2528722475748113, 12);
  });

  // CLVTools' test of its P(alive).
  test.each([
    [221, 103.42857, 103.57143],
    [254, 97.14286, 97.28571],
    [161, 94.71429, 98],
    [204, 98.57143, 99.42857],
  ])('P(alive) is finite at x %d, t_x %d, T %d', (x, t_x, T) => {
    const parameters = { r: 0.5143, alpha: 2.8845, s: 0.2856, beta: 14.1087 };
    const { alive } = within({ model: 'pareto-nbd', parameters }, 1)({ x, t_x, T });
    expect(alive).toBeGreaterThanOrEqual(0);
    expect(alive).toBeLessThanOrEqual(1);
  });
});

const positive = (low: number, high: number) =>
  double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const anyModel = tuple(
  constantFrom(...buyerModels),
  positive(0.05, 20),
  positive(0.5, 100),
  positive(0.05, 20),
  positive(0.1, 100),
).map(([model, r, alpha, one, other]): BuyerModel => ({
  model,
  parameters:
    model === 'pareto-nbd' ? { r, alpha, s: one, beta: other } : { r, alpha, a: one, b: other },
}));

const anyBuyer = tuple(nat(60), double({ min: 0.05, max: 1, noNaN: true }), positive(1, 200)).map(
  ([x, share, T]) => ({ x, t_x: x === 0 ? 0 : share * T, T }),
);

describe('what must always hold', () => {
  test('the distribution of purchases has the mean and variance that are reported', () => {
    assert(
      property(anyModel, anyBuyer, positive(0.5, 30), (model, buyer, horizon) => {
        const { alive, purchases, variance, buys } = within(model, horizon)(buyer);
        pre(alive > 1e-4);
        let [first, mean, square, n] = [NaN, 0, 0, 0];
        for (const tail of atLeast(processOf(model), buyer, horizon)) {
          n++;
          if (n === 1) first = tail;
          mean += tail;
          square += (2 * n - 1) * tail;
          // Of 1 less a sum, this is what rounding leaves.
          if (tail < 1e-13 || n === 20_000) break;
        }
        expect(first).toBe(buys);
        expect(Math.abs(mean - purchases)).toBeLessThan(1e-8 * (1 + n));
        expect(Math.abs(square - variance - purchases ** 2)).toBeLessThan(1e-9 * (1 + n * n));
      }),
      { numRuns: 30 },
    );
  });

  test('more time brings more purchases, discounting takes some, and chances are chances', () => {
    assert(
      property(anyModel, anyBuyer, positive(0.5, 100), (model, buyer, horizon) => {
        const outlook = { horizon, delta: 0.002, interval: 0.9 };
        const near = predictor(model, outlook)(buyer);
        const far = predictor(model, { ...outlook, horizon: 2 * horizon })(buyer);
        expect(far.purchases).toBeGreaterThanOrEqual(near.purchases);
        expect(near.discounted).toBeLessThanOrEqual(near.purchases * (1 + 1e-12));
        expect(near.discounted).toBeGreaterThanOrEqual(
          near.purchases * Math.exp(-0.002 * horizon) * (1 - 1e-12),
        );
        expect(near.buys).toBeLessThanOrEqual(near.alive * (1 + 1e-12));
        expect(near.buys).toBeLessThanOrEqual(near.purchases * (1 + 1e-9));
        expect(near.interval?.low).toBeLessThanOrEqual(near.interval?.high ?? NaN);
        const lasting = lifetimePurchases(model, buyer, 0.01);
        const long = predictor(model, { horizon: 3500, delta: 0.01 })(buyer).discounted;
        expect(Math.abs(lasting - long)).toBeLessThanOrEqual(1e-8 * lasting + 1e-300);
      }),
      { numRuns: 60 },
    );
  });

  test.each(buyerModels)('%s: in other units of time the same purchases', (model) => {
    const { parameters } = cdnow[model];
    const scaled = Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        name === 'alpha' || name === 'beta' ? value * 7 : value,
      ]),
    );
    const weeks = predictor(cdnow[model], { horizon: 52, delta: 0.0014, interval: 0.9 });
    const days = predictor(
      { model, parameters: scaled },
      { horizon: 364, delta: 0.0002, interval: 0.9 },
    );
    const [one, other] = [weeks({ x: 3, t_x: 20, T: 30 }), days({ x: 3, t_x: 140, T: 210 })];
    for (const name of ['alive', 'purchases', 'discounted', 'buys', 'variance'] as const) {
      expect(relativeError(one[name], other[name])).toBeLessThan(1e-12);
    }
    expect(one.interval).toEqual(other.interval);
  });

  test('a one-time buyer is alive for sure under bg-nbd, and under no other model', () => {
    const alive = buyerModels.map(
      (model) => within(cdnow[model], 1)({ x: 0, t_x: 0, T: 39 }).alive,
    );
    expect(alive[0]).toBe(1);
    expect(Math.max(...alive.slice(1))).toBeLessThan(0.7);
  });

  test('a horizon of 0 is no purchases', () => {
    const outlook = { horizon: 0, delta: 0.01, interval: 0.9 };
    for (const model of buyerModels) {
      expect(predictor(cdnow[model], outlook)({ x: 3, t_x: 20, T: 30 })).toMatchObject({
        purchases: 0,
        discounted: 0,
        buys: 0,
        variance: 0,
        interval: { low: 0, high: 0 },
      });
    }
  });
});

describe('limits are what parameters far out come to', () => {
  test.each<[BuyerModel, BuyerModel]>([
    [
      { model: 'mbg-nbd', limit: { dropout: 'none' }, parameters: { r: 0.5, alpha: 6 } },
      { model: 'mbg-nbd', parameters: { r: 0.5, alpha: 6, a: 1e-9, b: 2 } },
    ],
    [
      { model: 'bg-nbd', limit: { rates: 'equal' }, parameters: { lambda: 0.1, a: 0.8, b: 2 } },
      { model: 'bg-nbd', parameters: { r: 1e9, alpha: 1e10, a: 0.8, b: 2 } },
    ],
    [
      { model: 'bg-nbd', limit: { dropout: 'equal' }, parameters: { r: 0.5, alpha: 6, p: 0.2 } },
      { model: 'bg-nbd', parameters: { r: 0.5, alpha: 6, a: 2e9, b: 8e9 } },
    ],
    [
      {
        model: 'mbg-nbd',
        limit: { dropout: 'all-or-nothing' },
        parameters: { r: 1, alpha: 6, p: 0.2 },
      },
      { model: 'mbg-nbd', parameters: { r: 1, alpha: 6, a: 2e-9, b: 8e-9 } },
    ],
    [
      {
        model: 'pareto-nbd',
        limit: { dropout: 'equal' },
        parameters: { r: 0.5, alpha: 6, mu: 0.05 },
      },
      { model: 'pareto-nbd', parameters: { r: 0.5, alpha: 6, s: 5e7, beta: 1e9 } },
    ],
    [
      { model: 'pareto-nbd', limit: { dropout: 'none' }, parameters: { r: 0.5, alpha: 6 } },
      { model: 'pareto-nbd', parameters: { r: 0.5, alpha: 6, s: 1e-9, beta: 10 } },
    ],
  ])('%o', (limit, near) => {
    for (const buyer of [newBuyer, { x: 0, t_x: 0, T: 30 }, { x: 4, t_x: 10, T: 30 }]) {
      const [one, other] = [limit, near].map((model) => within(model, 50)(buyer));
      for (const name of ['alive', 'purchases', 'buys', 'variance'] as const) {
        expect(relativeError(one?.[name] ?? NaN, other?.[name] ?? NaN)).toBeLessThan(2e-6);
      }
    }
  });
});

describe('what cannot be is refused', () => {
  const model = cdnow['bg-nbd'];

  test.each([
    [{ horizon: -1 }, 'horizon must be at least 0, got -1'],
    [{ horizon: NaN }, 'horizon must be at least 0, got NaN'],
    [{ horizon: Infinity }, 'horizon must be at least 0, got Infinity'],
    [{ horizon: 1, delta: -0.1 }, 'delta must be at least 0, got -0.1'],
    [{ horizon: 1, interval: 1 }, 'interval must be above 0 and below 1, got 1'],
  ])('the outlook %o', (outlook, message) => {
    expect(() => predictor(model, outlook)).toThrow(new RangeError(message));
  });

  test('parameters', () => {
    const without = { model: 'bg-nbd', parameters: { r: 1, alpha: 1, a: 1 } } as const;
    const wrong = { model: 'pareto-nbd', parameters: { r: 1, alpha: 0, s: 1, beta: 1 } } as const;
    expect(() => within(without, 1)).toThrow(new RangeError('b must be above 0, got undefined'));
    expect(() => within(wrong, 1)).toThrow(new RangeError('alpha must be above 0, got 0'));
  });

  test('a buyer, a count, a discount of 0 for ever', () => {
    expect(() => within(model, 1)({ x: 0, t_x: 1, T: 2 })).toThrow(RangeError);
    expect(() => purchaseProbability(model, newBuyer, 1.5, 1)).toThrow(RangeError);
    expect(() => purchaseProbability(model, newBuyer, 1, -1)).toThrow(RangeError);
    expect(() => lifetimePurchases(model, newBuyer, 0)).toThrow(
      new RangeError('delta must be above 0, got 0'),
    );
  });
});
