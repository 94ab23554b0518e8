import { describe, expect, it } from 'vitest';
import { aggregated } from '../../src/check/aggregate.ts';
import { absenceText } from '../../src/output/assumptions/absence-text.ts';
import type { Aggregate } from '../../src/assumptions/rule.ts';

const atLeast = (low: number) => ({ low, high: Infinity, isStrict: false });
const atMost = (high: number) => ({ low: -Infinity, high, isStrict: false });

/** 0, 1, 2 … 100: the percentile of p is p. */
const draws = Float64Array.from({ length: 101 }, (_, at) => at);

describe('a figure of draws', () => {
  it.each<[Aggregate, ReturnType<typeof atLeast>, number]>([
    ['p10', atLeast(0), 10],
    ['p90', atMost(0), 90],
    ['mean', atLeast(0), 50],
    // What is worst depends on which side is the good one.
    ['worst', atLeast(0), 0],
    ['worst', atMost(0), 100],
    ['best', atLeast(0), 100],
    ['best', atMost(0), 0],
  ])('%s in %j is %d', (aggregate, limits, value) => {
    expect(aggregated(aggregate, draws, limits).outcome).toEqual({ value });
  });

  it.each<[number, string, string]>([
    [1, '1 of 4 draws has no value', '1 van 4 trekkingen heeft geen waarde'],
    [2, '2 of 4 draws have no value', '2 van 4 trekkingen hebben geen waarde'],
  ])('is none where %d of them have no value', (count, en, nl) => {
    const sorted = Float64Array.of(1, 2, 3, 4).fill(Infinity, 4 - count);
    const { outcome, isClose } = aggregated('mean', sorted, atLeast(0));
    expect(isClose).toBe(false);
    expect(outcome.absence && absenceText(outcome.absence)).toEqual({ en, nl });
  });

  it('is close to a limit within two standard errors of its rank', () => {
    // √(0.5 × 0.5 / 101) is 0.04975: 9.95 either way of 50.
    const isClose = (limit: number) => aggregated('p50', draws, atLeast(limit)).isClose;
    expect([40, 40.1, 59.9, 60].map(isClose)).toEqual([false, true, true, false]);
    expect(aggregated('p50', draws, atMost(50)).isClose).toBe(true);
    expect(aggregated('mean', draws, atLeast(50)).isClose).toBe(false);
  });

  it('is close to a limit at the end of the draws', () => {
    expect(aggregated('p1', draws, atLeast(0)).isClose).toBe(true);
    expect(aggregated('p99', draws, atMost(100)).isClose).toBe(true);
  });
});
