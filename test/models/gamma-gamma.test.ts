import { describe, expect, test } from 'vitest';
import fixture from './accuracy.json' with { type: 'json' };
import { maximize } from '../../src/math/newton.ts';
import { pearsonOf, spearmanOf } from '../../src/models/correlation.ts';
import {
  expectedSpend,
  fitSpend,
  spendLogLikelihood,
  type Spender,
} from '../../src/models/gamma-gamma.ts';
import { spendObjective } from '../../src/models/spend-objective.ts';
import { relativeError } from '../relative-error.ts';
import { drawsOf, type Draws } from './simulate.ts';

/** Customers with 1 to 4 repeat purchases, of amounts drawn as wanted. */
function spenders(customers: number, amounts: (draws: Draws) => () => number, seed = 2): Spender[] {
  const draws = drawsOf(seed);
  return Array.from({ length: customers }, () => {
    const x = 1 + Math.floor(4 * draws.uniform());
    const amount = amounts(draws);
    let total = 0;
    for (let purchase = 0; purchase < x; purchase++) total += amount();
    return { x, spend: total / x };
  });
}

/** p 2, q 3, gamma 20. */
const drawn = spenders(1500, (draws) => {
  const rate = draws.gamma(3) / 20;
  return () => draws.gamma(2) / rate;
});

describe('published figures', () => {
  // lifetimes' test: customers of CDNOW, from the spreadsheet of note 025, which
  // rounds the parameters; within 0.1 as there.
  test.each([
    [2, 22.35, 24.65],
    [1, 11.77, 18.91],
    [0, 0, 35.17],
    [7, 73.74, 71.46],
    [1, 11.77, 18.91],
  ])('of x %d and mean %d the next amount is %d', (x, spend, expected) => {
    const model = { model: 'gamma-gamma', parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;
    expect(Math.abs(expectedSpend(model, { x, spend }) - expected)).toBeLessThan(0.1);
  });
});

type Row = [Record<string, number>, Spender, number];

test.each(fixture['gamma-gamma'] as unknown as Row[])(
  'the likelihood at %o of %o is %d, as mpmath has it',
  (parameters, spender, expected) => {
    const value = spendLogLikelihood({ model: 'gamma-gamma', parameters }, [spender]);
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));
  },
);

describe('a fit', () => {
  const fit = fitSpend(drawn);

  test('finds the parameters that the amounts were drawn with', () => {
    for (const [name, value] of Object.entries({ p: 2, q: 3, gamma: 20 })) {
      const error = Math.abs((fit.parameters[name] ?? NaN) - value);
      expect(error).toBeLessThan(3 * (fit.standardErrors[name] ?? NaN));
    }
    expect(fit.warnings).toEqual([]);
    expect(Math.abs(fit.pearson)).toBeLessThan(0.1);
    expect(fit.customers).toBe(1500);
  });

  test('scales with the currency, and with nothing else', () => {
    const cents = fitSpend(drawn.map(({ x, spend }) => ({ x, spend: 100 * spend })));
    expect(
      relativeError(cents.parameters['gamma'] ?? NaN, 100 * (fit.parameters['gamma'] ?? NaN)),
    ).toBeLessThan(1e-8);
    expect(relativeError(cents.parameters['p'] ?? NaN, fit.parameters['p'] ?? NaN)).toBeLessThan(
      1e-8,
    );
  });

  test('does not depend on the order of rows; counts are rows; others take no part', () => {
    const few = drawn.slice(0, 300);
    const others = [
      { x: 0, spend: 0 },
      { x: 2, spend: 0, count: 3 },
    ];
    const one = fitSpend([...few, ...few, ...others]);
    const other = fitSpend(few.toReversed().map((row) => ({ ...row, count: 2 })));
    expect({ ...one, withoutSpend: 0 }).toEqual(other);
    expect(one.withoutSpend).toBe(3);
  });

  test('of 200 random starts within e^±7 all lead to the same maximum', () => {
    const rows = drawn.slice(0, 300).map((row) => ({ ...row, count: 1 }));
    const best = fitSpend(rows).logLikelihood;
    const objective = spendObjective(rows);
    const { uniform } = drawsOf(4);
    const reached = Array.from({ length: 200 }, () =>
      maximize(
        objective,
        Array.from({ length: 3 }, () => 14 * uniform() - 7),
      ),
    ).filter((found) => found.converged && best - found.value < 1e-6);
    expect(reached.length).toBe(200);
  });

  test('amounts grouped by the mean of their logarithms give nearly the same', () => {
    const groups = new Map<string, { x: number; logs: number; count: number }>();
    for (const { x, spend } of drawn) {
      const key = `${x} ${Math.round(Math.log(spend) / 0.001)}`;
      const { logs, count } = groups.get(key) ?? { logs: 0, count: 0 };
      groups.set(key, { x, logs: logs + Math.log(spend), count: count + 1 });
    }
    const grouped = fitSpend(
      Array.from(groups.values(), ({ x, logs, count }) => ({
        x,
        spend: Math.exp(logs / count),
        count,
      })),
    );
    for (const [name, value] of Object.entries(fit.parameters)) {
      expect(relativeError(grouped.parameters[name] ?? NaN, value)).toBeLessThan(1e-6);
    }
  });
});

