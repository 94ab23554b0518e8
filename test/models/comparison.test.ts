import { expect, test } from 'vitest';
import { compare, type Trial } from '../../src/models/comparison.ts';

const trial = (
  name: Trial['name'],
  total: number,
  rmse: number,
  topTenth: number,
  actual = 100,
  customers = 50,
): Trial => ({ name, total, rmse, topTenth, actual, customers });

test('each aspect has its own winner, and the rules one among themselves', () => {
  const found = compare([
    [
      trial('bg-nbd', 90, 1.2, 0.5),
      trial('pareto-nbd', 80, 1.1, 0.4),
      trial('own-rate', 130, 1.5, 0.6),
      trial('last-window', 104, 1.3, 0.3),
      trial('nobody', 0, 2, 0.1),
    ],
  ]);
  expect(found.best).toEqual({ total: 'last-window', squared: 'pareto-nbd', ranking: 'own-rate' });
  expect(found.bestRule).toEqual({
    total: 'last-window',
    squared: 'last-window',
    ranking: 'own-rate',
  });
  expect(found.bestModel).toBe('pareto-nbd');
  expect(found.scores[0]).toEqual({
    name: 'bg-nbd',
    totalError: expect.closeTo(0.1, 12) as number,
    rmse: 1.2,
    topTenth: 0.5,
  });
});

test('over several holdouts errors are pooled, and one in which nobody bought has no share', () => {
  const nobody = trial('nobody', 0, 2, 0.1);
  const { scores } = compare([
    [trial('bg-nbd', 130, 2, 0.4), nobody],
    [trial('bg-nbd', 60, 1, 0.6), nobody],
    [trial('bg-nbd', 5, 3, 0, 0, 100), nobody],
  ]);
  // √((.3² + .4²)/2); √((50·4 + 50·1 + 100·9)/200).
  expect(scores.slice(0, 1)).toEqual([
    {
      name: 'bg-nbd',
      totalError: expect.closeTo(Math.sqrt(0.125), 12) as number,
      rmse: expect.closeTo(Math.sqrt(5.75), 12) as number,
      topTenth: 0.5,
    },
  ]);
});

test('a rule that does as well as a model does not win against it', () => {
  const { best, bestRule } = compare([[trial('bg-nbd', 90, 1, 0.5), trial('hiatus', 110, 1, 0.5)]]);
  expect(best).toEqual({ total: 'bg-nbd', squared: 'bg-nbd', ranking: 'bg-nbd' });
  expect(bestRule).toEqual({ total: 'hiatus', squared: 'hiatus', ranking: 'hiatus' });
});

test('without a model, or a rule, there is nothing to compare', () => {
  expect(() => compare([[trial('nobody', 0, 2, 0.1)]])).toThrow(
    new RangeError('there must be a model and a rule, got nobody'),
  );
  expect(() => compare([])).toThrow('there must be a model and a rule, got none');
});
