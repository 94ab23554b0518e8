import { assert, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { mostDraws, stratifiedDraws } from '../../src/math/draws.ts';
import { seededRandom } from '../../src/math/random.ts';

test('each stratum gives one draw, inside it', () => {
  assert(
    property(integer({ min: 1, max: 500 }), integer(), string(), (count, seed, stream) => {
      const strata = [...stratifiedDraws(count, seed, stream)].map((p) => Math.floor(p * count));
      expect(strata.toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: count }, (_, index) => index),
      );
    }),
  );
});

test('the same seed and name give the same draws, another seed or name gives others', () => {
  const draws = stratifiedDraws(100, 1, 'avg');
  expect(stratifiedDraws(100, 1, 'avg')).toEqual(draws);
  expect(stratifiedDraws(100, 2, 'avg')).not.toEqual(draws);
  expect(stratifiedDraws(100, 1, 'freq')).not.toEqual(draws);
});

test('the draws of two names are not correlated', () => {
  const count = 10_000;
  const names = ['avg', 'freq', 'years', 'churn', 'margin', 'cac', 'customers'];
  const draws = names.map((name) => stratifiedDraws(count, 1, name));
  for (const [index, one] of draws.entries()) {
    for (const other of draws.slice(index + 1)) {
      const covariance = one.reduce((sum, p, at) => sum + (p - 0.5) * ((other[at] ?? 0) - 0.5), 0);
      // The correlation of n independent pairs has a deviation of 1 / sqrt(n); 21 pairs are tried.
      expect(Math.abs((covariance / count) * 12)).toBeLessThan(4 / Math.sqrt(count));
    }
  }
});

test('draws stay between 0 and 1 at the largest number of them', () => {
  const draws = stratifiedDraws(mostDraws, 7, 'x');
  expect(draws.every((p) => p > 0 && p < 1)).toBe(true);
});

test.each([0, 1.5, -1, mostDraws + 1, NaN])('%d draws are refused', (count) => {
  expect(() => stratifiedDraws(count, 1, 'avg')).toThrow(RangeError);
});

const word = (value: bigint) => BigInt.asUintN(32, value);

/** sfc32 in arbitrary integers, written from its definition, with the same start. */
function reference(seed: number, stream: string, length: number): number[] {
  const hash = (start: bigint) =>
    stream
      .split('')
      .reduce((value, sign) => word((value ^ BigInt(sign.charCodeAt(0))) * 0x01000193n), start);
  let a = hash(0x811c9dc5n);
  let b = hash(a ^ 0x5bd1e995n);
  let c = word(BigInt(seed));
  let counter = 1n;
  const all = Array.from({ length: length + 12 }, () => {
    const result = word(a + b + counter);
    counter = word(counter + 1n);
    a = b ^ (b >> 9n);
    b = word(c + (c << 3n));
    c = word(word((c << 21n) | (c >> 11n)) + result);
    return Number(result);
  });
  return all.slice(12);
}

test('the random numbers are those of sfc32', () => {
  for (const [seed, stream] of [
    [1, 'avg'],
    [0xffffffff, 'freq'],
    [0, ''],
  ] as const) {
    const random = seededRandom(seed, stream);
    expect(Array.from({ length: 50 }, random)).toEqual(reference(seed, stream, 50));
  }
});
