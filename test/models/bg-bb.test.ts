import { describe, expect, test } from 'vitest';
import fixture from './accuracy.json' with { type: 'json' };
import { maximize } from '../../src/math/newton.ts';
import {
  bgBbLogLikelihood,
  bgBbObjective,
  fitBgBb,
  type BgBbModel,
  type RoundBuyer,
} from '../../src/models/bg-bb.ts';
import {
  lifetimeRoundPurchases,
  newRoundBuyer,
  roundPredictor,
} from '../../src/models/predict-bg-bb.ts';
import { drawsOf } from './simulate.ts';

/** The donors of Fader, Hardie & Shang (2010), table 3: x, t_x and how many, of six rounds. */
const donors: RoundBuyer[] = [
  '0,0:3464 1,1:1091 1,2:277 1,3:129 1,4:78 1,5:119 1,6:129 2,2:613 2,3:255 2,4:155 2,5:173',
  '2,6:234 3,3:322 3,4:181 3,5:225 3,6:357 4,4:240 4,5:284 4,6:512 5,5:335 5,6:728 6,6:1203',
]
  .flatMap((line) => line.split(' '))
  .map((text) => text.split(/[,:]/).map(Number))
  .map(([x = NaN, t_x = NaN, count = NaN]) => ({ x, t_x, n: 6, count }));

const fit = fitBgBb(donors);

/** The parameters that BTYD 2.4 prints. */
const btyd: BgBbModel = {
  model: 'bg-bb',
  parameters: { alpha: 1.203528, beta: 0.749726, gamma: 0.6567808, delta: 2.783796 },
};

const within = (model: BgBbModel, horizon: number) => roundPredictor(model, { horizon });

describe('published figures', () => {
  test('the maximum: 1.204 .750 .657 2.783 (table 4), all digits by scipy', () => {
    expect(fit.parameters['alpha']).toBeCloseTo(1.20352217, 6);
    expect(fit.parameters['beta']).toBeCloseTo(0.7497163, 6);
    expect(fit.parameters['gamma']).toBeCloseTo(0.65671839, 6);
    expect(fit.parameters['delta']).toBeCloseTo(2.78344334, 5);
    expect(fit.logLikelihood).toBeCloseTo(-33225.58127, 5);
    expect(fit.customers).toBe(11_104);
    expect(fit.warnings).toEqual([]);
  });

  // pymc-marketing's test, citing note 010 of Fader & Hardie.
  test.each([
    [1, 0.4985],
    [2, 0.9233],
    [3, 1.2969],
    [4, 1.6323],
    [5, 1.9381],
    [6, 2.2202],
    [7, 2.4826],
    [8, 2.7285],
    [9, 2.9603],
    [10, 3.1798],
    [11, 3.3887],
  ])('a new donor gives again in %d rounds %d times', (rounds, expected) => {
    expect(within(fit, rounds)(newRoundBuyer).purchases).toBeCloseTo(expected, 4);
  });

  test('ten rounds more (BTYD)', () => {
    expect(within(btyd, 10)(newRoundBuyer).purchases).toBeCloseTo(3.179805, 5);
    expect(within(btyd, 10)({ x: 0, t_x: 0, n: 6 }).purchases).toBeCloseTo(0.1302169, 7);
    expect(within(btyd, 10)({ x: 4, t_x: 5, n: 6 }).purchases).toBeCloseTo(3.627858, 6);
  });

  test.each([
    [0, 0, 0.11],
    [2, 4, 0.59],
    [6, 6, 0.93],
  ])('alive in round 7 of x %d, t_x %d: %d (table 6)', (x, t_x, expected) => {
    expect(within(fit, 1)({ x, t_x, n: 6 }).alive).toBeCloseTo(expected, 2);
  });

  test('how many never gave again, always did, and will give in five rounds', () => {
    const share = (x: number) => Math.exp(bgBbLogLikelihood(fit, [{ x, t_x: x, n: 6 }]));
    expect(11_104 * share(0)).toBeCloseTo(3454.9, 1);
    expect(11_104 * share(6)).toBeCloseTo(1253.1, 1);
    const predict = within(fit, 5);
    const total = donors.reduce(
      (sum, donor) => sum + (donor.count ?? 1) * predict(donor).purchases,
      0,
    );
    expect(total).toBeCloseTo(12884.16, 2);
  });

  test('what is expected of all donors in each year (BTYD)', () => {
    const years = [5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647];
    const later = [2913.778, 2730.482, 2573.731, 2437.854, 2318.727];
    let before = 0;
    for (const [index, expected] of [...years, ...later].entries()) {
      const total = 11_104 * within(btyd, index + 1)(newRoundBuyer).purchases;
      expect(total - before).toBeCloseTo(expected, 1);
      before = total;
    }
  });

  test('gifts for ever, discounted by 10 % a round (computed with scipy)', () => {
    const model: BgBbModel = {
      model: 'bg-bb',
      parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 },
    };
    const lasting = (x: number, t_x: number) =>
      lifetimeRoundPurchases(model, { x, t_x, n: 6 }, 0.1);
    expect(lasting(3, 4)).toBeCloseTo(1.6213792, 7);
    const values = [1.802, 2.6212, 3.4403, 4.2594, 5.0785, 5.8976];
    for (const [index, value] of values.entries()) {
      expect(lasting(index + 1, 6)).toBeCloseTo(value, 4);
    }
  });
});

type Row = [Record<string, number>, RoundBuyer, number];

