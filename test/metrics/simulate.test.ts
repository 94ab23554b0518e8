import { assert, double, integer, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import {
  constant,
  cutNormal,
  lognormal,
  triangular,
  uniform,
} from '../../src/math/distribution.ts';
import { normalQuantile } from '../../src/math/normal.ts';
import { calculate } from '../../src/metrics/calculate.ts';
import { type SimulatedMetric, simulate } from '../../src/metrics/simulate.ts';
import type { QuantityName } from '../../src/quantities.ts';

const draws = 10_000;

/** The sample file of the design, segment nl. */
const sample = { avg: 50, freq: 4, years: 3, margin: 0.42, cac: 60 };
const sampleRanges = {
  avg: triangular(45, 50, 55),
  freq: lognormal(3, 5, 0.9),
  years: triangular(2, 3, 4),
  margin: triangular(0.38, 0.42, 0.46),
  cac: triangular(50, 60, 80),
};

function metricOf(
  simulation: ReadonlyMap<QuantityName, SimulatedMetric>,
  name: QuantityName,
): SimulatedMetric {
  const metric = simulation.get(name);
  if (metric === undefined) throw new Error(`${name} did not move`);
  return metric;
}

test('a product of lognormal inputs has the percentiles of the closed form', () => {
  const z = normalQuantile(0.95);
  const factor = double({ min: 1.05, max: 3, noNaN: true });
  assert(
    property(tuple(factor, factor, factor), integer({ min: 0, max: 1000 }), (ratios, seed) => {
      const lows = [45, 3, 2];
      const [avg, freq, years] = lows.map((low, at) =>
        lognormal(low, low * (ratios[at] ?? 1), 0.9),
      );
      if (avg === undefined || freq === undefined || years === undefined) return;
      const clv = metricOf(
        simulate({ avg: 1, freq: 1, years: 1 }, { avg, freq, years }, { draws, seed }),
        'clv',
      );
      const median = lows.reduce(
        (product, low, at) => product * low * Math.sqrt(ratios[at] ?? 1),
        1,
      );
      const deviation = Math.hypot(...ratios.map((ratio) => Math.log(ratio) / (2 * z)));
      for (const p of [0.05, 0.5, 0.95]) {
        const quantile = normalQuantile(p);
        const expected = median * Math.exp(deviation * quantile);
        // The standard error of a quantile of n plain draws is sqrt(p (1 - p) / n) / density;
        // stratified draws have less. Five of them: once in two million.
        const density = Math.exp((-quantile * quantile) / 2) / Math.sqrt(2 * Math.PI);
        const tolerance = (5 * deviation * Math.sqrt((p * (1 - p)) / draws)) / density;
        expect(Math.abs(Math.log((clv.percentile(p) ?? 0) / expected))).toBeLessThan(tolerance);
      }
    }),
    { numRuns: 20, seed: 1 },
  );
});

test('the sample of the design has the percentiles of four million draws by numpy', () => {
  // numpy 2.4, default_rng(5).triangular and exp of standard_normal, np.percentile.
  const simulation = simulate(sample, sampleRanges, { draws, seed: 1 });
  const clv = metricOf(simulation, 'clvMargin');
  const ratio = metricOf(simulation, 'ltvCac');
  const payback = metricOf(simulation, 'paybackMonths');
  const known: readonly (readonly [SimulatedMetric, number, number])[] = [
    [clv, 0.05, 168.123],
    [clv, 0.5, 242.126],
    [clv, 0.95, 342.169],
    [ratio, 0.05, 2.578],
    [ratio, 0.1, 2.8149],
    [ratio, 0.5, 3.8397],
    [ratio, 0.95, 5.626],
    [payback, 0.05, 6.7978],
    [payback, 0.5, 9.3084],
    [payback, 0.95, 12.7947],
  ];
  // The deviation of ln(ltvCac) is about 0.24: 0.24 / sqrt(10000) × sqrt(p (1 - p)) / density is
  // 0.5 % at p5 and p95, and three of them are 1.5 %.
  for (const [metric, p, expected] of known) {
    expect(Math.abs((metric.percentile(p) ?? 0) / expected - 1)).toBeLessThan(0.015);
  }
  // A share of n draws has an error of sqrt(p (1 - p) / n): 0.0036 and 0.0029, times three.
  expect(Math.abs(ratio.missing((value) => value >= 3) - 0.1539)).toBeLessThan(0.011);
  expect(Math.abs(payback.missing((value) => value <= 12) - 0.0948)).toBeLessThan(0.009);
});

test('a draw gives what the calculator gives for the same numbers', () => {
  const options = { draws: 50, seed: 3 };
  const simulation = simulate(sample, sampleRanges, options);
  // A draw of the ratio of two metrics gives back the input that tells them apart.
  const [customerValue, marginPerYear, clvMargin, ltvCac] = (
    ['customerValue', 'marginPerYear', 'clvMargin', 'ltvCac'] as const
  ).map((name) => metricOf(simulation, name).values);
  for (let draw = 0; draw < options.draws; draw++) {
    const [value = 0, yearly = 0, margin = 0, ratio = 0] = [
      customerValue?.[draw],
      marginPerYear?.[draw],
      clvMargin?.[draw],
      ltvCac?.[draw],
    ];
    const { values } = calculate({
      avg: value,
      freq: 1,
      years: margin / yearly,
      margin: yearly / value,
      cac: margin / ratio,
    });
    expect(values.ltvCac).toBeCloseTo(ratio, 10);
    expect(values.clv).toBeCloseTo(metricOf(simulation, 'clv').values[draw] ?? 0, 8);
  }
});

test('what no drawn input moves is left out', () => {
  const simulation = simulate(sample, { cac: uniform(50, 80) }, { draws: 100, seed: 1 });
  expect([...simulation.keys()]).toEqual(['netClv', 'ltvCac', 'paybackMonths']);
  expect(simulate(sample, { cac: constant(60) }, { draws: 100, seed: 1 }).size).toBe(0);
});

test('the same seed gives the same draws, and another input does not change them', () => {
  const one = simulate(sample, { avg: sampleRanges.avg }, { draws, seed: 1 });
  const again = simulate(sample, { avg: sampleRanges.avg }, { draws, seed: 1 });
  const other = simulate(sample, { avg: sampleRanges.avg }, { draws, seed: 2 });
  const more = simulate(sample, { ...sampleRanges, freq: constant(4) }, { draws, seed: 1 });
  expect(metricOf(again, 'clv').values).toEqual(metricOf(one, 'clv').values);
  expect(metricOf(other, 'clv').values).not.toEqual(metricOf(one, 'clv').values);
  expect(metricOf(more, 'customerValue').values).toEqual(metricOf(one, 'customerValue').values);
});

test('the percentiles of one seed are these on every version of node', () => {
  const present = { ...sample, discount: 0.1 };
  const simulation = simulate(present, sampleRanges, { draws, seed: 1 });
  const figures = ['clv', 'clvPresent', 'ltvCac'] as const;
  expect(
    figures.map((name) => [0.05, 0.5, 0.95].map((p) => metricOf(simulation, name).percentile(p))),
  ).toEqual([
    [402.4275686, 577.920524, 810.1265031],
    [155.5662195, 220.5684068, 305.8515179],
    [2.380608665, 3.498303668, 5.049598388],
  ]);
});

test('a payback that never comes counts as above all others, and as missing a target', () => {
  // A payback longer than two years never comes: cac / 80 a year > 2 where cac > 160.
  const simulation = simulate(
    { avg: 50, freq: 4, years: 2, margin: 0.4, cac: 150 },
    { cac: uniform(100, 200) },
    { draws, seed: 1 },
  );
  const payback = metricOf(simulation, 'paybackMonths');
  expect(payback.withoutValue).toEqual({ above: 4000, below: 0 });
  expect(payback.percentile(0.5)).toBeCloseTo(22.5, 2);
  expect(payback.percentile(0.95)).toBeNull();
  expect(payback.missing((months) => months <= 24)).toBe(0.4);
});

test('where the revenue is below 0 a budget buys the fewest customers', () => {
  const simulation = simulate(
    { revenue: 50, cac: 10 },
    { revenue: uniform(-300, 400) },
    { draws, seed: 1 },
  );
  const customers = metricOf(simulation, 'budgetHoldCustomers');
  // 3 of 7 draws have no value. The median revenue is 50, and 5 % of it at 10 each is 0.25; the
  // 95th percentile is 365: 1.825.
  expect(customers.withoutValue.above).toBe(0);
  expect(customers.withoutValue.below / draws).toBeCloseTo(3 / 7, 3);
  expect(customers.percentile(0.05)).toBeNull();
  expect(customers.percentile(0.5)).toBeCloseTo(0.25, 3);
  expect(customers.percentile(0.95)).toBeCloseTo(1.825, 3);
  expect(customers.missing((count) => count >= 0.25)).toBeCloseTo(0.5, 3);
});

test('a customer who costs nothing and brings something has the best ratio, else the worst', () => {
  const given = { avg: 50, freq: 4, years: 3, margin: 0.1, cac: 0 };
  const margin = uniform(-0.1, 0.3);
  const ratio = metricOf(simulate(given, { margin }, { draws, seed: 1 }), 'ltvCac');
  expect(ratio.withoutValue).toEqual({ above: 7500, below: 2500 });
  expect(ratio.missing((value) => value >= 3)).toBe(0.25);
});

test('an input that follows from a drawn one is computed anew in each draw', () => {
  const given = { avg: 50, freq: 4, churn: 0.2 };
  const { values } = calculate(given);
  const fedBack = { ...given, years: values.years ?? 0 };
  const churn = cutNormal(0.15, 0.25, 0.9, { min: 1e-12, max: 1 });
  const options = { draws: 1000, seed: 1 };
  expect(metricOf(simulate(fedBack, { churn }, options), 'clv').values).toEqual(
    metricOf(simulate(given, { churn }, options), 'clv').values,
  );
});

test('two that are drawn and disagree are refused', () => {
  const years = uniform(2, 4);
  const churn = uniform(0.2, 0.4);
  expect(() =>
    simulate({ avg: 50, freq: 4, years: 5, churn: 0.2 }, { years, churn }, { draws: 10, seed: 1 }),
  ).toThrow(InputError);
});

test('a number of draws outside its domain is refused', () => {
  expect(() => simulate(sample, sampleRanges, { draws: 0, seed: 1 })).toThrow(
    'count must be a whole number from 1 to 1000000, got 0',
  );
});
