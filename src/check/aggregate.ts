import { percentile } from '../math/percentile.ts';
import { sum } from '../math/sum.ts';
import type { Aggregate } from '../assumptions/rule.ts';
import type { Outcome } from '../assumptions/outcome.ts';
import type { Limits } from './limits.ts';

/** What a check looks at, in one place. */
export interface Observation {
  readonly outcome: Outcome;
  /** Whether more draws could tell otherwise. */
  readonly isClose: boolean;
}

/** One figure of draws, the smallest first. */
export function aggregated(
  aggregate: Aggregate,
  sorted: Float64Array,
  bounds: Limits,
): Observation {
  const value = figureOfDraws(aggregate, sorted, bounds);
  if (!Number.isFinite(value)) {
    const without = sorted.filter((each) => !Number.isFinite(each)).length;
    const absence = { kind: 'inDraws', without, draws: sorted.length } as const;
    return { outcome: { value: null, absence }, isClose: false };
  }
  return { outcome: { value }, isClose: isTooClose(aggregate, sorted, bounds) };
}

function figureOfDraws(aggregate: Aggregate, sorted: Float64Array, bounds: Limits): number {
  const [lowest = NaN, highest = NaN] = [sorted[0], sorted.at(-1)];
  const wantsMore = bounds.high === Infinity;
  if (aggregate === 'mean') return sum(sorted) / sorted.length;
  if (aggregate === 'worst') return wantsMore ? lowest : highest;
  if (aggregate === 'best') return wantsMore ? highest : lowest;
  return percentile(sorted, shareOf(aggregate));
}

/** `p10` as the share 0.1. */
function shareOf(aggregate: Aggregate): number {
  return Number(aggregate.slice(1)) / 100;
}

/** Whether a limit lies within two standard errors of a percentile, in ranks of the draws. */
function isTooClose(aggregate: Aggregate, sorted: Float64Array, { low, high }: Limits): boolean {
  if (!aggregate.startsWith('p')) return false;
  const p = shareOf(aggregate);
  const error = 2 * Math.sqrt((p * (1 - p)) / sorted.length);
  const from = percentile(sorted, Math.max(0, p - error));
  const to = percentile(sorted, Math.min(1, p + error));
  return [low, high].some((limit) => Number.isFinite(limit) && limit >= from && limit <= to);
}
