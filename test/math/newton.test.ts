import { expect, test } from 'vitest';
import { maximize, type Objective } from '../../src/math/newton.ts';

/** -(100 (y - x²)² + (1 - x)²): the curved ridge of Rosenbrock, with its top of 0 at (1, 1). */
const rosenbrock: Objective = ([x = NaN, y = NaN]) => {
  const bend = y - x * x;
  return {
    value: -(100 * bend * bend + (1 - x) ** 2),
    gradient: [400 * x * bend + 2 * (1 - x), -200 * bend],
    hessian: [
      [400 * bend - 800 * x * x - 2, 400 * x],
      [400 * x, -200],
    ],
  };
};

test.each([
  [-1.2, 1],
  [5, -7],
  [-7, 7],
  [0, 0],
])('a curved ridge is climbed from %d, %d', (...start) => {
  const found = maximize(rosenbrock, start);
  expect(found.converged).toBe(true);
  expect(found.place[0]).toBeCloseTo(1, 12);
  expect(found.place[1]).toBeCloseTo(1, 12);
  expect(found.evaluations).toBeLessThan(60);
});

test('a saddle is left, though its gradient is small', () => {
  // -(x² - 1)² - y²: a saddle at 0, tops at ±1.
  const found = maximize(
    ([x = NaN, y = NaN]) => ({
      value: -((x * x - 1) ** 2) - y * y,
      gradient: [-4 * x * (x * x - 1), -2 * y],
      hessian: [
        [4 - 12 * x * x, 0],
        [0, -2],
      ],
    }),
    [1e-4, 2],
  );
  expect(found.converged).toBe(true);
  expect(Math.abs(found.place[0] ?? NaN)).toBeCloseTo(1, 10);
});

/** -e^-x: it nears 0 and has no maximum. */
const rising: Objective = ([x = NaN]) => {
  const rest = Math.exp(-x);
  return { value: -rest, gradient: [rest], hessian: [[-rest]] };
};

test('a function that rises without end is left far out, and one outside its domain at once', () => {
  // The last steps promise less than rounding hides.
  const found = maximize(rising, [0]);
  expect(found.place[0]).toBeGreaterThan(20);
  const outside = maximize(() => ({ value: NaN, gradient: [0], hessian: [[0]] }), [0]);
  expect(outside.converged).toBe(false);
  expect(outside.evaluations).toBe(1);
});
