import type { Buyer } from './buyer.ts';
import type { BuyerModel } from './buyer-model.ts';
import type { Fitted } from './fitted.ts';
import { scoreOf, type Forecast, type Forecaster, type Scored } from './forecast.ts';
import { expectedSpend, type SpendModel } from './gamma-gamma.ts';
import { predictor } from './predict-buyer.ts';
import { predictTotal, type Total } from './total.ts';
import type { Interval, Prediction } from './prediction.ts';
import { seriesWarnings, trackingOf, type SeriesWarning, type Track } from './tracking.ts';

/** A customer at the end of the calibration, and what came after. */
export interface Observed extends Buyer {
  /** Purchases in the holdout, a whole number from 0. */
  readonly later: number;
  /** Repeat purchases in the last window of the calibration that is as long as the holdout. */
  readonly lastWindow: number;
  /** Mean amount of the repeat purchases, money; where there is a model of spend. */
  readonly spend?: number;
  /** All that was spent in the holdout, money; where there is a model of spend. */
  readonly laterAmount?: number;
}

/** How a model is held against what came after. */
export interface Validation {
  readonly customers: number;
  /** All purchases in the holdout. */
  readonly actual: number;
  /** The model's forecast of them, with an interval. */
  readonly predicted: Total & { readonly interval: Interval };
  /** The model first, then the rules. */
  readonly forecasts: readonly Forecast[];
  /** Who forecast best: the total, each customer (squared error), who buys most (top tenth). */
  readonly best: Readonly<Record<'total' | 'squared' | 'ranking', Forecaster>>;
  /** Customers by x, from 0; the last class is 7 and more. */
  readonly classes: readonly FrequencyClass[];
  /** Customers by the predicted probability to buy at all, tenths from low to high. */
  readonly calibration: readonly Tenth[];
  /** Cumulative repeat purchases over both parts, where the actual ones were given. */
  readonly tracking: readonly Track[];
  readonly warnings: readonly SeriesWarning[];
  /** All that was spent in the holdout, where there is a model of spend, money. */
  readonly amount?: { readonly actual: number; readonly predicted: number };
}

/** Mean purchases in the holdout of customers with the same number before. */
export interface FrequencyClass {
  /** Repeat purchases in the calibration; 7 stands for 7 and more. */
  readonly x: number;
  readonly customers: number;
  readonly actual: number;
  readonly predicted: number;
}

/** Customers with a similar probability to buy in the holdout. */
export interface Tenth {
  readonly customers: number;
  /** The mean probability that was predicted. */
  readonly predicted: number;
  /** The share that bought. */
  readonly actual: number;
}

/** What the holdout is. */
export interface HoldoutOptions {
  /** Its length, above 0, in the time unit of the data. */
  readonly holdout: number;
  /** The 90th percentile of the gaps between purchases in the calibration, at least 0. */
  readonly hiatus: number;
  /** The share of outcomes of the total's interval; 0.9 where it is absent. */
  readonly interval?: number;
  /** The length of the calibration, from the start of the calendar; the largest T if absent. */
  readonly calibration?: number;
  /** Cumulative repeat purchases of all at the end of each time unit, over both parts. */
  readonly cumulative?: readonly number[];
  /** What a customer spends on a purchase, to forecast amounts too. */
  readonly spendModel?: SpendModel;
}

/**
 * Hold a model that was fitted to a calibration against the holdout after it, beside rules that
 * anybody could use.
 *
 * @throws RangeError when there are no customers, or an argument is outside its domain
 * @see Wübben & von Wangenheim, J. of Marketing 72 (2008), pp. 82-93, for the hiatus
 */
export function validate(
  model: BuyerModel & Fitted,
  observed: readonly Observed[],
  options: HoldoutOptions,
): Validation {
  const { holdout, hiatus, interval = 0.9, cumulative = [], spendModel } = options;
  assertObserved(observed, options);
  const predict = predictor(model, { horizon: holdout });
  const rows = observed.map((customer) => ({ customer, prediction: predict(customer) }));
  const forecasts = forecastsOf(rows, holdout, hiatus);
  const calibration = options.calibration ?? Math.max(...observed.map(({ T }) => T));
  const births = birthsOf(observed, calibration);
  const tracking = trackingOf(model, births, cumulative);
  const predicted = predictTotal(model, observed, { horizon: holdout, interval });
  return {
    customers: sumOf(rows, () => 1),
    actual: sumOf(rows, ({ customer }) => customer.later),
    predicted: { ...predicted, interval: predicted.interval ?? { low: NaN, high: NaN } },
    forecasts,
    best: bestOf(
      forecasts,
      sumOf(rows, ({ customer }) => customer.later),
    ),
    classes: classesOf(rows),
    calibration: tenthsOf(rows),
    tracking,
    warnings: seriesWarnings(tracking),
    ...(spendModel && { amount: amountOf(rows, spendModel) }),
  };
}

/**
 * The relative error of a model that its own interval does not explain, from validations at
 * several origins: the root of the mean of ((actual - predicted)/predicted)² less the relative
 * variance of the model, 0 where the model explains all.
 *
 * @throws RangeError when there is no validation, or one predicts nothing
 */
