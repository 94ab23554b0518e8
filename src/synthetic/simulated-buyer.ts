import type { Random } from '../math/random.ts';
import { exponentialDraw, gammaDraw } from '../math/variate.ts';

/**
 * How the customers of a shop buy, in the letters of the papers, with weeks as the unit of time.
 *
 * Customers buy at a rate of their own, gamma distributed with shape r and rate alpha, until they
 * leave, at a rate of their own with shape s and rate beta: Pareto/NBD. The amounts of a customer
 * are gamma distributed with shape p and a rate of the customer's own, with shape q and rate gamma.
 * Each shape is a multiple of one half.
 *
 * @see Schmittlein, Morrison & Colombo, "Counting Your Customers", Management Science 33 (1987)
 * @see Fader & Hardie, "The Gamma-Gamma Model of Monetary Value" (2013), note 025
 */
export interface Buying {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** One customer, from the first purchase on. */
export interface SimulatedBuyer {
  /** Weeks from the first purchase to each one within the span: 0, and those that follow. */
  readonly weeks: readonly number[];
  /** What a purchase costs: each call draws another amount. */
  amount(this: void, random: Random): number;
}

/**
 * Draw a customer.
 *
 * @param span how many weeks from the first purchase on are seen
 */
export function drawBuyer(random: Random, buying: Buying, span: number): SimulatedBuyer {
  const { r, alpha, s, beta, p, q, gamma } = buying;
  const rate = gammaDraw(random, r) / alpha;
  const leaving = gammaDraw(random, s) / beta;
  const spending = gammaDraw(random, q) / gamma;
  const end = Math.min(span, exponentialDraw(random) / leaving);
  const weeks: number[] = [];
  for (let at = 0; at < end; at += exponentialDraw(random) / rate) weeks.push(at);
  return { weeks, amount: (other) => gammaDraw(other, p) / spending };
}
