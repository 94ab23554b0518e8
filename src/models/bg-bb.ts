import {
  addChained,
  clear,
  derivativesOf,
  emptySums,
  type DerivativeSums,
} from '../math/derivative-sums.ts';
import type { Objective } from '../math/newton.ts';
import { addLogRatio, betaRatios, logRatio, type BetaRatios } from './beta-ratios.ts';
import { choose, type Candidate } from './choice.ts';
import { FitError } from './fit-error.ts';
import type { FitSummary, Limit } from './fitted.ts';
import { bgbbForm, bgbbLimits } from './bg-bb-form.ts';
import { inVariables, lift, variablesAt } from './form.ts';
import { search, summaryOf, type Found } from './search.ts';

/** What is known of a customer who may buy once in each round, or of several who are alike. */
export interface RoundBuyer {
  /** Rounds with a purchase after the first one, a whole number from 0. */
  readonly x: number;
  /** The last round with a purchase, from 1; 0 where x is 0. */
  readonly t_x: number;
  /** Rounds observed, a whole number. */
  readonly n: number;
  /** How many customers are like this, above 0; 1 where it is absent. */
  readonly count?: number;
}

/** A fitted model of customers who buy in rounds (beta-geometric/beta-Bernoulli). */
export interface BgBbModel {
  readonly model: 'bg-bb';
  /**
   * alpha and beta of the beta distribution, over customers, of the probability to buy in a round,
   * then gamma and delta of that to leave before a round. A limit has p instead of alpha and beta,
   * or theta instead of gamma and delta.
   */
  readonly parameters: Readonly<Record<string, number>>;
  readonly limit?: Limit;
}

/** A model of customers who buy in rounds that was fitted. */
export interface BgBbFit extends BgBbModel, FitSummary {}

/** The most rounds of a customer: likelihoods are sums over them. */
const mostRounds = 10_000;

/**
 * See that a buyer in rounds can be one.
 *
 * @throws RangeError when x, t_x or n is not a whole number, x is not from 0 to t_x, t_x not from
 *   0 to n, n above 10,000, one of x and t_x is 0 and the other not, or count is not above 0
 */
export function assertRoundBuyer({ x, t_x, n, count = 1 }: RoundBuyer): void {
  if (!(Number.isInteger(n) && n >= 0 && n <= mostRounds)) {
    throw new RangeError(`n must be a whole number from 0 to ${mostRounds}, got ${n}`);
  }
  if (!(Number.isInteger(t_x) && t_x >= 0 && t_x <= n)) {
    throw new RangeError(`t_x must be a whole number from 0 to n, ${n}, got ${t_x}`);
  }
  if (!(Number.isInteger(x) && x >= 0 && x <= t_x && x > 0 === t_x > 0)) {
    const rule = t_x === 0 ? '0 where t_x is 0' : `a whole number from 1 to t_x, ${t_x}`;
    throw new RangeError(`x must be ${rule}, got ${x}`);
  }
  if (!(count > 0 && count < Infinity)) {
    throw new RangeError(`count must be above 0, got ${count}`);
  }
}

/**
 * Fit bg-bb by maximum likelihood.
 *
 * @throws RangeError when a buyer cannot be one
 * @throws FitError when the data have no fit; its `reason` says why
 * @see Fader, Hardie & Shang, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting",
 *   Marketing Science 29 (2010), pp. 1086-1108
 */
export function fitBgBb(buyers: Iterable<RoundBuyer>): BgBbFit {
  const cells = cellsOf(buyers);
  const customers = cells.reduce((sum, { count }) => sum + count, 0);
  assertFittable(cells, customers);
  const whole = bgbbForm();
  const objective = objectiveOf(cells);
  const found = search(objective, [
    [0, 0, 0, 1],
    [0.5, -0.5, -1, 1],
  ]);
  const choice = choose({ form: whole, found }, () =>
    bgbbLimits.map((limit) => fitLimit(limit, found, objective)),
  );
  if (choice === undefined) {
    throw new FitError('no-maximum', 'the likelihood of bg-bb has no maximum for this data');
  }
  const { limit, affine } = choice.form;
  return {
    model: 'bg-bb',
    ...summaryOf(choice.found, affine, customers, cells.length),
    ...(limit && { limit }),
    warnings: choice.warnings,
  };
}

/**
 * The log-likelihood of customers under bg-bb.
 *
 * @throws RangeError when a parameter or a buyer is outside its domain
 * @see Fader, Hardie & Shang, Marketing Science 29 (2010), equation 5
 */