test.each(fixture['bg-bb'] as unknown as Row[])(
  'the likelihood at %o of %o is %d, as mpmath has it',
  (parameters, buyer, expected) => {
    const error = Math.abs(bgBbLogLikelihood({ model: 'bg-bb', parameters }, [buyer]) - expected);
    expect(error).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));
  },
);

test('the probabilities of all histories of a donor sum to 1', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  let total = 0;
  for (let x = 0; x <= 6; x++) {
    for (let t_x = x; t_x <= (x === 0 ? 0 : 6); t_x++) {
      const ways = x === 0 ? 1 : choose(t_x - 1, x - 1);
      total += ways * Math.exp(bgBbLogLikelihood(fit, [{ x, t_x, n: 6 }]));
    }
  }
  expect(total).toBeCloseTo(1, 12);
});

test('outcomes have the mean, the variance and the share of buyers that are reported', () => {
  for (const donor of donors) {
    const { purchases, variance, buys } = within(fit, 12)(donor);
    // What the model says of 12 rounds more, by the histories of 18 rounds: x is the gifts.
    const before = bgBbLogLikelihood(fit, [donor]);
    const nothing = Math.exp(
      bgBbLogLikelihood(fit, [{ ...donor, n: 18, count: 1 }]) - before / (donor.count ?? 1),
    );
    expect(1 - buys).toBeCloseTo(nothing, 10);
    expect(variance).toBeGreaterThan(0);
    expect(purchases).toBeGreaterThan(buys);
  }
  // None is likelier than 5 %, and so is a gift in all of the 12 rounds.
  const always = { x: 6, t_x: 6, n: 6 };
  const { interval, buys } = roundPredictor(fit, { horizon: 12, interval: 0.9 })(always);
  const log = (x: number) => bgBbLogLikelihood(fit, [{ x, t_x: x, n: x }]);
  expect(1 - buys).toBeGreaterThan(0.05);
  expect(Math.exp(log(18) - log(6))).toBeGreaterThan(0.05);
  expect(interval).toEqual({ low: 0, high: 12 });
});

test('discounting, horizons and limits', () => {
  const donor = { x: 4, t_x: 6, n: 6 };
  const { purchases, discounted } = roundPredictor(fit, { horizon: 1, discount: 0.1 })(donor);
  expect(discounted).toBeCloseTo(purchases / 1.1, 12);
  const long = roundPredictor(fit, { horizon: 2000, discount: 0.1 })(donor).discounted;
  expect(long).toBeCloseTo(lifetimeRoundPurchases(fit, donor, 0.1), 9);
  expect(within(fit, 0)(donor)).toMatchObject({ purchases: 0, buys: 0, variance: 0 });
  const none: BgBbModel = {
    model: 'bg-bb',
    limit: { dropout: 'none' },
    parameters: { alpha: 2, beta: 2 },
  };
  expect(within(none, 10)({ x: 3, t_x: 4, n: 6 })).toMatchObject({
    alive: 1,
    purchases: expect.closeTo(5, 12),
  });
});

test('200 random starts within e^±7 lead to the same maximum', () => {
  const objective = bgBbObjective(donors);
  const { uniform } = drawsOf(4);
  const reached = Array.from({ length: 200 }, () =>
    maximize(
      objective,
      Array.from({ length: 4 }, () => 14 * uniform() - 7),
    ),
  ).filter((found) => found.converged && fit.logLikelihood - found.value < 1e-5);
  expect(reached.length).toBe(200);
});

test('donors who all give by one chance and never leave are a binomial, by hand', () => {
  const buyers = [
    { x: 2, t_x: 4, n: 4, count: 60 },
    { x: 3, t_x: 4, n: 4, count: 40 },
  ];
  const { limit, parameters } = fitBgBb(buyers);
  expect(limit).toEqual({ rates: 'equal', dropout: 'none' });
  expect(parameters).toEqual({ p: expect.closeTo(240 / 400, 12) });
});

test.each([
  ['nothing-observed', []],
  ['nothing-observed', [{ x: 0, t_x: 0, n: 0, count: 4 }]],
  ['one-customer', [{ x: 1, t_x: 1, n: 6 }]],
  ['no-repeat-purchases', [{ x: 0, t_x: 0, n: 6, count: 3 }]],
  ['all-alike', [{ x: 1, t_x: 1, n: 6, count: 3 }]],
])('%s is a reason not to fit', (reason, data) => {
  expect(() => fitBgBb(data)).toThrow(expect.objectContaining({ reason }));
});

test.each([
  [{ x: 1, t_x: 7, n: 6 }, 't_x must be a whole number from 0 to n, 6, got 7'],
  [{ x: 3, t_x: 2, n: 6 }, 'x must be a whole number from 1 to t_x, 2, got 3'],
  [{ x: 1, t_x: 0, n: 6 }, 'x must be 0 where t_x is 0, got 1'],
  [{ x: 0, t_x: 0, n: 1.5 }, 'n must be a whole number from 0 to 10000, got 1.5'],
  [{ x: 0, t_x: 0, n: 6, count: -1 }, 'count must be above 0, got -1'],
])('the donor %o is refused', (buyer, message) => {
  expect(() => fitBgBb([buyer])).toThrow(new RangeError(message));
});

test('an outlook that cannot be is refused', () => {
  expect(() => within(fit, 1.5)).toThrow(RangeError);
  expect(() => roundPredictor(fit, { horizon: 1, discount: -1 })).toThrow(RangeError);
  expect(() => roundPredictor(fit, { horizon: 1, interval: 0 })).toThrow(RangeError);
  expect(() => lifetimeRoundPurchases(fit, newRoundBuyer, 0)).toThrow(RangeError);
});
