import { betaNodes } from './beta-nodes.ts';
import { lift, variablesAt } from './form.ts';
import { sbgForm, type SbgModel } from './sbg.ts';

/**
 * The share of new customers that is still there after so many renewals, S(t).
 *
 * @param period renewals, a whole number from 0
 * @throws RangeError when an argument is outside its domain
 * @see Fader & Hardie, J. Interactive Marketing 21 (2007), equation 6
 * @example survival({ model: 'sbg', parameters: { a: 0.668, b: 3.806 } }, 12) // 0.378
 */
export function survival(model: SbgModel, period: number): number {
  const { a, b } = shapesOf(model);
  assertPeriod(period);
  let log = 0;
  for (let i = 0; i < period; i++) log -= Math.log1p(a / (b + i));
  return Math.exp(log);
}

/**
 * The share of the customers who are there after t-1 renewals that renews once more, r(t).
 *
 * @param period t, a whole number from 1
 * @throws RangeError when an argument is outside its domain
 * @see Fader & Hardie, J. Interactive Marketing 21 (2007), equation 8
 * @example retentionRate({ model: 'sbg', parameters: { a: 1, b: 2 } }, 3) // 0.8
 */
export function retentionRate(model: SbgModel, period: number): number {
  const { a, b } = shapesOf(model);
  assertPeriod(period);
  if (period === 0) throw new RangeError('period must be a whole number from 1, got 0');
  return (b + period - 1) / (a + b + period - 1);
}

/**
 * The payments to come of a customer who has renewed n times, each discounted: DERL. The next one
 * counts in full, if the customer renews.
 *
 * @param renewals n, a whole number from 0; with 0 a new customer, whose first payment is not counted
 * @param discount share per period, above 0
 * @returns the sum over k from 1 of S(n+k)/S(n) / (1+discount)^(k-1)
 * @throws RangeError when an argument is outside its domain
 * @see Fader & Hardie, "Customer-Base Valuation in a Contractual Setting", Marketing Science 29
 *   (2010), pp. 85-93, DERL before the mean over the chances is written with 2F1
 * @example residualPayments({ model: 'sbg', parameters: { a: 0.668, b: 3.806 } }, 7, 0.1) // 7.53
 */
export function residualPayments(model: SbgModel, renewals: number, discount: number): number {
  const { a, b } = shapesOf(model);
  assertPeriod(renewals);
  if (!(discount > 0 && discount < Infinity)) {
    throw new RangeError(`discount must be above 0, got ${discount}`);
  }
  const { p, rest, weight } = betaNodes(a, b + renewals);
  // With a given chance p it is (1-p) Σ ((1-p)/(1+d))^k = (1-p)(1+d)/(d+p).
  return weight.reduce(
    (sum, share, index) =>
      sum + (share * (rest[index] as number) * (1 + discount)) / (discount + (p[index] as number)),
    0,
  );
}

function assertPeriod(period: number): void {
  if (!(Number.isInteger(period) && period >= 0)) {
    throw new RangeError(`period must be a whole number from 0, got ${period}`);
  }
}

function shapesOf({ parameters, limit }: SbgModel): { a: number; b: number } {
  const { affine } = sbgForm(limit);
  const [a = NaN, b = NaN] = lift(affine, variablesAt(affine, parameters)).map(Math.exp);
  return { a, b };
}
