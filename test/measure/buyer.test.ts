import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/math/random.ts';
import { drawBuyer } from '../../src/synthetic/simulated-buyer.ts';
import { demoBuying } from '../../src/synthetic/shop.ts';

const count = 100_000;
const { r, alpha, s, beta, p, q, gamma } = demoBuying;

/** The mean of some numbers and its standard error. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, error: Math.sqrt(square / values.length) };
}

describe.each([13, 52, 104])('over %i weeks', (span) => {
  const random = seededRandom(1, `span ${span}`);
  const buyers = Array.from({ length: count }, () => drawBuyer(random, demoBuying, span));

  test('customers buy again as often as Pareto/NBD says', () => {
    // Schmittlein, Morrison & Colombo (1987), equation 17.
    const left = (beta / (beta + span)) ** (s - 1);
    const expected = ((r * beta) / (alpha * (s - 1))) * (1 - left);
    const { mean, error } = meanOf(buyers.map(({ weeks }) => weeks.length - 1));
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
  });

  test('purchases begin at 0, rise, and stay within the span', () => {
    for (const { weeks } of buyers.slice(0, 1000)) {
      expect(weeks[0]).toBe(0);
      expect(weeks).toEqual(weeks.toSorted((one, other) => one - other));
      expect(weeks.at(-1)).toBeLessThan(span);
    }
  });
});

test('customers who never leave buy again in a span as the NBD says', () => {
  const random = seededRandom(1, 'NBD');
  // A rate of leaving so small that nobody does: beta weeks to the power of itself.
  const staying = { ...demoBuying, beta: 1e12 };
  const span = 20;
  const repeats = Array.from(
    { length: count },
    () => drawBuyer(random, staying, span).weeks.length - 1,
  );
  // Ehrenberg, "The pattern of consumer purchases" (1959): P(0) = (alpha / (alpha + T))^r, and
  // P(1) = P(0) r T / (alpha + T).
  const none = (alpha / (alpha + span)) ** r;
  const once = (none * r * span) / (alpha + span);
  for (const [times, probability] of [
    [0, none],
    [1, once],
  ] as const) {
    const { mean, error } = meanOf(repeats.map((repeat) => (repeat === times ? 1 : 0)));
    expect(Math.abs(mean - probability)).toBeLessThan(4 * error);
  }
});

test('amounts have the mean and variance of the gamma-gamma model', () => {
  const random = seededRandom(1, 'amount');
  const amounts = Array.from({ length: count }, () =>
    drawBuyer(random, demoBuying, 0).amount(random),
  );
  // Fader & Hardie (2013), note 025: E(Z) = p gamma / (q - 1); E(Z²) = p (p + 1) gamma² E(1/nu²),
  // where 1/nu is inverse gamma with second moment gamma² / ((q - 1) (q - 2)).
  const mean = (p * gamma) / (q - 1);
  const second = (p * (p + 1) * gamma ** 2) / ((q - 1) * (q - 2));
  const first = meanOf(amounts);
  expect(Math.abs(first.mean - mean)).toBeLessThan(4 * first.error);
  const squares = meanOf(amounts.map((amount) => amount ** 2));
  expect(Math.abs(squares.mean - second)).toBeLessThan(4 * squares.error);
});
