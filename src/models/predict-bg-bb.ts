import { betaNodes } from './beta-nodes.ts';
import { assertRoundBuyer, bgBbLogLikelihood, type BgBbModel, type RoundBuyer } from './bg-bb.ts';
import { bgbbForm } from './bg-bb-form.ts';
import { betaRatios, logRatio } from './beta-ratios.ts';
import { lift, variablesAt } from './form.ts';
import {
  assertNotNegative,
  assertShare,
  firstOf,
  outcomeInterval,
  type Prediction,
} from './prediction.ts';

/** How many rounds ahead to look, and how. */
export interface RoundOutlook {
  /** Rounds after the last one, a whole number from 0 to 10,000. */
  readonly horizon: number;
  /** Discount rate, a share per round, at least 0; 0 where it is absent. */
  readonly discount?: number;
  /** A share of the outcomes, such as 0.9, to give the interval of; absent, there is none. */
  readonly interval?: number;
}

/** Customers who have just bought for the first time: no round was observed yet. */
export const newRoundBuyer: RoundBuyer = { x: 0, t_x: 0, n: 0 };

/**
 * A function that predicts one customer after another with a fitted bg-bb.
 *
 * `alive` is the probability that the customer is active in the round after the last observed one
 * (n + 1). A purchase in the k-th round after the last is discounted by (1 + discount)^-k.
 *
 * @throws RangeError when a parameter of the model, the outlook or the buyer is outside its domain
 * @see Fader, Hardie & Shang, Marketing Science 29 (2010), equations 7, 11 and 13, with sums over
 *   the rounds where these have closed forms that are singular at gamma = 1
 */
export function roundPredictor(
  model: BgBbModel,
  outlook: RoundOutlook,
): (buyer: RoundBuyer) => Prediction {
  const { horizon, discount = 0, interval } = outlook;
  if (!(Number.isInteger(horizon) && horizon >= 0 && horizon <= 10_000)) {
    throw new RangeError(`horizon must be a whole number from 0 to 10000, got ${horizon}`);
  }
  assertNotNegative('discount', discount);
  if (interval !== undefined) assertShare('interval', interval);
  const shapes = shapesOf(model);
  return (buyer) => {
    const state = stateOf(model, shapes, buyer);
    // With the probability stays[j] the customer is active for j rounds more, or longer.
    const stays = staying(state, horizon);
    const rounds = stays.slice(1);
    const active = rounds.reduce((sum, stay) => sum + stay, 0);
    const purchases = state.here * state.chance * active;
    const valued = rounds.reduce((sum, stay, k) => sum + stay * (1 + discount) ** -(k + 1), 0);
    const prediction = {
      alive: state.here * (staying(state, 1)[1] ?? 0),
      purchases,
      discounted: state.here * state.chance * valued,
      buys: horizon === 0 ? 0 : firstOf(atLeast(state, stays)),
      variance: Math.max(0, secondMoment(state, rounds) - purchases * purchases),
    };
    if (interval === undefined) return prediction;
    return { ...prediction, interval: outcomeInterval(atLeast(state, stays), interval) };
  };
}

/**
 * Expected purchases of a customer after round n for ever, discounted: DERT.
 *
 * @param discount share per round, above 0
 * @throws RangeError when an argument is outside its domain
 * @see Fader, Hardie & Shang, Marketing Science 29 (2010), equation 14, before the mean over the
 *   chances to leave is written with 2F1
 */
export function lifetimeRoundPurchases(
  model: BgBbModel,
  buyer: RoundBuyer,
  discount: number,
): number {
  if (!(discount > 0 && discount < Infinity)) {
    throw new RangeError(`discount must be above 0, got ${discount}`);
  }
  const { here, chance, gamma, delta } = stateOf(model, shapesOf(model), buyer);
  const { p, rest, weight } = betaNodes(gamma, delta);
  // With a given chance θ to leave, Σ ((1-θ)/(1+d))^k is (1-θ)/(d+θ).
  const rounds = weight.reduce(
    (sum, share, index) =>
      sum + (share * (rest[index] as number)) / (discount + (p[index] as number)),
    0,
  );
  return here * chance * rounds;
}

interface Shapes {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
}

function shapesOf({ parameters, limit }: BgBbModel): Shapes {
  const { affine } = bgbbForm(limit);
  const logs = lift(affine, variablesAt(affine, parameters));
  const [alpha = NaN, beta = NaN, gamma = NaN, delta = NaN] = logs.map(Math.exp);
  return { alpha, beta, gamma, delta };
}

/** A customer after round n: the distributions of the chances to buy and to leave by then. */
interface State extends Shapes {
  /** The probability to be active in round n still. */
  readonly here: number;
  /** The mean of the probability to buy in a round. */
  readonly chance: number;
}

function stateOf(model: BgBbModel, shapes: Shapes, buyer: RoundBuyer): State {
  assertRoundBuyer(buyer);
  const { x, t_x, n } = buyer;
  const { alpha, beta, gamma, delta } = shapes;
  const stayed =
    logRatio(betaRatios(alpha, beta, n), x, n - x) +
    (gamma > 0 ? logRatio(betaRatios(gamma, delta, n), 0, n) : 0);
  return {
    here: Math.min(1, Math.exp(stayed - bgBbLogLikelihood(model, [{ x, t_x, n }]))),
    chance: (alpha + x) / (alpha + beta + n),
    alpha: alpha + x,
    beta: beta + n - x,
    gamma,
    delta: delta + n,
  };
}

/** The probabilities that a customer who is active now is so for j rounds more, j from 0. */
function staying({ gamma, delta }: State, rounds: number): number[] {
  const stays = [1];
  for (let j = 0; j < rounds; j++) {
    stays.push(((stays[j] as number) * (delta + j)) / (gamma + delta + j));
  }
  return stays;
}

/** The mean of the square of the number of purchases. */
function secondMoment({ here, chance, alpha, beta }: State, rounds: readonly number[]): number {
  const next = (alpha + 1) / (alpha + beta + 1);
  // Of j rounds, two different ones are both bought in with chance · next; each adds 2(j-1) pairs.
  const moment = rounds.reduce((sum, stay, k) => sum + stay * (1 + 2 * k * next), 0);
  return here * chance * moment;
}

/** The probabilities of at least 1, 2 … purchases, as many as there are rounds. */
function* atLeast({ here, alpha, beta }: State, stays: readonly number[]): Generator<number, void> {
  const most = stays.length - 1;
  const ratios = betaRatios(alpha, beta, most);
  const logChoose = choices(most);
  // What is left of the probability, by the number of rounds that the customer is active.
  const tails = stays.map((stay, j) => stay - (stays[j + 1] ?? 0));
  for (let y = 0; y < most; y++) {
    for (let j = y; j <= most; j++) {
      const log = logChoose(j, y) + logRatio(ratios, y, j - y);
      const share = (stays[j] as number) - (stays[j + 1] ?? 0);
      tails[j] = Math.max(0, (tails[j] as number) - share * Math.exp(log));
    }
    tails[y] = 0;
    yield here * tails.reduce((sum, tail) => sum + tail, 0);
  }
}

/** ln of the number of ways to choose y of j. */
function choices(most: number): (j: number, y: number) => number {
  const factorials = [0];
  for (let i = 1; i <= most; i++) factorials.push((factorials[i - 1] as number) + Math.log(i));
  const at = (i: number) => factorials[i] as number;
  return (j, y) => at(j) - at(y) - at(j - y);
}
