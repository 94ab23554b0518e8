import { gaussLegendre, type QuadratureRule } from '../math/quadrature.ts';

/** Of pareto-nbd: purchase rates are gamma (shape r, rate alpha), rates of leaving (s, beta). */
export interface ParetoParameters {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** Moments after the last purchase, and what the integral over the moment of leaving gives each. */
export interface Moments {
  /** How many of the places below are used. */
  count: number;
  readonly after: Float64Array;
  readonly weight: Float64Array;
  /** ln((alpha+t_x+u)/(alpha+t_x)), and the same with beta. */
  readonly logBuying: Float64Array;
  readonly logLeaving: Float64Array;
}

/** 48 nodes are within 5e-13 over the whole domain of parameters. */
const mostNodes = 48;

/** So many are within 1e-14 where the integrand varies by less than e^8 over a range of e^2.4. */
const fewNodes = 16;

/** Where the integrand is below e^-38 of its start, it adds nothing. */
const negligible = 38;

let rules: { readonly few: QuadratureRule; readonly most: QuadratureRule } | undefined;

/** Room for the moments of one customer after another. */
export function roomForMoments(): Moments {
  const [after, weight, logBuying, logLeaving] = [0, 1, 2, 3].map(
    () => new Float64Array(mostNodes),
  );
  return { count: 0, after, weight, logBuying, logLeaving } as Moments;
}

/**
 * Set the moments of a customer: Gauss and Legendre in ln(t_x + m + u), with m the smaller of alpha
 * and beta, over the u after t_x where the integrand counts. Weights are relative to u = 0.
 *
 * @returns the sum of the weights
 */
export function setMoments(
  room: Moments,
  { r, alpha, s, beta }: ParetoParameters,
  x: number,
  t_x: number,
  T: number,
): number {
  rules ??= { few: gaussLegendre(fewNodes), most: gaussLegendre(mostNodes) };
  const { after, weight, logBuying, logLeaving } = room;
  const start = t_x + Math.min(alpha, beta);
  const [buying, leaving] = [alpha + t_x, beta + t_x];
  const fall = ((r + x) * start) / buying + ((s + 1) * start) / leaving - 1;
  const whole = Math.log1p((T - t_x) / start);
  const half = (fall > 0 ? Math.min(whole, negligible / fall) : whole) / 2;
  const isFlat = half < 1.2 && (r + x + s + 2) * 2 * half < 8;
  const { nodes, weights } = isFlat ? rules.few : rules.most;
  room.count = nodes.length;
  let total = 0;
  for (let index = 0; index < nodes.length; index++) {
    const u = start * Math.expm1(half * (1 + (nodes[index] as number)));
    const log = Math.log1p(u / buying);
    const logLeft = Math.log1p(u / leaving);
    const value =
      half *
      (weights[index] as number) *
      Math.exp(-(r + x) * log - s * logLeft) *
      ((start + u) / (leaving + u));
    after[index] = u;
    logBuying[index] = log;
    logLeaving[index] = logLeft;
    weight[index] = value;
    total += value;
  }
  return total;
}

/** The logarithm of the integrand at t_x, times s, without the 1/(beta+t) in the weights. */
export function logAtLast(
  { r, alpha, s, beta }: ParetoParameters,
  x: number,
  t_x: number,
  T: number,
): number {
  const rest = T - t_x;
  return (
    Math.log(s) + (r + x) * Math.log1p(rest / (alpha + t_x)) + s * Math.log1p(rest / (beta + t_x))
  );
}

/**
 * The logarithm of how much likelier it is that a customer of pareto-nbd left between t_x and T
 * than that the customer is still there:
 * s ∫ ((alpha+T)/(alpha+t))^(r+x) ((beta+T)/(beta+t))^s dt/(beta+t).
 *
 * @see Fader & Hardie, "A Note on Deriving the Pareto/NBD Model and Related Expressions" (2005),
 *   note 009, the integral of A₀ before it is written with 2F1
 */
export function logOddsOfLeft(
  parameters: ParetoParameters,
  x: number,
  t_x: number,
  T: number,
): number {
  if (parameters.s === 0 || t_x === T) return -Infinity;
  const total = setMoments(roomForMoments(), parameters, x, t_x, T);
  return logAtLast(parameters, x, t_x, T) + Math.log(total);
}