test('where each customer spends the same always, that is the expectation', () => {
  const fit = fitSpend(
    spenders(600, (draws) => {
      const amount = 20 / draws.gamma(3);
      return () => amount;
    }),
  );
  expect(fit.limit).toEqual({ spend: 'constant' });
  expect(fit.fit.agree).toBe(true);
  expect(expectedSpend(fit, { x: 3, spend: 9 })).toBeCloseTo(9, 9);
});

test('where customers are alike, all are expected to spend the mean', () => {
  const rows = spenders(600, (draws) => () => draws.gamma(2) * 10);
  const fit = fitSpend(rows);
  expect(fit.limit).toEqual({ spend: 'alike' });
  expect(fit.fit.agree).toBe(true);
  const [total, purchases] = rows.reduce(
    ([sum, count], { x, spend }) => [sum + x * spend, count + x],
    [0, 0],
  );
  // Of a gamma distribution the maximum has the mean of the data.
  expect(expectedSpend(fit, { x: 3, spend: 9 })).toBeCloseTo(total / purchases, 9);
});

test('a mean that is infinite is refused, one that exists for a customer is not', () => {
  const model = { model: 'gamma-gamma', parameters: { p: 2, q: 0.9, gamma: 10 } } as const;
  expect(() => expectedSpend(model)).toThrow(
    new RangeError('p·x + q must be above 1 for a mean to exist, got 0.9; spend varies too much'),
  );
  expect(expectedSpend(model, { x: 1, spend: 20 })).toBeCloseTo((2 * 30) / 1.9, 12);
});

test('who buys oftener and spends more is warned of', () => {
  const rows = drawn.map(({ x, spend }) => ({ x, spend: spend * x * x }));
  const { warnings, pearson } = fitSpend(rows);
  expect(pearson).toBeGreaterThan(0.3);
  expect(warnings).toContainEqual({ code: 'spend-goes-with-frequency', pearson });
});

test.each([
  ['no-repeat-purchases', [{ x: 0, spend: 0, count: 5 }]],
  ['no-repeat-purchases', [{ x: 2, spend: 0, count: 5 }]],
  ['one-customer', [{ x: 2, spend: 5 }]],
  [
    'all-alike',
    [
      { x: 2, spend: 5 },
      { x: 3, spend: 5 },
    ],
  ],
])('%s is a reason not to fit', (reason, data) => {
  expect(() => fitSpend(data)).toThrow(expect.objectContaining({ reason }));
});

test.each([
  [{ x: 1, spend: -1 }, 'spend must be at least 0, got -1'],
  [{ x: 1, spend: NaN }, 'spend must be at least 0, got NaN'],
  [{ x: 0.5, spend: 1 }, 'x must be a whole number from 0, got 0.5'],
  [{ x: 1, spend: 1, count: 0 }, 'count must be above 0, got 0'],
])('%o is refused', (row, message) => {
  expect(() => fitSpend([row])).toThrow(new RangeError(message));
});

test('correlations by hand', () => {
  expect(
    pearsonOf([
      [1, 2, 1],
      [2, 4, 1],
      [3, 6, 5],
    ]),
  ).toBeCloseTo(1, 14);
  expect(
    pearsonOf([
      [1, 2, 1],
      [1, 4, 1],
    ]),
  ).toBe(0);
  // Ranks 1, 2, 3 and 1, 3, 2: 1 - 6 · 2 / (3 · 8).
  expect(
    spearmanOf([
      [10, 1, 1],
      [20, 90, 1],
      [30, 5, 1],
    ]),
  ).toBeCloseTo(0.5, 14);
  expect(
    spearmanOf([
      [1, 5, 2],
      [2, 6, 3],
    ]),
  ).toBeCloseTo(1, 14);
});
