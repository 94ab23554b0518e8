import { expect, test } from 'vitest';
import { eigenOf, inverseOf, quadraticForm } from '../../src/math/symmetric.ts';

test('eigenvalues of a matrix worked out by hand', () => {
  // [[2, 1], [1, 2]] has 1 along (1, -1) and 3 along (1, 1).
  const { values, vectors } = eigenOf([
    [2, 1],
    [1, 2],
  ]);
  expect(values.toSorted((one, other) => one - other)).toEqual([
    expect.closeTo(1, 14),
    expect.closeTo(3, 14),
  ]);
  for (const vector of vectors) expect(Math.abs(vector[0] ?? NaN)).toBeCloseTo(Math.SQRT1_2, 14);
});

test('the inverse of a Hilbert matrix is its table of whole numbers', () => {
  // Choi, "Tricks or Treats with the Hilbert Matrix", Amer. Math. Monthly 90 (1983), p. 305.
  const hilbert = [1, 2, 3].map((row) => [1, 2, 3].map((column) => 1 / (row + column - 1)));
  const inverse = [
    [9, -36, 30],
    [-36, 192, -180],
    [30, -180, 180],
  ];
  expect(inverseOf(hilbert)).toEqual(
    inverse.map((row) => row.map((value) => expect.closeTo(value, 9))),
  );
});

test('a matrix that is not positive definite has no inverse here', () => {
  expect(() =>
    inverseOf([
      [1, 2],
      [2, 1],
    ]),
  ).toThrow(RangeError);
  expect(() => inverseOf([[0]])).toThrow(new RangeError('the eigenvalues must be above 0, got 0'));
});

test('a quadratic form by hand', () => {
  expect(
    quadraticForm(
      [
        [2, 1],
        [1, 3],
      ],
      [1, -2],
    ),
  ).toBe(10);
});
