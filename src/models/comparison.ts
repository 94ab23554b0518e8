import { buyerModels, type BuyerModelName } from './buyer-model.ts';
import type { Forecast, Forecaster } from './forecast.ts';

/** A model, or a rule that anybody could use. */
export type Rival = BuyerModelName | Exclude<Forecaster, 'model'>;

/** What a forecaster said of the customers of one holdout, and what they did. */
export interface Trial extends Pick<Forecast, 'total' | 'rmse' | 'topTenth'> {
  readonly name: Rival;
  /** All purchases in the holdout. */
  readonly actual: number;
  readonly customers: number;
}

/** How a forecaster did over all holdouts. */
export interface Score {
  readonly name: Rival;
  /** Root of the mean square of (forecast - actual)/actual, over holdouts in which somebody bought. */
  readonly totalError: number;
  /** Root of the mean squared error per customer. */
  readonly rmse: number;
  /** The mean share of the purchases that the tenth forecast to buy most made. */
  readonly topTenth: number;
}

/** Forecasters side by side, and who did best. */
export interface Comparison {
  readonly scores: readonly Score[];
  /** Of all of them; the first where several are equal. */
  readonly best: Readonly<Record<Aspect, Rival>>;
  /** The same of the rules alone. */
  readonly bestRule: Readonly<Record<Aspect, Rival>>;
  /** The model with the smallest squared error. */
  readonly bestModel: BuyerModelName;
}

/** What forecasters are compared in: the total, each customer, and who buys most. */
export type Aspect = 'total' | 'squared' | 'ranking';

/** What is the less the better a forecaster did. */
const misses: Readonly<Record<Aspect, (score: Score) => number>> = {
  total: ({ totalError }) => totalError,
  squared: ({ rmse }) => rmse,
  ranking: ({ topTenth }) => -topTenth,
};

/**
 * How forecasters did over one holdout or several.
 *
 * @param trials those of each holdout; the same forecasters in each, models first
 * @throws RangeError when there is no model, or no rule
 */
export function compare(trials: readonly (readonly Trial[])[]): Comparison {
  const names = (trials[0] ?? []).map(({ name }) => name);
  const scores = names.map((name) =>
    scoreOver(
      name,
      trials.flat().filter((trial) => trial.name === name),
    ),
  );
  const models = scores.filter(({ name }) => (buyerModels as readonly string[]).includes(name));
  const rules = scores.filter((score) => !models.includes(score));
  if (models.length === 0 || rules.length === 0) {
    throw new RangeError(`there must be a model and a rule, got ${names.join(', ') || 'none'}`);
  }
  return {
    scores,
    best: bestIn(scores),
    bestRule: bestIn(rules),
    bestModel: bestIn(models).squared as BuyerModelName,
  };
}

/** The mean of some numbers, 0 of none. */
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function scoreOver(name: Rival, trials: readonly Trial[]): Score {
  const customers = trials.reduce((sum, trial) => sum + trial.customers, 0);
  const squares = trials.reduce((sum, trial) => sum + trial.customers * trial.rmse ** 2, 0);
  const bought = trials.filter(({ actual }) => actual > 0);
  const errors = bought.map(({ total, actual }) => ((total - actual) / actual) ** 2);
  return {
    name,
    totalError: Math.sqrt(mean(errors)),
    rmse: Math.sqrt(squares / customers),
    topTenth: mean(bought.map(({ topTenth }) => topTenth)),
  };
}

function bestIn(scores: readonly Score[]): Comparison['best'] {
  const best = (miss: (score: Score) => number): Rival =>
    scores.reduce((found, score) => (miss(score) < miss(found) ? score : found)).name;
  return {
    total: best(misses.total),
    squared: best(misses.squared),
    ranking: best(misses.ranking),
  };
}
