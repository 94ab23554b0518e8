import type { Objective } from '../math/newton.ts';
import { choose, type Candidate } from './choice.ts';
import { pearsonOf, spearmanOf } from './correlation.ts';
import { FitError } from './fit-error.ts';
import type { FitSummary, FitWarning, Limit } from './fitted.ts';
import { far, free, inVariables, lift, variablesAt, type Affine, type Form } from './form.ts';
import { search, summaryOf } from './search.ts';
import { spendObjective } from './spend-objective.ts';

/** What a customer spent, or several who are alike. */
export interface Spender {
  /** Repeat purchases, a whole number from 0. */
  readonly x: number;
  /** The mean amount of the repeat purchases, money, at least 0; it does not count where x is 0. */
  readonly spend: number;
  /** How many customers are like this, above 0; 1 where it is absent. */
  readonly count?: number;
}

/** A fitted model of what customers spend on a purchase. */
export interface SpendModel {
  readonly model: 'gamma-gamma';
  /**
   * p, the shape of the gamma distribution of one customer's amounts; q and gamma, the shape and
   * the rate (money) of the gamma distribution of their rates over customers. A limit has nu (money):
   * p·gamma where one customer's amounts are all the same, or gamma/q where customers are alike.
   */
  readonly parameters: Readonly<Record<string, number>>;
  readonly limit?: Limit;
}

/** A model of spend that was fitted. */
export interface SpendFit extends SpendModel, FitSummary {
  /** Correlation, over customers, of the number of repeat purchases with their mean amount. */
  readonly pearson: number;
  /** The same of their ranks. */
  readonly spearman: number;
  /** Customers who bought again for nothing: they take no part. */
  readonly withoutSpend: number;
}

/** A correlation from here on says that value is not purchases times spend. */
const strongCorrelation = 0.3;

/**
 * Fit the gamma-gamma model of spend by maximum likelihood to customers with a repeat purchase and
 * a mean amount above 0; others take no part. Amounts of customers who are alike but for them may
 * be given as exp of the mean of their logarithms, with a count.
 *
 * @throws RangeError when x is not a whole number from 0, spend is below 0 or count is not above 0
 * @throws FitError when the data have no fit; its `reason` says why
 * @see Fader, Hardie & Lee, "RFM and CLV", J. Marketing Research 42 (2005); Fader & Hardie, "The
 *   Gamma-Gamma Model of Monetary Value" (2013), note 025, equation 1a
 */
export function fitSpend(spenders: Iterable<Spender>): SpendFit {
  const all = rowsOf(spenders);
  const rows = all.filter(({ spend }) => spend > 0);
  const customers = countOf(rows);
  assertFittable(rows, customers);
  const objective = spendObjective(rows);
  const starts = startsOf(rows);
  const whole = { form: spendForm(), found: search(objective, starts) };
  const choice = choose(whole, () =>
    spendLimits.map((limit) => fitLimit(limit, [whole.found.place, ...starts], objective)),
  );
  if (choice === undefined) {
    throw new FitError('no-maximum', 'the likelihood of gamma-gamma has no maximum for this data');
  }
  const { limit, affine } = choice.form;
  const pearson = pearsonOf(rows.map(({ x, spend, count }) => [x, spend, count]));
  const strong: FitWarning[] =
    Math.abs(pearson) > strongCorrelation ? [{ code: 'spend-goes-with-frequency', pearson }] : [];
  return {
    model: 'gamma-gamma',
    ...summaryOf(choice.found, affine, customers, rows.length),
    ...(limit && { limit }),
    pearson,
    spearman: spearmanOf(rows.map(({ x, spend, count }) => [x, spend, count])),
    withoutSpend: countOf(all) - customers,
    warnings: [...choice.warnings, ...strong],
  };
}

/**
 * The log-likelihood of mean amounts under gamma-gamma.
 *
 * @throws RangeError when a parameter or a row is outside its domain
 * @see Fader & Hardie, note 025 (2013), equation 1a
 */
export function spendLogLikelihood(model: SpendModel, spenders: Iterable<Spender>): number {
  const { affine } = spendForm(model.limit);
  const rows = rowsOf(spenders).filter(({ spend }) => spend > 0);
  return spendObjective(rows)(lift(affine, variablesAt(affine, model.parameters))).value;
}

/**
 * The amount that a customer is expected to spend on a purchase, money: of one with repeat
 * purchases a mean of what that customer and what all spend; of one without, what all spend.
 *
 * @throws RangeError when an argument is outside its domain, or the mean is infinite: it needs
 *   p·x + q above 1
 * @see Fader & Hardie, note 025 (2013), the conditional expectation E(M | p, q, gamma, z, x)
 * @example expectedSpend({ model: 'gamma-gamma', parameters: { p: 6.25, q: 3.74, gamma: 15.44 } }, { x: 2, spend: 22.35 }) // 24.66
 */
