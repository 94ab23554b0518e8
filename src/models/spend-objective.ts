import { addChained, clear, derivativesOf, emptySums } from '../math/derivative-sums.ts';
import { digamma, logBeta, trigamma } from '../math/gamma.ts';
import type { Objective } from '../math/newton.ts';

/** Customers with so many repeat purchases and such a mean amount, both above 0. */
interface Spent {
  readonly x: number;
  readonly spend: number;
  readonly count: number;
}

/**
 * The log-likelihood of mean amounts z as a function of ln p, ln q and ln gamma, with derivatives.
 *
 * A customer adds -ln B(px, q) - px ln(1 + gamma/(xz)) - q ln(1 + xz/gamma) - ln z, which is
 * equation 1a of Fader & Hardie, note 025 (2013), without large logarithms that cancel.
 */
export function spendObjective(rows: readonly Spent[]): Objective {
  const counts = new Map<number, number>();
  for (const { x, count } of rows) counts.set(x, (counts.get(x) ?? 0) + count);
  return (place) => {
    const [p = NaN, q = NaN, gamma = NaN] = place.map(Math.exp);
    const sums = emptySums(3);
    const term = emptySums(3);
    const { gradient, hessian } = term;
    for (const [x, count] of counts) {
      const shape = p * x;
      const [first, second] = [digamma(shape + q), trigamma(shape + q)];
      clear(term);
      sums.value -= count * logBeta(shape, q);
      gradient[0] = shape * (first - digamma(shape));
      gradient[1] = q * (first - digamma(q));
      hessian[0] = gradient[0] + shape * shape * (second - trigamma(shape));
      hessian[1] = shape * q * second;
      hessian[4] = gradient[1] + q * q * (second - trigamma(q));
      addChained(sums, term, count, 1, 0);
    }
    clear(term);
    for (const { x, spend, count } of rows) {
      const shape = p * x;
      const ratio = (x * spend) / gamma;
      const [log, logInverse] = [Math.log1p(ratio), Math.log1p(1 / ratio)];
      const share = 1 / (1 + ratio);
      const rest = ratio / (1 + ratio);
      sums.value -= count * (shape * logInverse + q * log + Math.log(spend));
      gradient[0] = hessian[0] = -shape * logInverse;
      gradient[1] = hessian[4] = -q * log;
      gradient[2] = q * rest - shape * share;
      hessian[2] = -shape * share;
      hessian[5] = q * rest;
      hessian[8] = -(shape + q) * share * rest;
      addChained(sums, term, count, 1, 0);
    }
    return derivativesOf(sums);
  };
}
