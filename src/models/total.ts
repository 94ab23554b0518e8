import { normalQuantile } from '../math/normal.ts';
import { quadraticForm } from '../math/symmetric.ts';
import type { Buyer } from './buyer.ts';
import type { BuyerModel } from './buyer-model.ts';
import { cellsOf, type Cells } from './cells.ts';
import type { Fitted } from './fitted.ts';
import { computedOnce } from './buying-process.ts';
import { predictor, processOf, type Outlook } from './predict-buyer.ts';
import { assertNotNegative, assertShare, type Interval } from './prediction.ts';

/** What all customers together are expected to buy. */
export interface Total {
  readonly purchases: number;
  /** Discounted as the outlook says. */
  readonly discounted: number;
  /** The variance of the purchases if the parameters were known. */
  readonly outcomeVariance: number;
  /** The variance that comes from the uncertainty of the parameters (Laplace, delta method). */
  readonly parameterVariance: number;
  /** The variance that comes from the given error of the model. */
  readonly modelVariance: number;
  /** Where the outlook has an `interval`: a normal one from all three variances. */
  readonly interval?: Interval;
}

/** How to look ahead at all customers. */
export interface TotalOutlook extends Outlook {
  /**
   * The relative error of the model itself, such as 0.12, as {@link modelError} measures it on
   * past data. Without one the interval holds under the model only, and models err.
   */
  readonly modelError?: number;
}

/**
 * What customers are expected to buy in all, with an interval that covers both the chance in what
 * they do and the uncertainty of the parameters.
 *
 * @throws RangeError when an argument is outside its domain
 */
export function predictTotal(
  model: BuyerModel & Fitted,
  buyers: Iterable<Buyer>,
  outlook: TotalOutlook,
): Total {
  const { interval, modelError = 0, ...each } = outlook;
  assertNotNegative('modelError', modelError);
  if (interval !== undefined) assertShare('interval', interval);
  const cells = cellsOf(buyers);
  const predict = predictor(model, each);
  let [purchases, discounted, outcomeVariance] = [0, 0, 0];
  for (const { buyer, count } of buyersOf(cells)) {
    const prediction = predict(buyer);
    purchases += count * prediction.purchases;
    discounted += count * prediction.discounted;
    outcomeVariance += count * prediction.variance;
  }
  const parameterVariance = varianceOf(model, (parameters) =>
    totalOf({ ...model, parameters }, cells, each.horizon),
  );
  const modelVariance = (modelError * purchases) ** 2;
  const total = { purchases, discounted, outcomeVariance, parameterVariance, modelVariance };
  if (interval === undefined) return total;
  const deviation = Math.sqrt(outcomeVariance + parameterVariance + modelVariance);
  const half = deviation * normalQuantile((1 + interval) / 2);
  return { ...total, interval: { low: Math.max(0, purchases - half), high: purchases + half } };
}

function* buyersOf(cells: Cells): Generator<{ buyer: Buyer; count: number }> {
  for (const [index, x] of cells.x.entries()) {
    const buyer = { x, t_x: cells.t_x[index] as number, T: cells.T[index] as number };
    yield { buyer, count: cells.count[index] as number };
  }
}

function totalOf(model: BuyerModel, cells: Cells, horizon: number): number {
  const { alive, active } = processOf(model);
  const purchases = computedOnce((x, T) => active(x, T).purchases(horizon));
  let total = 0;
  for (const { buyer, count } of buyersOf(cells)) {
    total += count * alive(buyer) * purchases(buyer.x, buyer.T);
  }
  return total;
}

/** A step of a logarithm that is small enough for a slope, and large enough not to be rounding. */
const step = 1e-4;

/**
 * The variance of a figure that is computed from the parameters of a fit, by the delta method: its
 * slopes by the logarithms of the parameters, and their covariance.
 *
 * @param figure takes parameters by name and returns a finite number
 * @throws RangeError when the figure is not finite at parameters close to the fitted ones
 */
export function varianceOf(
  { parameters, covariance }: Fitted,
  figure: (parameters: Readonly<Record<string, number>>) => number,
): number {
  const here = figure(parameters);
  const slopes = Object.entries(parameters).map(([name, value]) => {
    const below = (steps: number) =>
      figure({ ...parameters, [name]: value * Math.exp(-steps * step) });
    // From below alone, for a share may be next to 1: the error is of the order of the step squared.
    return (3 * here - 4 * below(1) + below(2)) / (2 * step);
  });
  const variance = quadraticForm(covariance.matrix, slopes);
  if (!Number.isFinite(variance)) {
    throw new RangeError(
      `the figure must be finite close to the fit, got a slope of ${slopes.join()}`,
    );
  }
  return Math.max(0, variance);
}