export function bgBbLogLikelihood(model: BgBbModel, buyers: Iterable<RoundBuyer>): number {
  const { affine } = bgbbForm(model.limit);
  return bgBbObjective(buyers)(lift(affine, variablesAt(affine, model.parameters))).value;
}

type Cell = Required<RoundBuyer>;

/** Buyers with the same x, t_x and n together, in a fixed order. */
function cellsOf(buyers: Iterable<RoundBuyer>): Cell[] {
  const cells = new Map<string, Cell>();
  for (const buyer of buyers) {
    assertRoundBuyer(buyer);
    const { x, t_x, n, count = 1 } = buyer;
    const key = `${n} ${t_x} ${x}`;
    cells.set(key, { x, t_x, n, count: (cells.get(key)?.count ?? 0) + count });
  }
  return [...cells.values()].toSorted(
    (one, other) => one.n - other.n || one.t_x - other.t_x || one.x - other.x,
  );
}

function assertFittable(cells: readonly Cell[], customers: number): void {
  if (!cells.some(({ n }) => n > 0)) {
    throw new FitError('nothing-observed', 'no customer was observed for a round or more');
  }
  if (customers <= 1) {
    throw new FitError('one-customer', 'one customer is not enough to fit a model');
  }
  if (cells.every(({ x }) => x === 0)) {
    throw new FitError('no-repeat-purchases', 'no customer bought again, so no rate can be fitted');
  }
  if (cells.length === 1) {
    throw new FitError('all-alike', 'all customers did the same, so no difference can be fitted');
  }
}

function fitLimit(limit: Limit, whole: Found, objective: Objective): Candidate {
  const form = bgbbForm(limit);
  const starts = [whole.place, [0, 0, 0, 1]].map(([a = 0, b = 0, c = 0, d = 0]) => [
    ...(limit.rates === 'equal' ? [a - b] : [a, b]),
    ...(limit.dropout === undefined ? [c, d] : limit.dropout === 'none' ? [] : [c - d]),
  ]);
  return { form, found: search(inVariables(form.affine, objective), starts) };
}

/** The log-likelihood by the logarithms of alpha, beta, gamma and delta. */
export function bgBbObjective(buyers: Iterable<RoundBuyer>): Objective {
  return objectiveOf(cellsOf(buyers));
}

function objectiveOf(cells: readonly Cell[]): Objective {
  const most = Math.max(0, ...cells.map(({ n }) => n)) + 1;
  return (place) => {
    const [alpha = NaN, beta = NaN, gamma = NaN, delta = NaN] = place.map(Math.exp);
    const buying = betaRatios(alpha, beta, most);
    const leaving = betaRatios(gamma, delta, most);
    const sums = emptySums(4);
    const room = { mixture: emptySums(4), term: emptySums(4) };
    const { mixture } = room;
    for (const cell of cells) {
      setLogLikelihood(room, buying, leaving, cell);
      sums.value += cell.count * mixture.value;
      // ln of a sum of e^f: the mean of f'' plus the variance of f'.
      addChained(sums, mixture, cell.count, 1, -1);
    }
    return derivativesOf(sums);
  };
}

/**
 * Set the logarithm of a sum over the last round in which the customer was active, from t_x to n,
 * with the means of the terms' derivatives and of their products.
 */
function setLogLikelihood(
  { mixture, term }: { readonly mixture: DerivativeSums; readonly term: DerivativeSums },
  buying: BetaRatios,
  leaving: BetaRatios,
  { x, t_x, n }: RoundBuyer,
): void {
  const logs: number[] = [];
  // Nobody leaves before any round where gamma is 0.
  for (let last = leaving.a > 0 ? t_x : n; last <= n; last++) {
    logs.push(logRatio(buying, x, last - x) + logRatio(leaving, last < n ? 1 : 0, last));
  }
  const largest = Math.max(...logs);
  const total = logs.reduce((sum, log) => sum + Math.exp(log - largest), 0);
  clear(mixture);
  for (const [index, log] of logs.entries()) {
    const last = n - logs.length + 1 + index;
    clear(term);
    addLogRatio(term, 0, buying, x, last - x);
    if (leaving.a > 0) addLogRatio(term, 2, leaving, last < n ? 1 : 0, last);
    addChained(mixture, term, Math.exp(log - largest) / total, 1, 1);
  }
  mixture.value = largest + Math.log(total);
}
