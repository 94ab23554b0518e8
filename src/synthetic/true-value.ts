import { halfLineIntegral } from '../math/quadrature.ts';
import { roundedTo } from '../math/round.ts';
import type { Buying } from './simulated-buyer.ts';

/** The digits that every machine computes alike: the same seed must give the same bytes. */
const digits = (value: number) => roundedTo(10, value);

/** How often an order is paid back: shares of all orders. */
export interface Refunds {
  /** Paid back in full: such an order is no purchase. */
  readonly full: number;
  /** Paid back in part, half of the amount on average. */
  readonly partial: number;
}

/** What is true of a new customer, refunds taken off: what a model that was fitted well would say. */
export interface TrueValue {
  readonly years: number;
  /** Purchases within that time that are not wholly paid back, the first included. */
  readonly purchases: number;
  /** What they bring, undiscounted and before other costs: money. */
  readonly value: number;
}

const weeksPerYear = 365.2425 / 7;

/**
 * The true value of a new customer from the first purchase that is kept.
 *
 * A customer of rate λ who leaves at rate μ keeps a share k of the orders. There is a first kept one
 * with probability w = k (λ+μ)/(k λ+μ), since w = k + (1-k) λ/(λ+μ) w, and from then on the customer
 * is as at the start: k λ (1-e^(-μt))/μ more are kept within t. Both are taken over the rates, gamma
 * distributed (Pareto/NBD). What a purchase brings is independent of them.
 */
export function trueValue(buying: Buying, refunds: Refunds, years: number): TrueValue {
  const { r, alpha, s, beta, p, q, gamma } = buying;
  const kept = 1 - refunds.full;
  const weeks = years * weeksPerYear;
  const overRates = (f: (rate: number, leaving: number) => number) =>
    halfLineIntegral(
      (x) =>
        x ** (r - 1) *
        Math.exp(-x) *
        halfLineIntegral((y) => y ** (s - 1) * Math.exp(-y) * f(x / alpha, y / beta)),
    );
  const hasFirst = (rate: number, leaving: number) =>
    (kept * (rate + leaving)) / (kept * rate + leaving);
  const repeats =
    overRates(
      (rate, leaving) =>
        hasFirst(rate, leaving) * kept * rate * (-Math.expm1(-leaving * weeks) / leaving),
    ) / overRates(hasFirst);
  const amount = ((p * gamma) / (q - 1)) * (1 - refunds.partial / 2 / kept);
  return { years, purchases: digits(1 + repeats), value: digits((1 + repeats) * amount) };
}
