import { describe, expect, test } from 'vitest';
import { fitBuyers } from '../../src/models/fit-buyers.ts';
import { scoreOf } from '../../src/models/forecast.ts';
import { fitSpend } from '../../src/models/gamma-gamma.ts';
import { seriesWarnings } from '../../src/models/tracking.ts';
import { modelError, validate, type Observed } from '../../src/models/validate.ts';
import { relativeError } from '../relative-error.ts';
import { drawsOf, lives, purchasesOf, seen } from './simulate.ts';

/** Customers who begin in the first 10 of 30 time units, and 20 more units of holdout. */
function simulated(customers: number, seed: number) {
  const draws = drawsOf(seed);
  const births = Array.from({ length: customers }, () => 10 * draws.uniform());
  const all = births.map((birth) => ({
    birth,
    moments: purchasesOf(lives['mbg-nbd'](draws), 50 - birth, draws),
  }));
  const observed = all.map(({ birth, moments }): Observed => {
    const T = 30 - birth;
    return {
      ...seen(moments, T),
      later: moments.filter((moment) => moment > T).length,
      lastWindow: moments.filter((moment) => moment <= T && moment > T - 20).length,
      spend: 10,
      laterAmount: 10 * moments.filter((moment) => moment > T).length,
    };
  });
  const times = all.flatMap(({ birth, moments }) => moments.map((moment) => birth + moment));
  const cumulative = Array.from(
    { length: 50 },
    (_, unit) => times.filter((time) => time <= unit + 1).length,
  );
  return { observed, cumulative };
}

const { observed, cumulative } = simulated(1500, 21);
const fit = fitBuyers('mbg-nbd', observed);
const validation = validate(fit, observed, { holdout: 20, hiatus: 8, calibration: 30, cumulative });

/** A figure summed over the customers of all rows. */
function sum<Row extends { customers: number }>(rows: readonly Row[], value: (row: Row) => number) {
  return rows.reduce((before, row) => before + row.customers * value(row), 0);
}

/** A year of weeks, with noise of a fixed pattern that has neither trend nor wave. */
function series(of: (time: number) => number) {
  let [expected, actual] = [0, 0];
  return Array.from({ length: 52 }, (_, index) => {
    expected += 100;
    actual += of(index + 1) + ((index * 37) % 11) - 5;
    return { time: index + 1, expected, actual };
  });
}

