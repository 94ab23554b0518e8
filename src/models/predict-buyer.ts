import { gaussLegendre, halfLineIntegral, type QuadratureRule } from '../math/quadrature.ts';
import { betaGeometricProcess } from './beta-geometric-process.ts';
import { assertBuyer, type Buyer } from './buyer.ts';
import { buyerForm } from './buyer-form.ts';
import type { BuyerModel } from './buyer-model.ts';
import { lift, variablesAt } from './form.ts';
import { computedOnce, type Future, type BuyingProcess } from './buying-process.ts';
import { paretoProcess } from './pareto-process.ts';
import {
  assertNotNegative,
  assertShare,
  firstOf,
  outcomeInterval,
  type Prediction,
} from './prediction.ts';

/** How far ahead to look, and how. */
export interface Outlook {
  /** How long after T, in the time unit of the data, at least 0. */
  readonly horizon: number;
  /**
   * The continuous rate at which purchases are discounted, per time unit of the data, at least 0;
   * 0 where it is absent. Of a rate d per year and weeks it is ln(1 + d)/52.1775.
   */
  readonly delta?: number;
  /** A share of the outcomes, such as 0.9, to give the interval of; absent, there is none. */
  readonly interval?: number;
}

/** The mean length of a year in weeks, 365.2425 days. */
export const weeksPerYear = 365.2425 / 7;

/** A customer who has just made the first purchase. */
export const newBuyer: Buyer = { x: 0, t_x: 0, T: 0 };

/**
 * A function that predicts one customer after another with a fitted model of buyers, and computes
 * what customers have in common once.
 *
 * The outcomes of `interval` and `variance` are those of one customer under the model; parameters
 * are taken as known. Of a new customer ({@link newBuyer}) the first purchase is not counted.
 *
 * @throws RangeError when a parameter of the model, the outlook or the buyer is outside its domain
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 10; Fader & Hardie,
 *   note 009 (2005), equation 41
 */
export function predictor(model: BuyerModel, outlook: Outlook): (buyer: Buyer) => Prediction {
  const { horizon, delta = 0, interval } = outlook;
  assertNotNegative('horizon', horizon);
  assertNotNegative('delta', delta);
  if (interval !== undefined) assertShare('interval', interval);
  const buying = processOf(model);
  const ahead = computedOnce((x, T) => {
    const future = buying.active(x, T);
    return {
      purchases: future.purchases(horizon),
      discounted: discountedPurchases(future, horizon, delta),
      buys: horizon === 0 ? 0 : firstOf(future.atLeast(horizon)),
      pairs: future.pairs(horizon),
    };
  });
  return (buyer) => {
    const alive = buying.alive(buyer);
    const active = ahead(buyer.x, buyer.T);
    const purchases = alive * active.purchases;
    const prediction = {
      alive,
      purchases,
      discounted: alive * active.discounted,
      buys: alive * active.buys,
      variance: Math.max(0, alive * active.pairs + purchases - purchases * purchases),
    };
    if (interval === undefined) return prediction;
    const tails = horizon === 0 ? [] : atLeast(buying, buyer, horizon);
    return { ...prediction, interval: outcomeInterval(tails, interval) };
  };
}

/**
 * Expected purchases of a customer after T for ever, discounted: DERT.
 *
 * @param delta the continuous rate per time unit of the data, above 0
 * @throws RangeError when an argument is outside its domain
 * @see Fader, Hardie & Lee, "RFM and CLV", J. Marketing Research 42 (2005), pp. 415-430, for
 *   pareto-nbd before its integral is written with the confluent hypergeometric function
 * @example lifetimePurchases({ model: 'pareto-nbd', parameters: { r: 0.5629966, alpha: 12.559037, s: 0.4081095, beta: 10.5148048 } }, { x: 7, t_x: 35, T: 77.86 }, 0.0027) // 1.8641833281
 */
export function lifetimePurchases(model: BuyerModel, buyer: Buyer, delta: number): number {
  return lifetimePredictor(model, delta)(buyer).discounted;
}

