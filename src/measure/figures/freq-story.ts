import type { Figure } from './measured-figure.ts';

/** Which way the frequency of a window is off from what a customer orders in a year. */
export interface FreqStory {
  readonly isLow: boolean;
  readonly freq: number;
  /** The share of the customers of the window who were first seen in it, where that is known. */
  readonly newShare: number | undefined;
  readonly firstYearOrders: number | undefined;
}

/** From this share of new customers on, many had only a part of the window to order in. */
const manyNew = 0.2;

/**
 * The story of a frequency, where it is not that of the first years.
 *
 * A customer who goes on at an even rate orders in the first year at least freq times, and at most
 * once more, for that year begins with an order.
 */
export function freqStoryOf(figures: {
  readonly customers: Figure;
  readonly freq?: Figure;
  readonly newPerYear?: Figure;
  readonly firstYearOrders?: Figure;
}): FreqStory | undefined {
  const { customers, freq, newPerYear, firstYearOrders } = figures;
  if (freq === undefined) return undefined;
  const newShare = newPerYear && newPerYear.n / customers.value;
  const isHigh = firstYearOrders !== undefined && highOf(firstYearOrders) < lowOf(freq);
  const isLow = firstYearOrders !== undefined && lowOf(firstYearOrders) > highOf(freq) + 1;
  if (!isHigh && !isLow && !(newShare !== undefined && newShare >= manyNew)) return undefined;
  return {
    isLow: !isHigh,
    freq: freq.value,
    newShare,
    firstYearOrders: firstYearOrders?.value,
  };
}

/** Without an interval a figure may be anything, and tells no other story. */
const lowOf = ({ low = -Infinity }: Figure): number => low;
const highOf = ({ high = Infinity }: Figure): number => high;