export function expectedSpend(
  model: SpendModel,
  { x, spend }: Spender = { x: 0, spend: 0 },
): number {
  const expected = spendPredictor(model)({ x, spend });
  if (expected === Infinity) {
    const { p, q } = shapesOf(model);
    throw new RangeError(
      `p·x + q must be above 1 for a mean to exist, got ${p * x + q}; spend varies too much`,
    );
  }
  return expected;
}

/**
 * The same for one customer after another: what the model says of all is computed once. It is
 * infinite where spend varies too much to have a mean.
 *
 * @throws RangeError when a parameter is outside its domain, or the function's customer is
 */
export function spendPredictor(model: SpendModel): (spender: Spender) => number {
  const { p, q, gamma } = shapesOf(model);
  return ({ x, spend }) => {
    assertSpender({ x, spend });
    const below = p * x + q - 1;
    return below > 0 ? (p * (gamma + (x === 0 ? 0 : x * spend))) / below : Infinity;
  };
}

/**
 * The mean amount of a purchase over all customers, money; infinite where q is at most 1, for then
 * spend varies too much to have a mean.
 *
 * @throws RangeError when a parameter is outside its domain
 * @example meanSpend({ model: 'gamma-gamma', parameters: { p: 6, q: 4, gamma: 15 } }) // 30
 */
export function meanSpend(model: SpendModel): number {
  const { p, q, gamma } = shapesOf(model);
  return q > 1 ? (p * gamma) / (q - 1) : Infinity;
}

/** The three parameters, also of a limit. */
function shapesOf({ parameters, limit }: SpendModel) {
  const { affine } = spendForm(limit);
  const logs = lift(affine, variablesAt(affine, parameters));
  const [p = NaN, q = NaN, gamma = NaN] = logs.map(Math.exp);
  return { p, q, gamma };
}

type Row = Required<Spender>;

function assertSpender({ x, spend, count = 1 }: Spender): void {
  if (!(Number.isInteger(x) && x >= 0)) {
    throw new RangeError(`x must be a whole number from 0, got ${x}`);
  }
  if (!(x === 0 || (spend >= 0 && spend < Infinity))) {
    throw new RangeError(`spend must be at least 0, got ${spend}`);
  }
  if (!(count > 0 && count < Infinity)) {
    throw new RangeError(`count must be above 0, got ${count}`);
  }
}

/** Those with a repeat purchase, equal ones together, in a fixed order. */
function rowsOf(spenders: Iterable<Spender>): Row[] {
  const grouped = new Map<number, Map<number, number>>();
  for (const spender of spenders) {
    assertSpender(spender);
    const { x, spend, count = 1 } = spender;
    if (x === 0) continue;
    const ofPurchases = grouped.get(x) ?? new Map<number, number>();
    ofPurchases.set(spend, (ofPurchases.get(spend) ?? 0) + count);
    grouped.set(x, ofPurchases);
  }
  return [...grouped]
    .flatMap(([x, spends]) => Array.from(spends, ([spend, count]) => ({ x, spend, count })))
    .toSorted((one, other) => one.x - other.x || one.spend - other.spend);
}

function countOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

function assertFittable(rows: readonly Row[], customers: number): void {
  if (rows.length === 0) {
    throw new FitError('no-repeat-purchases', 'no customer bought again for more than nothing');
  }
  if (customers <= 1) {
    throw new FitError('one-customer', 'one customer is not enough to fit a model');
  }
  if (rows.every(({ spend }) => spend === rows[0]?.spend)) {
    throw new FitError('all-alike', 'all customers spend the same, so no difference can be fitted');
  }
}

/** The limits of gamma-gamma: one customer's amounts are all the same, or customers are alike. */
const spendLimits: readonly Limit[] = [{ spend: 'constant' }, { spend: 'alike' }];

const limitForms: Readonly<Record<NonNullable<Limit['spend']>, Affine>> = {
  constant: {
    parameters: [{ name: 'q' }, { name: 'nu' }],
    constants: [far, 0, -far],
    factors: [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
  },
  alike: {
    parameters: [{ name: 'p' }, { name: 'nu' }],
    constants: [0, far, far],
    factors: [
      [1, 0],
      [0, 0],
      [0, 1],
    ],
  },
};

/** gamma-gamma, or a limit of it, in the logarithms of p, q and gamma. */
export function spendForm(limit?: Limit): Form {
  if (limit?.spend === undefined) return { affine: free('p', 'q', 'gamma') };
  return { limit, affine: limitForms[limit.spend] };
}

function fitLimit(
  limit: Limit,
  places: readonly (readonly number[])[],
  objective: Objective,
): Candidate {
  const form = spendForm(limit);
  const starts = places.map(([p = 0, q = 0, gamma = 0]) =>
    limit.spend === 'constant' ? [q, gamma + p] : [p, gamma - q],
  );
  return { form, found: search(inVariables(form.affine, objective), starts) };
}

/** Two places to begin the search, from the mean amount. */
function startsOf(rows: readonly Row[]): number[][] {
  const mean = rows.reduce((sum, { spend, count }) => sum + spend * count, 0) / countOf(rows);
  return [
    [Math.log(3), Math.log(3), Math.log((mean * 2) / 3)],
    [0, Math.log(2), Math.log(mean)],
  ];
}
