import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyValues } from '../../src/analysis/shapley.ts';

/** A product in which each change moves one factor. */
const product = (old: readonly number[], now: readonly number[]) => (made: readonly boolean[]) =>
  made.reduce((value, isMade, at) => value * ((isMade ? now : old)[at] ?? NaN), 1);

const factor = fc.double({ min: 0.5, max: 2, noNaN: true });
const factors = (count: number) =>
  fc.tuple(
    fc.array(factor, { minLength: count, maxLength: count }),
    fc.array(factor, { minLength: count, maxLength: count }),
  );

const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);

describe('Shapley values', () => {
  it('are those of checks.md for LTV:CAC from 4.2000 to 3.2645', () => {
    // years, 1 / cac, freq, avg; the margin of 42 % stays.
    const old = [3, 1 / 60, 4, 50];
    const now = [2.5, 1 / 66, 3.8, 54];
    const found = shapleyValues((made) => 0.42 * product(old, now)(made), 4, 1);
    expect(found?.parts.map((part) => part.toFixed(4))).toEqual([
      '-0.6772',
      '-0.3546',
      '-0.1910',
      '0.2874',
    ]);
    expect(total(found?.parts ?? [])).toBeCloseTo((0.42 * (2.5 * 3.8 * 54)) / 66 - 4.2, 14);
  });

  it('are half the difference each where two changes are worth the same', () => {
    expect(
      shapleyValues((made) => (made[0] === true && made[1] === true ? 1 : 0), 2, 1)?.parts,
    ).toEqual([0.5, 0.5]);
  });

  it('give nothing to a change that changes nothing', () => {
    expect(shapleyValues((made) => (made[0] === true ? 3 : 1), 3, 1)?.parts).toEqual([2, 0, 0]);
  });

  it('add up to the difference, to the last bits of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }).chain(factors), ([old, now]) => {
        const value = product(old, now);
        const change = value(now.map(() => true)) - value(old.map(() => false));
        const found = shapleyValues(value, old.length, 1);
        const size = Math.max(...(found?.parts ?? []).map(Math.abs), Math.abs(change));
        expect(Math.abs(total(found?.parts ?? []) - change)).toBeLessThanOrEqual(1e-12 * size);
      }),
    );
  });

  it('stay close to the logarithmic mean of a product that changes by little', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 2, maxLength: 6 }),
        (logs) => {
          const now = logs.map(Math.exp);
          const whole = logs.reduce((sum, log) => sum + log, 0);
          // L(V1, V0) ln(x1 / x0), with V0 = 1.
          const mean = Math.abs(whole) < 1e-8 ? 1 + whole / 2 : Math.expm1(whole) / whole;
          const found = shapleyValues(
            product(
              now.map(() => 1),
              now,
            ),
            now.length,
            1,
          );
          // The two differ from the third order of the changes on: 6³ × .05³ / 12.
          logs.forEach((log, at) =>
            expect(Math.abs((found?.parts[at] ?? NaN) - mean * log)).toBeLessThan(0.003),
          );
        },
      ),
    );
  });

  it('are shares of the logarithms exactly where all factors change alike', () => {
    const found = shapleyValues(product([1, 1, 1], [2, 2, 2]), 3, 1);
    for (const part of found?.parts ?? []) expect(part).toBeCloseTo(7 / 3, 14);
  });

  it('are estimated above 12 changes, add up all the same, and are the same for the same seed', () => {
    const now = Array.from({ length: 14 }, (_, at) => 1 + at / 20);
    const value = product(
      now.map(() => 1),
      now,
    );
    const found = shapleyValues(value, 14, 7);
    expect(found?.isExact).toBe(false);
    const change = value(now.map(() => true)) - 1;
    expect(Math.abs(total(found?.parts ?? []) - change)).toBeLessThan(1e-12 * change);
    expect(shapleyValues(value, 14, 7)).toEqual(found);
    expect(shapleyValues(value, 14, 8)?.parts).not.toEqual(found?.parts);
  });

  it('do not exist where a set of changes has no value', () => {
    expect(shapleyValues((made) => (made[0] === true ? null : 1), 2, 1)).toBeUndefined();
  });
});
