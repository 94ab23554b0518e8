import { gaussLegendre, type QuadratureRule } from '../math/quadrature.ts';
import { purchasesAtLeast } from './arrivals.ts';
import { logOddsOfLeft, type ParetoParameters } from './departure.ts';
import { probabilityAgainst, type BuyingProcess } from './buying-process.ts';

/**
 * What pareto-nbd says of customers after T.
 *
 * Of a customer who is alive at T the rate of purchases is Gamma(r+x, alpha+T) and the rate of
 * leaving Gamma(s, beta+T), so that (B/(B+u))^s is the probability to stay u longer, B = beta+T.
 *
 * Moments and the distribution of purchases are means over the moment of leaving.
 *
 * @see Fader & Hardie, note 009 (2005), equations 27 and 41; note 015 (2014), "Additional Results
 *   for the Pareto/NBD Model", equation 18, for P(alive)
 */
export function paretoProcess(parameters: ParetoParameters): BuyingProcess {
  const { r, alpha, s, beta } = parameters;
  return {
    alive: ({ x, t_x, T }) => probabilityAgainst(logOddsOfLeft(parameters, x, t_x, T)),
    active(x, T) {
      const [shape, rate, base] = [r + x, alpha + T, beta + T];
      return {
        scale: base / (s + 1),
        purchases: (t) => (shape / rate) * base * growth(1 - s, Math.log1p(t / base)),
        pairs(t) {
          const squares = leavingMoments(s, base, base, t).reduce(
            (sum, { after, weight }) => sum + weight * after * after,
            0,
          );
          return (shape / rate) * ((shape + 1) / rate) * squares;
        },
        *atLeast(t) {
          const moments = leavingMoments(s, base, rate / shape, t);
          const tails = moments.map(({ after }) => purchasesAtLeast(shape, rate, after));
          for (;;) {
            const terms = moments.map(({ weight }, k) => weight * (tails[k]?.next().value ?? 0));
            yield terms.reduce((sum, term) => sum + term, 0);
          }
        },
      };
    },
  };
}

/** The integral of e^(ku) over u from 0 to length. */
function growth(k: number, length: number): number {
  return k === 0 ? length : Math.expm1(k * length) / k;
}

let legendre: QuadratureRule | undefined;

/** How long a customer stays within t, as moments with weights; the last is t, to stay all along. */
function leavingMoments(
  s: number,
  base: number,
  gap: number,
  t: number,
): { after: number; weight: number }[] {
  const stays = { after: t, weight: Math.exp(-s * Math.log1p(t / base)) };
  if (s === 0) return [stays];
  legendre ??= gaussLegendre(96);
  const { nodes, weights } = legendre;
  // In ln(u + scale), up to where nobody is left.
  const scale = Math.min(gap, base / (s + 1));
  const half = Math.log1p(Math.min(t, base * Math.expm1(40 / s)) / scale) / 2;
  const leaves = Array.from(nodes, (node, index) => {
    const after = scale * Math.expm1(half * (1 + node));
    const density = (s / (base + after)) * Math.exp(-s * Math.log1p(after / base));
    return { after, weight: half * (weights[index] as number) * density * (scale + after) };
  });
  return [...leaves, stays];
}
