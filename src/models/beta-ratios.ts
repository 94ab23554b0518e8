import type { DerivativeSums } from '../math/derivative-sums.ts';

/** Σ ln(θ+i), Σ 1/(θ+i) and Σ 1/(θ+i)² for i below n, by n. */
interface Rising {
  readonly log: Float64Array;
  readonly inverse: Float64Array;
  readonly square: Float64Array;
}

/** A beta distribution of chances, for rows of successes and failures. */
export interface BetaRatios {
  readonly a: number;
  readonly b: number;
  readonly successes: Rising;
  readonly failures: Rising;
  readonly trials: Rising;
}

/** What is needed of Beta(a, b) for rows of up to so many trials. */
export function betaRatios(a: number, b: number, most: number): BetaRatios {
  return {
    a,
    b,
    successes: rising(a, most),
    failures: rising(b, most),
    trials: rising(a + b, most),
  };
}

function rising(start: number, most: number): Rising {
  const log = new Float64Array(most + 1);
  const inverse = new Float64Array(most + 1);
  const square = new Float64Array(most + 1);
  for (let i = 0; i < most; i++) {
    const value = start + i;
    log[i + 1] = (log[i] as number) + Math.log(value);
    inverse[i + 1] = (inverse[i] as number) + 1 / value;
    square[i + 1] = (square[i] as number) + 1 / (value * value);
  }
  return { log, inverse, square };
}

/**
 * ln B(a+j, b+k)/B(a, b): the logarithm of the probability of a given row of j successes and k
 * failures. As sums of logarithms, for differences of ln B lose the digits where a and b are large.
 */
export function logRatio(
  { successes, failures, trials }: BetaRatios,
  j: number,
  k: number,
): number {
  return (successes.log[j] as number) + (failures.log[k] as number) - (trials.log[j + k] as number);
}

/** Add that logarithm, with its derivatives by ln a and ln b, the variables `first` and the next. */
export function addLogRatio(
  term: DerivativeSums,
  first: number,
  ratios: BetaRatios,
  j: number,
  k: number,
): void {
  const { a, b, successes, failures, trials } = ratios;
  const { gradient, hessian } = term;
  const inverse = trials.inverse[j + k] as number;
  const square = trials.square[j + k] as number;
  const byA = a * ((successes.inverse[j] as number) - inverse);
  const byB = b * ((failures.inverse[k] as number) - inverse);
  const corner = first * (gradient.length + 1);
  term.value += logRatio(ratios, j, k);
  gradient[first] = (gradient[first] as number) + byA;
  gradient[first + 1] = (gradient[first + 1] as number) + byB;
  hessian[corner] =
    (hessian[corner] as number) + byA - a * a * ((successes.square[j] as number) - square);
  hessian[corner + 1] = (hessian[corner + 1] as number) + a * b * square;
  const next = corner + gradient.length + 1;
  hessian[next] =
    (hessian[next] as number) + byB - b * b * ((failures.square[k] as number) - square);
}
