/** Who says how much a customer will buy: the model, or a rule that anybody could use. */
export type Forecaster =
  | 'model'
  /** The customer's own rate continued: x/T. */
  | 'own-rate'
  /** What the customer bought in the last window as long as the holdout. */
  | 'last-window'
  /** The own rate where the customer was seen within the hiatus, else nothing. */
  | 'hiatus'
  /** Nobody comes back. */
  | 'nobody';

/** How well a forecaster did. */
export interface Forecast {
  readonly name: Forecaster;
  /** All purchases that were forecast. */
  readonly total: number;
  /** Mean absolute error per customer; it rewards who forecasts nobody. */
  readonly mae: number;
  /** Root of the mean squared error per customer. */
  readonly rmse: number;
  /** Mean of forecast less actual, per customer. */
  readonly bias: number;
  /** The share of all purchases that the tenth forecast to buy most made. */
  readonly topTenth: number;
}

/** A forecast for customers, and what they did. */
export interface Scored {
  readonly forecast: number;
  readonly actual: number;
  readonly count: number;
}

/** The figures of a forecaster. */
export function scoreOf(name: Forecaster, scored: readonly Scored[]): Forecast {
  let [customers, total, absolute, squared, error] = [0, 0, 0, 0, 0];
  for (const { forecast, actual, count } of scored) {
    const miss = forecast - actual;
    customers += count;
    total += count * forecast;
    absolute += count * Math.abs(miss);
    squared += count * miss * miss;
    error += count * miss;
  }
  return {
    name,
    total,
    mae: absolute / customers,
    rmse: Math.sqrt(squared / customers),
    bias: error / customers,
    topTenth: topTenthOf(scored, customers),
  };
}

/** Customers with the same forecast share what is left of the tenth. */
function topTenthOf(scored: readonly Scored[], customers: number): number {
  const groups = new Map<number, { count: number; bought: number }>();
  for (const { forecast, actual, count } of scored) {
    const group = groups.get(forecast) ?? { count: 0, bought: 0 };
    group.count += count;
    group.bought += count * actual;
    groups.set(forecast, group);
  }
  let [left, top, all] = [customers / 10, 0, 0];
  for (const [, { count, bought }] of [...groups].toSorted(([one], [other]) => other - one)) {
    all += bought;
    top += bought * Math.min(1, left / count);
    left = Math.max(0, left - count);
  }
  return all === 0 ? 0 : top / all;
}