export function modelError(validations: readonly Validation[]): number {
  if (validations.length === 0) throw new RangeError('there must be a validation, got none');
  const squares = validations.map(({ actual, predicted }) => {
    const { purchases, outcomeVariance, parameterVariance } = predicted;
    if (!(purchases > 0)) throw new RangeError(`purchases must be above 0, got ${purchases}`);
    return ((actual - purchases) ** 2 - outcomeVariance - parameterVariance) / purchases ** 2;
  });
  return Math.sqrt(Math.max(0, squares.reduce((sum, square) => sum + square, 0) / squares.length));
}

function amountOf(rows: readonly Row[], model: SpendModel): NonNullable<Validation['amount']> {
  return {
    actual: sumOf(rows, ({ customer }) => customer.laterAmount ?? 0),
    predicted: sumOf(
      rows,
      ({ customer: { x, spend = 0 }, prediction }) =>
        // Who bought again for nothing tells nothing of amounts.
        prediction.purchases * expectedSpend(model, spend > 0 ? { x, spend } : undefined),
    ),
  };
}

interface Row {
  readonly customer: Observed;
  readonly prediction: Prediction;
}

function assertObserved(observed: readonly Observed[], options: HoldoutOptions): void {
  const { holdout, hiatus } = options;
  if (observed.length === 0) throw new RangeError('there must be a customer, got none');
  if (!(holdout > 0 && holdout < Infinity)) {
    throw new RangeError(`holdout must be above 0, got ${holdout}`);
  }
  if (!(hiatus >= 0)) throw new RangeError(`hiatus must be at least 0, got ${hiatus}`);
  for (const { later, lastWindow } of observed) {
    for (const [name, value] of Object.entries({ later, lastWindow })) {
      if (!(Number.isInteger(value) && value >= 0)) {
        throw new RangeError(`${name} must be a whole number from 0, got ${value}`);
      }
    }
  }
}

function sumOf(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + (row.customer.count ?? 1) * value(row), 0);
}

function forecastsOf(rows: readonly Row[], holdout: number, hiatus: number): Forecast[] {
  const ownRate = ({ x, T }: Observed) => (T === 0 ? 0 : (x / T) * holdout);
  const rules: readonly (readonly [Forecaster, (row: Row) => number])[] = [
    ['model', ({ prediction }) => prediction.purchases],
    ['own-rate', ({ customer }) => ownRate(customer)],
    ['last-window', ({ customer }) => customer.lastWindow],
    ['hiatus', ({ customer }) => (isRecent(customer, hiatus) ? ownRate(customer) : 0)],
    ['nobody', () => 0],
  ];
  return rules.map(([name, rule]) =>
    scoreOf(
      name,
      rows.map((row): Scored => {
        const { later, count = 1 } = row.customer;
        return { forecast: rule(row), actual: later, count };
      }),
    ),
  );
}

/** Times that are days divided by 7 differ by a rounding from the hiatus that they are equal to. */
function isRecent({ T, t_x }: Observed, hiatus: number): boolean {
  return T - t_x <= hiatus * (1 + 1e-9);
}

function bestOf(forecasts: readonly Forecast[], actual: number): Validation['best'] {
  const lowest = (miss: (forecast: Forecast) => number) =>
    forecasts.reduce((best, forecast) => (miss(forecast) < miss(best) ? forecast : best)).name;
  return {
    total: lowest(({ total }) => Math.abs(total - actual)),
    squared: lowest(({ rmse }) => rmse),
    ranking: lowest(({ topTenth }) => -topTenth),
  };
}

const classCount = 8;

function classesOf(rows: readonly Row[]): FrequencyClass[] {
  return Array.from({ length: classCount }, (_, x) => {
    const inside = rows.filter(({ customer }) => Math.min(customer.x, classCount - 1) === x);
    const customers = sumOf(inside, () => 1);
    const mean = (value: (row: Row) => number) =>
      customers === 0 ? 0 : sumOf(inside, value) / customers;
    return {
      x,
      customers,
      actual: mean(({ customer }) => customer.later),
      predicted: mean(({ prediction }) => prediction.purchases),
    };
  });
}

/** Tenths by the probability to buy; customers with the same probability stay together. */
function tenthsOf(rows: readonly Row[]): Tenth[] {
  const all = sumOf(rows, () => 1);
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const { buys } = row.prediction;
    const group = groups.get(buys);
    if (group === undefined) groups.set(buys, [row]);
    else group.push(row);
  }
  const tenths = new Map<number, Row[]>();
  let before = 0;
  for (const [, inside] of [...groups].toSorted(([one], [other]) => one - other)) {
    const customers = sumOf(inside, () => 1);
    const tenth = Math.floor((10 * (before + customers / 2)) / all);
    tenths.set(tenth, [...(tenths.get(tenth) ?? []), ...inside]);
    before += customers;
  }
  return Array.from(tenths.values(), (inside) => {
    const customers = sumOf(inside, () => 1);
    return {
      customers,
      predicted: sumOf(inside, ({ prediction }) => prediction.buys) / customers,
      actual: sumOf(inside, ({ customer }) => Number(customer.later > 0)) / customers,
    };
  });
}

function birthsOf(observed: readonly Observed[], calibration: number) {
  const counts = new Map<number, number>();
  for (const { T, count = 1 } of observed) counts.set(T, (counts.get(T) ?? 0) + count);
  return Array.from(counts, ([T, count]) => ({ birth: calibration - T, count }));
}
