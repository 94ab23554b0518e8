import { assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solutionFor } from '../../src/analysis/solution.ts';
import { nearestSolution } from '../../src/metrics/root-search.ts';
import { clvInProcess } from '../cli/clv.ts';

const flags = ['--avg', '50', '--freq', '4', '--years', '3', '--margin', '42%', '--cac', '60'];

interface Solved {
  readonly results: readonly {
    name: string;
    current: number | null;
    value: number | null;
    reason: string | null;
  }[];
}
const solved = async (...args: string[]) =>
  JSON.parse((await clvInProcess(['solve', '--json', ...args])).stdout) as Solved;

describe('clv solve', () => {
  it('finds what checks.md finds for a ratio of 3', async () => {
    const { results } = await solved('--target', 'ltvCac=3', ...flags);
    expect(results.map(({ name, current }) => [name, current])).toEqual([
      ['avg', 50],
      ['freq', 4],
      ['years', 3],
      ['margin', 0.42],
      ['cac', 60],
    ]);
    // 3 / 4.2 of each, and 4.2 / 3 of the cost.
    [250 / 7, 20 / 7, 15 / 7, 0.3, 84].forEach((value, at) =>
      expect(results[at]?.value).toBeCloseTo(value, 12),
    );
  });

  it('solves what is no product: the discount rate of a present value', async () => {
    const { results } = await solved(
      '--target',
      'clvPresent=200',
      '--for',
      'discount',
      '--discount',
      '10%',
      ...flags.slice(0, 8),
    );
    const d = results[0]?.value ?? NaN;
    // 84 a year at the start of three years: 84 (1 + 1 / (1 + d) + 1 / (1 + d)²) = 200.
    expect(84 * (1 + 1 / (1 + d) + 1 / (1 + d) ** 2)).toBeCloseTo(200, 8);
  });

  it('solves for an input that is not given', async () => {
    expect(
      (await solved('--target', 'ltvCac=3', '--for', 'cac', ...flags.slice(0, 8))).results,
    ).toEqual([{ name: 'cac', current: null, value: 84, reason: null }]);
  });

  it.each([
    [
      'margin',
      'ltvCac=12',
      /^no solution within bounds: no margin from -1000 to 1 gives ltvCac 12$/,
    ],
    ['customers', 'ltvCac=3', /^ltvCac does not rest on customers$/],
    ['years', 'paybackMonths=9', /^no solution within bounds|paybackMonths does not rest on years/],
  ])('says that %s cannot reach %s', async (name, target, reason) => {
    const [result] = (await solved('--target', target, '--for', name, ...flags)).results;
    expect(result).toMatchObject({ name, value: null });
    expect(result?.reason).toMatch(reason);
  });

  it.each([
    [['--target', 'ltvCca=3'], /--target must name a metric, got ltvCca; did you mean ltvCac\?/],
    [['--target', 'ltvCac'], /--target must be a metric and a number, got ltvCac/],
    [
      ['--target', 'ltvCac=3', '--for', 'margn'],
      /--for must be an input or all, got margn; did you mean margin\?/,
    ],
    [[], /--target must be given, got none/],
  ])('refuses %j', async (args, message) => {
    const { stdout, stderr, code } = await clvInProcess(['solve', ...args, ...flags]);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toMatch(message);
  });
});

describe('a solution at the end of what there is', () => {
  const shop = ['--avg', '50', '--freq', '4', '--margin', '40%', '--years', '1'];

  it.each([
    // 80 of margin a year pay back 80 in 12 months, and the customer leaves then; 79.33 in 11.9.
    ['paybackMonths=12', '60', 80],
    ['paybackMonths=12', '79.99', 80],
    ['paybackMonths=12', '300', 80],
    ['paybackMonths=11.9', '300', (80 / 12) * 11.9],
    ['paybackMonths=6', '100000', 40],
  ])('%s from a cost of %s is %d', async (target, cac, expected) => {
    const { results } = await solved('--target', target, '--for', 'cac', ...shop, '--cac', cac);
    expect(results[0]?.value).toBeCloseTo(expected, 9);
  });

  it('is no payback later than the customer leaves', async () => {
    const target = ['--target', 'paybackMonths=12.01', '--for', 'cac'];
    expect((await solved(...target, ...shop, '--cac', '60')).results[0]?.value).toBeNull();
  });

  it.each(['10%', '0.1%', '100%', undefined])('is a discount of 0 from %s', async (discount) => {
    const undiscounted = ((61.3 * 7.3) / 0.13) * 845;
    const shops = ['--customers', '845', '--avg', '61.3', '--freq', '7.3', '--churn', '13%'];
    const rate = discount === undefined ? [] : ['--discount', discount];
    const target = ['--target', `equity=${undiscounted}`, '--for', 'discount'];
    const { results } = await solved(...target, ...shops, ...rate);
    expect(results[0]?.reason).toBeNull();
    expect(Math.abs(results[0]?.value ?? NaN)).toBeLessThan(1e-9);
  });

  it.each([
    // In doubles 0.1 × 3 is above 0.3.
    ['margin', 'marginPerYear=0.3', 1],
    ['churn', 'clv=0.3', 1],
    ['retention', 'clv=0.3', 0],
  ])('is a %s at its bound', async (name, target, expected) => {
    const given = ['--avg', '0.1', '--freq', '3', `--${name}`, '20%'];
    const { results } = await solved('--target', target, '--for', name, ...given);
    expect(results[0]?.value).toBeCloseTo(expected, 9);
  });
});

