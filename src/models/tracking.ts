import type { BuyerModel } from './buyer-model.ts';
import { newBuyer, processOf } from './predict-buyer.ts';

/** Repeat purchases of all customers from the start of the calendar to a time. */
export interface Track {
  /** The end of a time unit, from 1. */
  readonly time: number;
  readonly expected: number;
  readonly actual: number;
}

/** What a series shows that no model here knows. */
export type SeriesWarning =
  /** Purchases rise or fall against what the model expects; z is the slope over its error. */
  | { readonly code: 'trend'; readonly z: number }
  /** Good and bad times last: the correlation of the error with that of the time before. */
  | { readonly code: 'season'; readonly correlation: number };

/**
 * Cumulative repeat purchases that a model expects of customers since each one's first purchase.
 *
 * @param births how long after the start of the calendar the first purchase was, with a count each
 * @param actual cumulative repeat purchases at the end of each time unit, from the first on
 */
export function trackingOf(
  model: BuyerModel,
  births: readonly { readonly birth: number; readonly count: number }[],
  actual: readonly number[],
): Track[] {
  const { alive, active } = processOf(model);
  const chance = alive(newBuyer);
  const { purchases } = active(newBuyer.x, newBuyer.T);
  return actual.map((bought, index) => {
    const time = index + 1;
    let expected = 0;
    for (const { birth, count } of births) {
      if (birth < time) expected += count * chance * purchases(time - birth);
    }
    return { time, expected, actual: bought };
  });
}

/** Fewer time units show nothing. */
const fewest = 12;

/** Errors that chance explains are farther out than this once in 370 times. */
const limit = 3;

/** A trend or a season in the purchases per time unit, against what was expected. */
export function seriesWarnings(tracks: readonly Track[]): SeriesWarning[] {
  const steps = tracks
    .map(({ time, expected, actual }, index) => {
      const before = tracks[index - 1] ?? { expected: 0, actual: 0 };
      return { time, expected: expected - before.expected, actual: actual - before.actual };
    })
    .filter(({ expected }) => expected > 0);
  if (steps.length < fewest) return [];
  const weight = steps.reduce((sum, { expected }) => sum + expected, 0);
  const ratio = steps.reduce((sum, { actual }) => sum + actual, 0) / weight;
  const centre = steps.reduce((sum, { expected, time }) => sum + expected * time, 0) / weight;
  const spread = steps.reduce(
    (sum, { expected, time }) => sum + expected * (time - centre) ** 2,
    0,
  );
  const slope =
    steps.reduce(
      (sum, { actual, expected, time }) => sum + (actual - ratio * expected) * (time - centre),
      0,
    ) / spread;
  const errors = steps.map(
    ({ time, expected, actual }) =>
      (actual - expected * (ratio + slope * (time - centre))) / Math.sqrt(expected),
  );
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  const z = slope / Math.sqrt(squares / (steps.length - 2) / spread);
  const products = errors.reduce((sum, error, index) => sum + error * (errors[index - 1] ?? 0), 0);
  const correlation = squares === 0 ? 0 : products / squares;
  return [
    ...(Math.abs(z) > limit ? [{ code: 'trend', z } as const] : []),
    ...(correlation > limit / Math.sqrt(steps.length)
      ? [{ code: 'season', correlation } as const]
      : []),
  ];
}