/** What a model expects of a customer without an end. */
export type LifetimePrediction = Pick<Prediction, 'alive' | 'discounted'>;

/**
 * The same for one customer after another, beside the probability that the customer is active.
 *
 * @throws RangeError when an argument is outside its domain, or the function's buyer is
 */
export function lifetimePredictor(
  model: BuyerModel,
  delta: number,
): (buyer: Buyer) => LifetimePrediction {
  if (!(delta > 0 && delta < Infinity)) {
    throw new RangeError(`delta must be above 0, got ${delta}`);
  }
  const buying = processOf(model);
  const ahead = computedOnce((x, T) => {
    const { purchases } = buying.active(x, T);
    return halfLineIntegral((y) => Math.exp(-y) * purchases(y / delta));
  });
  return (buyer) => {
    const alive = buying.alive(buyer);
    return { alive, discounted: alive * ahead(buyer.x, buyer.T) };
  };
}

/**
 * The probability of exactly n purchases of a customer within a time after T.
 *
 * @param n a whole number from 0
 * @param t at least 0, in the time unit of the data
 * @throws RangeError when an argument is outside its domain
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 8, for a new customer of bg-nbd
 * @example purchaseProbability({ model: 'bg-nbd', parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } }, newBuyer, 0, 39) // 0.5737864
 */
export function purchaseProbability(model: BuyerModel, buyer: Buyer, n: number, t: number): number {
  if (!(Number.isInteger(n) && n >= 0)) {
    throw new RangeError(`n must be a whole number from 0, got ${n}`);
  }
  assertNotNegative('t', t);
  const tails = atLeast(processOf(model), buyer, t);
  if (t === 0) return n === 0 ? 1 : 0;
  let before = 1;
  let count = 0;
  for (const tail of tails) {
    if (count === n) return Math.max(0, before - tail);
    before = tail;
    count++;
  }
  return 0;
}

/** The probabilities of at least 1, 2, 3 … purchases of a customer within t, t above 0. */
export function* atLeast(
  { alive, active }: BuyingProcess,
  buyer: Buyer,
  t: number,
): Generator<number, void> {
  const chance = alive(buyer);
  for (const tail of active(buyer.x, buyer.T).atLeast(t)) yield chance * tail;
}

/** What a model says of customers; `alive` refuses a buyer who cannot be one. */
export function processOf({ model, parameters, limit }: BuyerModel): BuyingProcess {
  const form = buyerForm(model, limit);
  const logs = lift(form.affine, variablesAt(form.affine, parameters));
  const [r = NaN, alpha = NaN, one = NaN, other = NaN] = logs.map(Math.exp);
  const buying =
    form.chances === undefined
      ? paretoProcess({ r, alpha, s: one, beta: other })
      : betaGeometricProcess({ r, alpha, a: one, b: other }, form.chances);
  return {
    ...buying,
    alive(buyer) {
      assertBuyer(buyer);
      return buying.alive(buyer);
    },
  };
}

let legendre: QuadratureRule | undefined;

/**
 * Purchases within t, each discounted from its moment: e^(-δt) E(t) + δ ∫ e^(-δu) E(u) du over
 * 0 to t, by parts of ∫ e^(-δu) dE(u); by Gauss and Legendre in ln(u + scale), up to where
 * e^(-δu) is nothing.
 */
export function discountedPurchases(
  { purchases, scale }: Future,
  t: number,
  delta: number,
): number {
  if (delta === 0) return purchases(t);
  legendre ??= gaussLegendre(32);
  const half = Math.log1p(Math.min(t, 40 / delta) / scale) / 2;
  let integral = 0;
  for (const [index, node] of legendre.nodes.entries()) {
    const u = scale * Math.expm1(half * (1 + node));
    const width = half * (legendre.weights[index] as number) * (scale + u);
    integral += width * Math.exp(-delta * u) * purchases(u);
  }
  return Math.exp(-delta * t) * purchases(t) + delta * integral;
}
