import type { DerivativeSums } from '../math/derivative-sums.ts';
import type { Cells } from './cells.ts';

/** What a fit needs of each distinct time t at a given alpha. */
export interface TimeTables {
  /** ln(1 + t/alpha). */
  readonly logs: Float64Array;
  /** t/(alpha + t), the derivative of that by -ln alpha. */
  readonly shares: Float64Array;
}

/** Tables over the distinct times of the cells. */
export function timeTables({ times }: Cells, alpha: number): TimeTables {
  return {
    logs: times.map((time) => Math.log1p(time / alpha)),
    shares: times.map((time) => time / (alpha + time)),
  };
}

/**
 * Add the part of the log-likelihood that all models of buyers share: purchases at a rate that is
 * gamma-distributed over customers (shape r, rate alpha), nobody leaving:
 * ln Γ(r+x)/Γ(r) + r ln alpha - (r+x) ln(alpha+T), without the factor T^x/x! of the negative
 * binomial, with its derivatives by ln r and ln alpha, the first two variables.
 *
 * Γ(r+x)/Γ(r) is summed as ln(r+i), and ln(alpha+T) - ln alpha is ln(1+T/alpha): differences of
 * large logarithms would lose the digits where r and alpha are large.
 *
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), the first term of equation 6
 */
export function addRateTerms(
  sums: DerivativeSums,
  cells: Cells,
  { logs, shares }: TimeTables,
  r: number,
  alpha: number,
): void {
  let [value, byR, byAlpha, byRR, byRAlpha, byAlphaAlpha] = [0, 0, 0, 0, 0, 0];
  const { withMore, x, count, timeOfEnd } = cells;
  for (let i = 0; i < withMore.length; i++) {
    const customers = withMore[i] as number;
    const share = r / (r + i);
    value += customers * Math.log((r + i) / alpha);
    byR += customers * share;
    byRR += customers * share * (1 - share);
  }
  for (let index = 0; index < cells.length; index++) {
    const customers = count[index] as number;
    const purchases = x[index] as number;
    const end = timeOfEnd[index] as number;
    const log = logs[end] as number;
    const share = shares[end] as number;
    value -= customers * (r + purchases) * log;
    byR -= customers * r * log;
    byRR -= customers * r * log;
    byRAlpha += customers * r * share;
    byAlpha += customers * ((r + purchases) * share - purchases);
    byAlphaAlpha -= customers * (r + purchases) * share * (1 - share);
  }
  const { gradient, hessian } = sums;
  const size = gradient.length;
  sums.value += value;
  gradient[0] = (gradient[0] as number) + byR;
  gradient[1] = (gradient[1] as number) + byAlpha;
  hessian[0] = (hessian[0] as number) + byRR;
  hessian[1] = (hessian[1] as number) + byRAlpha;
  hessian[size + 1] = (hessian[size + 1] as number) + byAlphaAlpha;
}
