import {
  addSoftplus,
  derivativesOf,
  emptySums,
  type DerivativeSums,
} from '../math/derivative-sums.ts';
import type { Objective } from '../math/newton.ts';
import type { Cells } from './cells.ts';
import { addRateTerms, timeTables, type TimeTables } from './rate-terms.ts';

/** After which purchases a customer may leave: 0 after repeat purchases, 1 after the first too. */
export type Chances = 0 | 1;

/**
 * The log-likelihood of bg-nbd (chances 0) and mbg-nbd (chances 1) as a function of the logarithms
 * of r, alpha, a and b, with its derivatives.
 *
 * A customer had k = x + chances purchases to leave after, and adds to the terms of the rate
 * ln B(a,b+k)/B(a,b) and, where k > 0, ln(1 + a/(b+k-1) · ((alpha+T)/(alpha+t_x))^(r+x)).
 *
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 6; for chances 1 Batislam,
 *   Denizel & Filiztekin, Int. J. of Research in Marketing 24 (2007), pp. 201-209
 */
export function betaGeometricObjective(cells: Cells, chances: Chances): Objective {
  return (place) => {
    const [r = NaN, alpha = NaN, a = NaN, b = NaN] = place.map(Math.exp);
    const sums = emptySums(4);
    const tables = timeTables(cells, alpha);
    addRateTerms(sums, cells, tables, r, alpha);
    if (a > 0) {
      addStayed(sums, cells, chances, a, b);
      addLeft(sums, cells, chances, tables, { r, a, b });
    }
    return derivativesOf(sums);
  };
}

/** Add ln B(a,b+k)/B(a,b) = -Σ ln(1 + a/(b+i)), i from 0 to k-1: nobody left before. */
function addStayed(
  sums: DerivativeSums,
  { customers, withMore }: Cells,
  chances: Chances,
  a: number,
  b: number,
): void {
  let [value, byA, byB, byAA, byAB, byBB] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < withMore.length + chances; i++) {
    const count = i < chances ? customers : (withMore[i - chances] as number);
    const shareA = a / (a + b + i);
    const shareB = b / (a + b + i);
    const ofB = b / (b + i);
    value -= count * Math.log1p(a / (b + i));
    byA -= count * shareA;
    byB += count * shareA * ofB;
    byAA -= count * shareA * (1 - shareA);
    byAB += count * shareA * shareB;
    byBB += count * shareA * ofB * (1 - ofB - shareB);
  }
  const { gradient, hessian } = sums;
  sums.value += value;
  gradient[2] = (gradient[2] as number) + byA;
  gradient[3] = (gradient[3] as number) + byB;
  hessian[10] = (hessian[10] as number) + byAA;
  hessian[11] = (hessian[11] as number) + byAB;
  hessian[15] = (hessian[15] as number) + byBB;
}

/** Add ln(1 + e^q), where e^q is how much likelier it is that a customer left than that not. */
function addLeft(
  sums: DerivativeSums,
  { length, x, count, timeOfLast, timeOfEnd }: Cells,
  chances: Chances,
  { logs, shares }: TimeTables,
  { r, a, b }: { readonly r: number; readonly a: number; readonly b: number },
): void {
  const q = emptySums(4);
  q.gradient[2] = 1;
  for (let index = 0; index < length; index++) {
    const purchases = x[index] as number;
    if (purchases + chances === 0) continue;
    const last = timeOfLast[index] as number;
    const end = timeOfEnd[index] as number;
    const shareLast = shares[last] as number;
    const shareEnd = shares[end] as number;
    const log = (logs[end] as number) - (logs[last] as number);
    // In this order: b may be 1e-15, and b + 1 - 1 would not be.
    const before = b + (purchases + chances - 1);
    const shareB = b / before;
    q.value = Math.log(a / before) + (r + purchases) * log;
    q.gradient[0] = r * log;
    q.gradient[1] = -(r + purchases) * (shareEnd - shareLast);
    q.gradient[3] = -shareB;
    q.hessian[0] = r * log;
    q.hessian[1] = -r * (shareEnd - shareLast);
    q.hessian[5] = (r + purchases) * (shareEnd * (1 - shareEnd) - shareLast * (1 - shareLast));
    q.hessian[15] = -shareB * (1 - shareB);
    addSoftplus(sums, q, count[index] as number);
  }
}
