import type { Derivatives } from './newton.ts';

/** A function of n variables with its first and second derivatives, to be added up in place. */
export interface DerivativeSums {
  value: number;
  readonly gradient: Float64Array;
  /** n × n, row by row; only the places (i, j) with i at most j are used. */
  readonly hessian: Float64Array;
}

/** Sums of nothing. */
export function emptySums(variables: number): DerivativeSums {
  return {
    value: 0,
    gradient: new Float64Array(variables),
    hessian: new Float64Array(variables * variables),
  };
}

/**
 * Add the derivatives of weight · f(q), where q is a function of the variables whose derivatives
 * are known; not the value.
 *
 * @param slope f'(q)
 * @param curvature f''(q)
 */
export function addChained(
  sums: DerivativeSums,
  q: DerivativeSums,
  weight: number,
  slope: number,
  curvature: number,
): void {
  const { gradient, hessian } = sums;
  const [first, second] = [weight * slope, weight * curvature];
  const size = gradient.length;
  for (let i = 0; i < size; i++) {
    const byI = q.gradient[i] as number;
    gradient[i] = (gradient[i] as number) + first * byI;
    for (let j = i; j < size; j++) {
      const at = i * size + j;
      hessian[at] =
        (hessian[at] as number) +
        first * (q.hessian[at] as number) +
        second * byI * (q.gradient[j] as number);
    }
  }
}

/** The sums as a place on a function to maximise. */
export function derivativesOf({ value, gradient, hessian }: DerivativeSums): Derivatives {
  const size = gradient.length;
  const at = (i: number, j: number) => hessian[Math.min(i, j) * size + Math.max(i, j)] as number;
  const places = Array.from(gradient.keys());
  return {
    value,
    gradient: [...gradient],
    hessian: places.map((i) => places.map((j) => at(i, j))),
  };
}

/**
 * Add weight · ln(1 + e^q) with its derivatives: the logarithm of a sum of two likelihoods, of
 * which q is the log-ratio.
 */
export function addSoftplus(sums: DerivativeSums, q: DerivativeSums, weight: number): void {
  // e^-|q| cannot overflow.
  const small = Math.exp(-Math.abs(q.value));
  const share = q.value > 0 ? 1 / (1 + small) : small / (1 + small);
  sums.value += weight * (Math.max(q.value, 0) + Math.log1p(small));
  if (share > 0) addChained(sums, q, weight, share, small / ((1 + small) * (1 + small)));
}

/** Set all to 0. */
export function clear(sums: DerivativeSums): void {
  sums.value = 0;
  sums.gradient.fill(0);
  sums.hessian.fill(0);
}
