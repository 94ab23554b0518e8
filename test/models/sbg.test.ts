import { describe, expect, test } from 'vitest';
import fixture from './accuracy.json' with { type: 'json' };
import { maximize } from '../../src/math/newton.ts';
import { residualPayments, retentionRate, survival } from '../../src/models/contract-retention.ts';
import { fitSbg, sbgObjective } from '../../src/models/sbg.ts';
import { relativeError } from '../relative-error.ts';
import { drawsOf } from './simulate.ts';

/** The case of Fader & Hardie (2007). */
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];
/** Its other one, as pymc-marketing's test has it. */
const regular = [1000, 631, 468, 382, 326, 289, 262, 241];
/** jdmaturen/shifted_beta_geometric_py, test of several cohorts. */
const cohorts = [
  [10000, 8000, 6480, 5307, 4391],
  [10000, 8000, 6480, 5307],
  [10000, 8000, 6480],
  [10000, 8000],
];

describe('published figures', () => {
  test('High End: .668 and 3.806 (README of jdmaturen); all digits by scipy', () => {
    const fit = fitSbg([highEnd]);
    expect(fit.parameters['a']).toBeCloseTo(0.66808836, 7);
    expect(fit.parameters['b']).toBeCloseTo(3.80609503, 6);
    expect(fit.logLikelihood).toBeCloseTo(-1611.15815, 5);
    const shares = [8, 9, 10, 11, 12].map((period) => survival(fit, period));
    expect(shares).toEqual(
      [0.46044, 0.43578, 0.41417, 0.39506, 0.378].map((s) => expect.closeTo(s, 5)),
    );
    expect(residualPayments(fit, 7, 0.1)).toBeCloseTo(7.529628, 6);
    expect(fit.warnings).toEqual([]);
  });

  test('Regular: .704 and 1.182 (scipy; the .688 of pymc-marketing is not the maximum)', () => {
    const fit = fitSbg([regular]);
    expect(fit.parameters['a']).toBeCloseTo(0.70407731, 7);
    expect(fit.parameters['b']).toBeCloseTo(1.18204306, 6);
    expect(fit.logLikelihood).toBeCloseTo(-1680.26519, 5);
  });

  test('several cohorts: 3.80 and 15.19', () => {
    const fit = fitSbg(cohorts);
    expect(fit.parameters['a']).toBeCloseTo(3.798125, 5);
    expect(fit.parameters['b']).toBeCloseTo(15.191906, 5);
    expect(fit.logLikelihood).toBeCloseTo(-40255.83728, 5);
    expect(fit.customers).toBe(40_000);
  });

  test('the log-likelihood at (1, 1) is -2.115… a customer (table of the paper)', () => {
    expect(sbgObjective([highEnd])([0, 0]).value / 1000).toBeCloseTo(-2.1155, 4);
  });
});

type Row = [Record<string, number>, number, number, number, number];

test.each(fixture.sbg as Row[])(
  'at %o: S(%d), and the residual payments discounted by %d, as mpmath has them',
  (parameters, period, discount, share, residual) => {
    const model = { model: 'sbg', parameters } as const;
    expect(relativeError(survival(model, period), share)).toBeLessThan(1e-10);
    expect(relativeError(residualPayments(model, period, discount), residual)).toBeLessThan(1e-10);
  },
);

test('each way to say how many stay agrees with the others', () => {
  const model = { model: 'sbg', parameters: { a: 0.7, b: 2 } } as const;
  expect(survival(model, 0)).toBe(1);
  let [product, payments] = [1, 0];
  for (let period = 1; period < 3000; period++) {
    product *= retentionRate(model, period);
    payments += product * 1.2 ** -(period - 1);
    if (period === 7) expect(survival(model, 7)).toBeCloseTo(product, 13);
  }
  expect(residualPayments(model, 0, 0.2)).toBeCloseTo(payments, 10);
});

test('200 random starts within e^±7 lead to the same maximum', () => {
  const objective = sbgObjective([highEnd]);
  const best = fitSbg([highEnd]).logLikelihood;
  const { uniform } = drawsOf(4);
  const reached = Array.from({ length: 200 }, () =>
    maximize(objective, [14 * uniform() - 7, 14 * uniform() - 7]),
  ).filter((found) => found.converged && best - found.value < 1e-6);
  expect(reached.length).toBe(200);
});

test('a constant churn is its limit, and so are those who leave at once or never', () => {
  const constant = fitSbg([[1000, 800, 640, 512]]);
  expect(constant.limit).toEqual({ dropout: 'equal' });
  expect(constant.parameters).toEqual({ p: expect.closeTo(0.2, 12) });
  // The standard error of a share of 1000 + 800 + 640 chances.
  expect(constant.standardErrors['p']).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 2440), 12);
  expect(survival(constant, 10)).toBeCloseTo(0.8 ** 10, 12);
  expect(residualPayments(constant, 3, 0.1)).toBeCloseTo(0.8 / (1 - 0.8 / 1.1), 12);
  const split = fitSbg([[1000, 600, 600, 600]]);
  expect(split.limit).toEqual({ dropout: 'all-or-nothing' });
  expect(split.parameters).toEqual({ p: expect.closeTo(0.4, 12) });
  expect(survival(split, 50)).toBeCloseTo(0.6, 12);
  // Of one period nothing but the churn can be known.
  expect(fitSbg([[10, 9]])).toMatchObject({ limit: { dropout: 'equal' } });
});

test.each([
  ['nobody-left', [[100, 100, 100]]],
  ['nothing-observed', [[100]]],
  ['nothing-observed', []],
  ['all-alike', [[100, 0, 0]]],
])('%s is a reason not to fit', (reason, data) => {
  expect(() => fitSbg(data)).toThrow(expect.objectContaining({ reason }));
});

test('counts that rise, and arguments that cannot be, are refused', () => {
  expect(() => fitSbg([[10, 11]])).toThrow(
    new RangeError(
      'customers of period 1 must be from 0 to those of the period before, 10, got 11',
    ),
  );
  expect(() => fitSbg([[NaN, 1]])).toThrow(
    new RangeError('customers of period 0 must be at least 0, got NaN'),
  );
  const model = { model: 'sbg', parameters: { a: 1, b: 1 } } as const;
  expect(() => survival(model, 1.5)).toThrow(RangeError);
  expect(() => retentionRate(model, 0)).toThrow(RangeError);
  expect(() => residualPayments(model, 0, 0)).toThrow(RangeError);
  expect(() => survival({ model: 'sbg', parameters: { a: 1 } }, 1)).toThrow(
    new RangeError('b must be above 0, got undefined'),
  );
});