describe('a validation on customers who follow the model', () => {
  test('the model forecasts best, and the total lies within its interval', () => {
    const { actual, predicted, best } = validation;
    expect(actual).toBe(observed.reduce((before, { later }) => before + later, 0));
    expect(predicted.interval.low).toBeLessThan(actual);
    expect(predicted.interval.high).toBeGreaterThan(actual);
    expect(best.squared).toBe('model');
    expect(validation.forecasts.map(({ name }) => name)).toEqual([
      'model',
      'own-rate',
      'last-window',
      'hiatus',
      'nobody',
    ]);
  });

  test('the series is tracked, without trend or season', () => {
    expect(validation.tracking.length).toBe(50);
    const { expected, actual } = validation.tracking.at(-1) ?? { expected: NaN, actual: NaN };
    expect(relativeError(expected, actual)).toBeLessThan(0.1);
    expect(validation.warnings).toEqual([]);
  });

  test('classes and tenths hold all customers and purchases', () => {
    const { classes, calibration, forecasts, actual } = validation;
    expect(classes.map(({ x }) => x)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(sum(classes, () => 1)).toBe(1500);
    expect(sum(classes, (row) => row.actual)).toBeCloseTo(actual, 8);
    expect(sum(classes, (row) => row.predicted)).toBeCloseTo(forecasts[0]?.total ?? NaN, 8);
    expect(sum(calibration, () => 1)).toBe(1500);
    expect(sum(calibration, (row) => row.actual)).toBeCloseTo(
      observed.filter(({ later }) => later > 0).length,
      8,
    );
    const predicted = calibration.map((tenth) => tenth.predicted);
    expect(predicted).toEqual(predicted.toSorted((one, other) => one - other));
    // A share of 150 customers has a standard error of at most 0.041.
    for (const tenth of calibration)
      expect(Math.abs(tenth.actual - tenth.predicted)).toBeLessThan(0.14);
  });

  test('amounts are forecast where there is a model of spend', () => {
    const rows = observed.map(({ x, later }, index) => ({ x, spend: 5 + ((index + later) % 10) }));
    const spendModel = fitSpend(rows);
    const { amount } = validate(fit, observed, { holdout: 20, hiatus: 8, spendModel });
    expect(amount?.actual).toBe(10 * validation.actual);
    expect(amount?.predicted).toBeGreaterThan(5 * validation.predicted.purchases);
    expect(amount?.predicted).toBeLessThan(15 * validation.predicted.purchases);
  });

  test('the model has no error beyond its own interval, or a small one', () => {
    expect(modelError([validation])).toBeLessThan(0.1);
    const { predicted } = validation;
    const off = { ...validation, actual: 1.3 * predicted.purchases };
    const own =
      (predicted.outcomeVariance + predicted.parameterVariance) / predicted.purchases ** 2;
    expect(modelError([off, off])).toBeCloseTo(Math.sqrt(0.09 - own), 12);
  });
});

test('the rules, worked out by hand', () => {
  const few: Observed[] = [
    { x: 4, t_x: 8, T: 10, later: 3, lastWindow: 2 },
    { x: 2, t_x: 3, T: 10, later: 0, lastWindow: 0 },
    { x: 0, t_x: 0, T: 0, later: 1, lastWindow: 0 },
    { x: 0, t_x: 0, T: 5, later: 0, lastWindow: 0, count: 7 },
  ];
  const result = validate(fit, few, { holdout: 5, hiatus: 2 });
  const [, own, last, hiatus, nobody] = result.forecasts;
  // 4/10 · 5 = 2 and 2/10 · 5 = 1; the second was last seen 7 ago.
  expect(own).toEqual({
    name: 'own-rate',
    total: 3,
    mae: 0.3,
    rmse: Math.sqrt(0.3),
    bias: -0.1,
    topTenth: 0.75,
  });
  expect(last).toMatchObject({ total: 2, mae: 0.2, topTenth: 0.75 });
  expect(hiatus).toMatchObject({ total: 2, mae: 0.2, bias: -0.2 });
  // All are forecast alike, so the top tenth has a tenth.
  expect(nobody).toMatchObject({ total: 0, mae: 0.4, rmse: 1, topTenth: expect.closeTo(0.1, 12) });
  expect(result).toMatchObject({ customers: 10, actual: 4, tracking: [], warnings: [] });
});

test('a hiatus that is a whole number of days is met by times in weeks', () => {
  const customer: Observed = { x: 2, t_x: 144 / 7, T: 272 / 7, later: 1, lastWindow: 0 };
  const { forecasts } = validate(fit, [customer, customer], { holdout: 39, hiatus: 128 / 7 });
  expect(forecasts[3]?.total).toBeCloseTo((2 * 2 * 39 * 7) / 272, 12);
});

test('where nobody buys, the top tenth made nothing', () => {
  expect(scoreOf('model', [{ forecast: 1, actual: 0, count: 5 }])).toMatchObject({ topTenth: 0 });
});

describe('a series', () => {
  test('that is steady has nothing to warn of', () => {
    expect(seriesWarnings(series(() => 100))).toEqual([]);
    expect(seriesWarnings(series(() => 100).slice(0, 5))).toEqual([]);
  });

  test('that rises has a trend', () => {
    expect(seriesWarnings(series((time) => 90 + time / 2))).toEqual([
      { code: 'trend', z: expect.any(Number) },
    ]);
  });

  test('that comes and goes with the year has a season', () => {
    const codes = seriesWarnings(series((time) => 100 + 30 * Math.sin((2 * Math.PI * time) / 26)));
    expect(codes).toContainEqual({ code: 'season', correlation: expect.any(Number) });
  });
});

test.each([
  [[], { holdout: 5, hiatus: 1 }, 'there must be a customer, got none'],
  [observed, { holdout: 0, hiatus: 1 }, 'holdout must be above 0, got 0'],
  [observed, { holdout: 1, hiatus: -1 }, 'hiatus must be at least 0, got -1'],
  [
    [{ x: 0, t_x: 0, T: 5, later: 0.5, lastWindow: 0 }],
    { holdout: 5, hiatus: 1 },
    'later must be a whole number from 0, got 0.5',
  ],
] as const)('what cannot be validated is refused', (customers, options, message) => {
  expect(() => validate(fit, customers, options)).toThrow(new RangeError(message));
  expect(() => modelError([])).toThrow(RangeError);
});
