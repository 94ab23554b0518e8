import { describe, expect, test } from 'vitest';
import { buyerModels } from '../../src/models/buyer-model.ts';
import { bootstrap } from '../../src/models/bootstrap.ts';
import type { Buyer } from '../../src/models/buyer.ts';
import { fitBuyers } from '../../src/models/fit-buyers.ts';
import { newBuyer, predictor } from '../../src/models/predict-buyer.ts';
import { predictTotal, varianceOf } from '../../src/models/total.ts';
import { relativeError } from '../relative-error.ts';
import { drawsOf, lives, purchasesOf, seen, simulatedBuyers } from './simulate.ts';

const buyers = simulatedBuyers('bg-nbd', 800, 11);
const fit = fitBuyers('bg-nbd', buyers);

/** What a new customer of bg-nbd buys again in 52 time units. */
function predicted(parameters: Readonly<Record<string, number>>): number {
  return predictor({ model: 'bg-nbd', parameters }, { horizon: 52 })(newBuyer).purchases;
}

describe('the total', () => {
  const total = predictTotal(fit, buyers, { horizon: 20, delta: 0.01, interval: 0.9 });

  test('is the sum over the customers', () => {
    const predict = predictor(fit, { horizon: 20, delta: 0.01 });
    const each = buyers.map((buyer) => predict(buyer));
    const sum = (name: 'purchases' | 'discounted' | 'variance') =>
      each.reduce((before, prediction) => before + prediction[name], 0);
    expect(relativeError(total.purchases, sum('purchases'))).toBeLessThan(1e-12);
    expect(relativeError(total.discounted, sum('discounted'))).toBeLessThan(1e-12);
    expect(relativeError(total.outcomeVariance, sum('variance'))).toBeLessThan(1e-12);
  });

  test('has an interval of 1.645 standard deviations of all that is uncertain', () => {
    const half = 1.6448536269514722 * Math.sqrt(total.outcomeVariance + total.parameterVariance);
    expect(total.interval?.low).toBeCloseTo(total.purchases - half, 8);
    expect(total.interval?.high).toBeCloseTo(total.purchases + half, 8);
    const wider = predictTotal(fit, buyers, { horizon: 20, interval: 0.9, modelError: 0.1 });
    expect(wider.modelVariance).toBeCloseTo((0.1 * total.purchases) ** 2, 8);
    expect(wider.interval?.high).toBeGreaterThan(total.interval?.high ?? Infinity);
  });

  test('counts are customers', () => {
    const counted = predictTotal(
      fit,
      buyers.map((buyer) => ({ ...buyer, count: 2 })),
      { horizon: 20 },
    );
    expect(relativeError(counted.purchases, 2 * total.purchases)).toBeLessThan(1e-12);
    expect(relativeError(counted.parameterVariance, 4 * total.parameterVariance)).toBeLessThan(
      1e-8,
    );
    expect(counted.interval).toBeUndefined();
  });

  test('refuses what cannot be', () => {
    expect(() => predictTotal(fit, buyers, { horizon: -1 })).toThrow(RangeError);
    expect(() => predictTotal(fit, buyers, { horizon: 1, interval: 2 })).toThrow(RangeError);
    expect(() => predictTotal(fit, buyers, { horizon: 1, modelError: -0.1 })).toThrow(
      new RangeError('modelError must be at least 0, got -0.1'),
    );
  });
});

test('intervals of 90 % cover what customers then do in about 90 of 100 samples', () => {
  let covered = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const draws = drawsOf(1000 + seed);
    const moments = Array.from({ length: 400 }, () =>
      purchasesOf(lives['bg-nbd'](draws), 50, draws),
    );
    const before = moments.map((times) => seen(times, 30));
    const { interval } = predictTotal(fitBuyers('bg-nbd', before), before, {
      horizon: 20,
      interval: 0.9,
    });
    const after = moments.flat().filter((time) => time > 30).length;
    if (interval && after >= interval.low && after <= interval.high) covered++;
  }
  // A binomial of 60 and 0.9 is from 47 to 60 in 99.7 % of cases; test/models/coverage.mjs has 1,000.
  expect(covered).toBeGreaterThanOrEqual(47);
});

describe('the variance of a figure', () => {
  test('of a parameter is the square of its standard error', () => {
    for (const [name, error] of Object.entries(fit.standardErrors)) {
      const variance = varianceOf(fit, (parameters) => parameters[name] ?? NaN);
      expect(relativeError(variance, error ** 2)).toBeLessThan(1e-7);
    }
  });

  test('is known where a probability to leave is next to 1', () => {
    // One of 10,001 bought again, so that p is about 1 - 1e-4.
    const rare = [
      { x: 0, t_x: 0, T: 30, count: 10_000 },
      { x: 1, t_x: 5, T: 30 },
    ];
    for (const model of buyerModels) {
      const total = predictTotal(fitBuyers(model, rare), rare, { horizon: 10, interval: 0.9 });
      expect(total.parameterVariance).toBeGreaterThan(0);
      expect(total.interval?.high).toBeGreaterThan(total.purchases);
    }
  });

  test('is refused where the figure is not finite', () => {
    expect(() => varianceOf(fit, () => NaN)).toThrow(RangeError);
  });
});

describe('bootstrap', () => {
  test('spreads as far as the curvature of the likelihood says', () => {
    const { parameters, failed } = bootstrap(fit, buyers, 200, 1);
    expect(failed).toBe(0);
    expect(parameters.length).toBe(200);
    const figures = parameters.map(predicted);
    const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
    const variance = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0) / 199;
    // With 200 draws a standard deviation is known to 5 %; the two methods differ a little too.
    expect(Math.sqrt(variance / varianceOf(fit, predicted))).toBeCloseTo(1, 0);
    expect(relativeError(mean, predicted(fit.parameters))).toBeLessThan(0.05);
  });

  test('gives the same for the same seed, and takes cells with large counts', () => {
    const large: Buyer[] = buyers.slice(0, 50).map((buyer) => ({ ...buyer, count: 1000.5 }));
    const whole = fitBuyers('bg-nbd', large);
    expect(bootstrap(whole, large, 3, 7)).toEqual(bootstrap(whole, large, 3, 7));
    expect(bootstrap(whole, large, 3, 7)).not.toEqual(bootstrap(whole, large, 3, 8));
  });

  test('refuses a number of draws that is none', () => {
    expect(() => bootstrap(fit, buyers, 0, 1)).toThrow(
      new RangeError('draws must be a whole number from 1, got 0'),
    );
  });
});