describe('a root', () => {
  const range = { low: -10, high: 10 };

  it('is the one nearest to the current value', () => {
    expect(nearestSolution((x) => x * x, 1.5, 4, range)).toBeCloseTo(2, 9);
    expect(nearestSolution((x) => x * x, -1.5, 4, range)).toBeCloseTo(-2, 9);
  });

  it('is none where a curve jumps over the target', () => {
    expect(nearestSolution((x) => (x < 0 ? -1 : 1), 1, 0.5, range)).toBeUndefined();
  });

  it('is none where the curve has no value', () => {
    expect(nearestSolution(() => null, 1, 0.5, range)).toBeUndefined();
  });
});

/** A number with as many steps between whole numbers. */
const amount = (min: number, max: number, steps: number) =>
  integer({ min: min * steps, max: max * steps }).map((count) => count / steps);

describe('a target of 0', () => {
  it('is reached where sums of a found value round', () => {
    const inputs = { avg: 181.41, freq: 0.6, years: 1, margin: 0.88, cac: 75.3 };
    // 75.3 / (0.6 × 0.88)
    expect(solutionFor('avg', inputs, 'netClv', 0).value).toBeCloseTo(142.6136363636, 9);
  });

  it('is reached by every input of every net value', () => {
    const cases = record({
      avg: amount(1, 500, 100),
      freq: amount(1, 20, 10),
      years: amount(1, 10, 4),
      margin: amount(0.05, 0.95, 100),
      cac: amount(1, 900, 10),
    });
    assert(
      property(cases, (inputs) => {
        const { avg, freq, years, margin, cac } = inputs;
        const expected = {
          avg: cac / (freq * years * margin),
          freq: cac / (avg * years * margin),
          years: cac / (avg * freq * margin),
          margin: cac / (avg * freq * years),
          cac: avg * freq * years * margin,
        };
        for (const name of ['avg', 'freq', 'years', 'margin', 'cac'] as const) {
          const { value, reason } = solutionFor(name, inputs, 'netClv', 0);
          // Nobody goes farther than a thousand times what is.
          const most = name === 'margin' ? 1 : 1000 * Math.max(1, inputs[name]);
          if (expected[name] > most) expect(reason?.kind).toBe('outOfBounds');
          else expect(value).toSatisfy((x: number) => Math.abs(x / expected[name] - 1) < 1e-9);
        }
      }),
    );
  });

  it('is not reached by what only comes near it', () => {
    expect(nearestSolution((x) => 1e-9 / x, 1, 0, { low: 1e-3, high: 1e3 })).toBeUndefined();
    expect(nearestSolution((x) => 1 + x * x, 1, 0, { low: -1e3, high: 1e3 })).toBeUndefined();
  });
});

describe('an input that others state again', () => {
  it.each([
    ['churn', 'churn follows from years, which is given: leave years out to solve for churn'],
    [
      'unitCost',
      'unitCost follows from avg and margin, which are given: leave one of them out to solve for unitCost',
    ],
  ])('%s has no value of its own', async (name, reason) => {
    expect((await solved('--target', 'ltvCac=3', '--for', name, ...flags)).results).toEqual([
      { name, current: null, value: null, reason },
    ]);
  });

  it('is not asked for itself', async () => {
    const { stderr, code } = await clvInProcess([
      'solve',
      ...flags,
      '--target',
      'avg=40',
      '--for',
      'avg',
    ]);
    expect(stderr).toBe(
      '--for must be another input than the target, got avg for avg; name another target, such as --target ltvCac=3\n',
    );
    expect(code).toBe(2);
  });
});
