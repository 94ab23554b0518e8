import { derivativesOf, emptySums } from '../math/derivative-sums.ts';
import { maximize } from '../math/newton.ts';
import type { BuyerForm } from './buyer-form.ts';
import type { Cells } from './cells.ts';
import { roomForMoments, setMoments } from './departure.ts';
import { addRateTerms, timeTables } from './rate-terms.ts';

/** The mean of T over the customers: a fit does not depend on the unit of time. */
function meanTime({ T, count, customers }: Cells): number {
  return T.reduce((sum, value, index) => sum + value * (count[index] as number), 0) / customers;
}

/** ln r and ln alpha of the negative binomial that fits where nobody leaves. */
function rateStart(cells: Cells): readonly [number, number] {
  const purchases = cells.withMore.reduce((sum, customers) => sum + customers, 0);
  const rate = purchases / (meanTime(cells) * cells.customers);
  const { place } = maximize(
    ([logR = NaN, logAlpha = NaN]) => {
      const [r, alpha] = [Math.exp(logR), Math.exp(logAlpha)];
      const sums = emptySums(2);
      addRateTerms(sums, cells, timeTables(cells, alpha), r, alpha);
      return derivativesOf(sums);
    },
    [Math.log(0.5), Math.log(0.5 / rate)],
  );
  const [logR = 0] = place;
  // Without a difference in the rates r runs off; a large one will do for a start.
  const r = Math.exp(Math.min(Math.max(logR, -7), 7));
  return [Math.log(r), Math.log(r / rate)];
}

/** The two places, in four logarithms, where the search for a fit begins. */
export function startsOf(cells: Cells, { chances }: BuyerForm): number[][] {
  const [logR, logAlpha] = rateStart(cells);
  const time = Math.log(meanTime(cells));
  return chances === undefined
    ? [
        [logR, logAlpha, Math.log(0.5), time - 1],
        [logR + 1, logAlpha, 0.5, time + 0.5],
      ]
    : [
        [logR, logAlpha, 0, 1],
        [logR + 1, logAlpha, -1, 0],
      ];
}

/**
 * Where the likelihood rises most steeply away from nobody leaving: ordinary starts miss a dropout
 * that hardly shows. The slope by a (by s) where it is 0 is a function of b (of beta) alone.
 *
 * @returns four logarithms, or none where the likelihood falls for every b
 */
export function dropoutStart(cells: Cells, { chances }: BuyerForm): number[][] {
  const [logR, logAlpha] = rateStart(cells);
  const rate = { r: Math.exp(logR), alpha: Math.exp(logAlpha) };
  const time = chances === undefined ? Math.log(meanTime(cells)) - 3.5 : 0;
  let best = { slope: 0, log: NaN };
  for (let log = -6; log <= 10; log++) {
    const slope =
      chances === undefined
        ? slopeByS(cells, rate, Math.exp(log + time))
        : slopeByA(cells, rate, Math.exp(log), chances);
    if (slope > best.slope) best = { slope, log: log + time };
  }
  return best.slope > 0 ? [[logR, logAlpha, best.log - 3, best.log]] : [];
}

interface Rate {
  readonly r: number;
  readonly alpha: number;
}

/** How much likelier x purchases up to t_x are than up to T; bounded, for a start needs no more. */
function ratioOf({ x, t_x, T }: Cells, index: number, { r, alpha }: Rate): number {
  const rest = (T[index] as number) - (t_x[index] as number);
  const log = (r + (x[index] as number)) * Math.log1p(rest / (alpha + (t_x[index] as number)));
  return Math.exp(Math.min(log, 500));
}

/** The slope of the log-likelihood by a where a is 0. */
function slopeByA(cells: Cells, rate: Rate, b: number, chances: 0 | 1): number {
  let slope = chances === 0 ? 0 : -cells.customers / b;
  for (const [i, customers] of cells.withMore.entries()) slope -= customers / (b + i + chances);
  for (const [index, x] of cells.x.entries()) {
    const before = b + (x + chances - 1);
    if (x + chances === 0) continue;
    slope += ((cells.count[index] as number) * ratioOf(cells, index, rate)) / before;
  }
  return slope;
}

/** The slope of the log-likelihood by s where s is 0. */
function slopeByS(cells: Cells, rate: Rate, beta: number): number {
  const room = roomForMoments();
  let slope = 0;
  for (const [index, x] of cells.x.entries()) {
    const [t_x, T] = [cells.t_x[index] as number, cells.T[index] as number];
    const left = t_x === T ? 0 : setMoments(room, { ...rate, s: 0, beta }, x, t_x, T);
    const ratio = ratioOf(cells, index, rate);
    slope += (cells.count[index] as number) * (ratio * left - Math.log1p(T / beta));
  }
  return slope;
}
