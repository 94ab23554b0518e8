import { expect, it } from 'vitest';
import { drawnParameters } from '../../src/models/index.ts';

const fitted = {
  model: 'bg-nbd' as const,
  parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.4 },
  covariance: {
    of: 'logarithms' as const,
    matrix: [
      [0.04, 0.03, 0, 0],
      [0.03, 0.09, 0, 0],
      [0, 0, 0.25, 0.2],
      [0, 0, 0.2, 0.25],
    ],
  },
};

const options = { draws: 2000, seed: 1, stream: 'model' };

it('draws logarithms with the mean and the covariance of the fit', () => {
  const logs = drawnParameters(fitted, options).map((values) =>
    Object.values(values).map(Math.log),
  );
  const mean = Object.values(fitted.parameters).map((_, i) => meanOf(logs.map((row) => row[i])));
  mean.forEach((value, i) => {
    expect(value).toBeCloseTo(Math.log(Object.values(fitted.parameters)[i] ?? NaN), 2);
  });
  fitted.covariance.matrix.forEach((row, i) =>
    row.forEach((expected, j) => {
      const found = meanOf(logs.map((log) => offset(log, i) * offset(log, j)));
      expect(found).toBeCloseTo(expected, 2);
    }),
  );
  function offset(log: readonly number[], i: number) {
    return (log[i] ?? NaN) - (mean[i] ?? NaN);
  }
});

function meanOf(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? NaN), 0) / values.length;
}

it('draws the same for a seed, and others for another or another stream', () => {
  const first = drawnParameters(fitted, options);
  expect(drawnParameters(fitted, options)).toEqual(first);
  expect(drawnParameters(fitted, { ...options, seed: 2 })).not.toEqual(first);
  expect(drawnParameters(fitted, { ...options, stream: 'other' })).not.toEqual(first);
});

it('keeps what is known exactly, a share below 1, and what is hardly known finite', () => {
  const zero = [[0]];
  const share = { parameters: { p: 0.9 }, covariance: { of: 'logarithms' as const, matrix: zero } };
  const sbg = { model: 'sbg' as const, limit: { dropout: 'equal' as const } };
  expect(drawnParameters({ ...sbg, ...share }, options)[7]).toEqual({ p: 0.9 });
  const wide = { ...share, covariance: { ...share.covariance, matrix: [[0.2]] } };
  const shares = drawnParameters({ ...sbg, ...wide }, options).map(({ p }) => p ?? NaN);
  expect(Math.max(...shares)).toBeLessThan(1);
  expect(Math.min(...shares)).toBeGreaterThan(0);
  const ridge = {
    ...fitted.covariance,
    matrix: fitted.covariance.matrix.map((row) => row.map((x) => x * 1e6)),
  };
  for (const values of drawnParameters({ ...fitted, covariance: ridge }, options)) {
    expect(Object.values(values).every((value) => value >= 1e-14 && value <= 1e14)).toBe(true);
  }
});
