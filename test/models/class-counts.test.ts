import { expect, test } from 'vitest';
import type { BuyerModel } from '../../src/models/buyer-model.ts';
import { classCounts } from '../../src/models/class-counts.ts';

const bgNbd: BuyerModel = {
  model: 'bg-nbd',
  parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
};

test('of customers who were observed for 39 weeks as many have no repeat as the field knows', () => {
  const counts = classCounts(bgNbd, [
    { x: 0, t_x: 0, T: 39, count: 600 },
    { x: 3, t_x: 20, T: 39, count: 300 },
    { x: 12, t_x: 38, T: 39, count: 100 },
  ]);
  // P(X(39) = 0) = .5737864 (lifetimes, from BTYD).
  expect(counts[0]?.expected).toBeCloseTo(573.7864, 3);
  expect(counts.map(({ actual }) => actual)).toEqual([600, 0, 0, 300, 0, 0, 0, 100]);
  expect(counts.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(1000, 9);
});

test.each([
  ['mbg-nbd', { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }],
  ['pareto-nbd', { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }],
] as const)(
  '%s expects all customers, and of those seen for no time no repeat',
  (model, parameters) => {
    const counts = classCounts({ model, parameters }, [
      { x: 0, t_x: 0, T: 0, count: 5 },
      { x: 1, t_x: 3, T: 20, count: 50 },
    ]);
    expect(counts.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(55, 9);
    expect(counts[0]?.expected).toBeGreaterThan(5);
    for (const { expected } of counts) expect(expected).toBeGreaterThanOrEqual(0);
  },
);
