import {
  addChained,
  addSoftplus,
  clear,
  derivativesOf,
  emptySums,
  type DerivativeSums,
} from '../math/derivative-sums.ts';
import type { Objective } from '../math/newton.ts';
import type { Cells } from './cells.ts';
import {
  logAtLast,
  roomForMoments,
  setMoments,
  type Moments,
  type ParetoParameters,
} from './departure.ts';
import { addRateTerms, timeTables } from './rate-terms.ts';

/**
 * The log-likelihood of pareto-nbd as a function of the logarithms of r, alpha, s and beta, with
 * its derivatives.
 *
 * A customer adds to the terms of the rate -s ln(1+T/beta), the logarithm of the probability to
 * be still there, and ln(1 + e^q), where e^q is how much likelier it is that the customer left.
 *
 * @see Schmittlein, Morrison & Colombo, Management Science 33 (1987); Fader & Hardie, note 009
 *   (2005), the likelihood as an integral over the moment of leaving
 */
export function paretoObjective(cells: Cells): Objective {
  return (place) => {
    const [r = NaN, alpha = NaN, s = NaN, beta = NaN] = place.map(Math.exp);
    const sums = emptySums(4);
    addRateTerms(sums, cells, timeTables(cells, alpha), r, alpha);
    if (s > 0) {
      addStayed(sums, cells, s, beta);
      addLeft(sums, cells, { r, alpha, s, beta });
    }
    return derivativesOf(sums);
  };
}

/** Add -s ln(1 + T/beta). */
function addStayed(sums: DerivativeSums, cells: Cells, s: number, beta: number): void {
  const { logs, shares } = timeTables(cells, beta);
  let [byS, byBeta, byBetaBeta] = [0, 0, 0];
  for (let index = 0; index < cells.length; index++) {
    const end = cells.timeOfEnd[index] as number;
    const weight = s * (cells.count[index] as number);
    const share = shares[end] as number;
    byS -= weight * (logs[end] as number);
    byBeta += weight * share;
    byBetaBeta -= weight * share * (1 - share);
  }
  const { gradient, hessian } = sums;
  sums.value += byS;
  gradient[2] = (gradient[2] as number) + byS;
  gradient[3] = (gradient[3] as number) + byBeta;
  hessian[10] = (hessian[10] as number) + byS;
  hessian[11] = (hessian[11] as number) + byBeta;
  hessian[15] = (hessian[15] as number) + byBetaBeta;
}

/** Room for the terms of one customer after another. */
interface Room extends Moments {
  readonly mixture: DerivativeSums;
  readonly term: DerivativeSums;
}

/** Add ln(1 + e^q) of all customers whose last purchase was before the end. */
function addLeft(sums: DerivativeSums, cells: Cells, parameters: ParetoParameters): void {
  const q = emptySums(4);
  const room = { ...roomForMoments(), mixture: emptySums(4), term: emptySums(4) };
  for (let index = 0; index < cells.length; index++) {
    const x = cells.x[index] as number;
    const t_x = cells.t_x[index] as number;
    const T = cells.T[index] as number;
    if (t_x === T) continue;
    setLogOdds(q, room, parameters, x, t_x, T);
    addSoftplus(sums, q, cells.count[index] as number);
  }
}

/**
 * Set q to ln of the integral over the moment of leaving. Its derivatives are means, under the
 * integrand, of the derivatives of the integrand's logarithm, and their covariances.
 */
function setLogOdds(
  q: DerivativeSums,
  room: Room,
  parameters: ParetoParameters,
  x: number,
  t_x: number,
  T: number,
): void {
  const { r, alpha, s, beta } = parameters;
  const total = setMoments(room, parameters, x, t_x, T);
  const [shareEnd, leftEnd] = [T / (alpha + T), T / (beta + T)];
  const logEnd = Math.log1p((T - t_x) / (alpha + t_x));
  const logLeftEnd = Math.log1p((T - t_x) / (beta + t_x));
  const { mixture, term } = room;
  const { gradient, hessian } = term;
  clear(mixture);
  for (let index = 0; index < room.count; index++) {
    const t = t_x + (room.after[index] as number);
    const share = t / (alpha + t);
    const left = t / (beta + t);
    const log = r * (logEnd - (room.logBuying[index] as number));
    const logLeft = s * (logLeftEnd - (room.logLeaving[index] as number));
    gradient[0] = hessian[0] = log;
    gradient[1] = -(r + x) * (shareEnd - share);
    gradient[2] = 1 + logLeft;
    gradient[3] = -s * (leftEnd - left) - (1 - left);
    hessian[1] = -r * (shareEnd - share);
    hessian[5] = (r + x) * (shareEnd * (1 - shareEnd) - share * (1 - share));
    hessian[10] = logLeft;
    hessian[11] = -s * (leftEnd - left);
    hessian[15] = s * (leftEnd * (1 - leftEnd) - left * (1 - left)) - left * (1 - left);
    addChained(mixture, term, (room.weight[index] as number) / total, 1, 1);
  }
  clear(q);
  q.value = logAtLast(parameters, x, t_x, T) + Math.log(total);
  // ln of a mean of e^f: the mean of f'' plus the variance of f'.
  addChained(q, mixture, 1, 1, -1);
}
