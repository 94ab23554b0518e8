import { purchasesAtLeast } from './arrivals.ts';
import type { Chances } from './beta-geometric.ts';
import { betaNodes, type BetaNodes } from './beta-nodes.ts';
import { probabilityAgainst, type BuyingProcess } from './buying-process.ts';

/** Of bg-nbd and mbg-nbd: purchase rates are gamma (r, alpha), chances to leave beta (a, b). */
export interface BetaGeometricParameters {
  readonly r: number;
  readonly alpha: number;
  /** 0 where nobody leaves. */
  readonly a: number;
  readonly b: number;
}

/**
 * What bg-nbd (chances 0) or mbg-nbd (chances 1) says of customers after T.
 *
 * Of a customer who is alive at T the rate is Gamma(r+x, alpha+T), and the probability p to leave
 * after a purchase is Beta(a, b+x+chances). With a given p, E[purchases in t] is
 * (1 - (1 + p t/(alpha+T))^-(r+x))/p; the rest is a mean over p.
 *
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 10, before the mean over p is
 *   written with 2F1, and their note "Computing P(alive) Using the BG/NBD Model" (2008)
 */
export function betaGeometricProcess(
  { r, alpha, a, b }: BetaGeometricParameters,
  chances: Chances,
): BuyingProcess {
  const ofPurchases = new Map<number, BetaNodes>();
  const nodesOf = (x: number) => {
    const nodes = ofPurchases.get(x) ?? betaNodes(a, b + x + chances);
    ofPurchases.set(x, nodes);
    return nodes;
  };
  return {
    alive({ x, t_x, T }) {
      if (a === 0 || x + chances === 0) return 1;
      const odds = Math.log(a / (b + (x + chances - 1)));
      return probabilityAgainst(odds + (r + x) * Math.log1p((T - t_x) / (alpha + t_x)));
    },
    active(x, T) {
      const [shape, rate, stays] = [r + x, alpha + T, b + x + chances];
      const nodes = nodesOf(x);
      return {
        scale: rate / shape,
        purchases: (t) => meanOf(nodes, (p) => purchasesAt(p, shape, t / rate)),
        pairs: (t) => meanOf(nodes, (p, rest) => rest * pairsAt(p, shape, t / rate)),
        *atLeast(t) {
          let stayed = 1;
          let n = 0;
          for (const tail of purchasesAtLeast(shape, rate, t)) {
            yield stayed * tail;
            // To buy once more, the customer must not have left after the purchase before.
            stayed *= (stays + n) / (a + stays + n);
            n++;
          }
        },
      };
    },
  };
}

function meanOf({ p, rest, weight }: BetaNodes, f: (p: number, rest: number) => number): number {
  let total = 0;
  for (let index = 0; index < p.length; index++) {
    total += (weight[index] as number) * f(p[index] as number, rest[index] as number);
  }
  return total;
}

/** (1 - (1 + pv)^-m)/p, which is m v where p is 0. */
function purchasesAt(p: number, m: number, v: number): number {
  return p < 1e-290 ? m * v : -Math.expm1(-m * Math.log1p(p * v)) / p;
}

/** 2/p² · (1 - (1 + z)^-m - m z (1 + z)^-(m+1)) with z = pv, which is m(m+1)v² where p is 0. */
function pairsAt(p: number, m: number, v: number): number {
  const z = p * v;
  if ((m + 5) * z < 1e-2) {
    // The terms of the difference cancel; these are of its series in z.
    const k = m + 2;
    const inner = 1 / 4 - (k + 2) * z * (1 / 15 - ((k + 3) * z) / 72);
    return m * (m + 1) * v * v * (1 - k * z * (2 / 3 - (k + 1) * z * inner));
  }
  const log = Math.log1p(z);
  const bracket = -Math.expm1(-m * log) - m * z * Math.exp(-(m + 1) * log);
  return (2 * bracket) / (p * p);
}
