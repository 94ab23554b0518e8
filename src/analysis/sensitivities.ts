import { sum } from '../math/sum.ts';
import { type InputName, isInputName, type QuantityName } from '../quantities.ts';
import type { Case } from '../assumptions/assumptions.ts';
import { curveOf } from './solution.ts';
import type { Curve } from '../metrics/root-search.ts';

/** How much one input matters to a metric. */
export interface Sensitivity {
  readonly name: InputName;
  readonly current: number;
  /** The percentage that the metric moves for one percent of the input; null where there is none. */
  readonly elasticity: number | null;
  /** The metric at the 10th and the 90th percentile of the input's range; null without a range. */
  readonly low: number | null;
  readonly high: number | null;
  /** Its share of the variance of the logarithm of the metric, to first order. */
  readonly share: number | null;
}

/** How much each input that a metric rests on matters to it. */
export function sensitivitiesOf({ inputs, ranges }: Case, metric: QuantityName): Sensitivity[] {
  const found = Object.entries(inputs).flatMap(([name, current]) => {
    if (!isInputName(name) || typeof current !== 'number') return [];
    const curve = curveOf(name, inputs, metric);
    const elasticity = elasticityOf(curve, current);
    const range = ranges[name];
    const ends = range && { low: curve(range.quantile(0.1)), high: curve(range.quantile(0.9)) };
    const variance = range === undefined ? 0 : logVariance(range.quantile);
    const weight = variance === undefined ? undefined : (elasticity ?? NaN) ** 2 * variance;
    return [{ name, current, elasticity, ends, weight }];
  });
  const moving = found.filter(
    ({ elasticity, ends }) => elasticity !== 0 || ends?.low !== ends?.high,
  );
  const weights = moving.map(({ weight }) => weight ?? NaN);
  const total = sum(weights);
  return moving.map(({ name, current, elasticity, ends, weight }) => ({
    name,
    current,
    elasticity,
    low: ends?.low ?? null,
    high: ends?.high ?? null,
    share: ends === undefined || weight === undefined || !(total > 0) ? null : weight / total,
  }));
}

/** The widest step of the differences, relative to the input, and how often it is halved. */
const step = 1e-3;
const halvings = 4;

/**
 * The elasticity of a curve: d ln y / d ln x, by differences of halved widths, of which each
 * combination with the one before takes a power of the width out of the error.
 *
 * @see Richardson & Gaunt, "The Deferred Approach to the Limit" (1927)
 */
function elasticityOf(curve: Curve, x: number): number | null {
  const y = curve(x);
  if (y === null || y === 0 || x === 0) return null;
  const [up, down] = [curve(x * (1 + step)), curve(x * (1 - step))];
  if (up === null && down === null) return null;
  // At the edge of its domain an input can move one way only.
  const [above, below] = [up === null ? 0 : 1, down === null ? 0 : 1];
  const slope = (width: number) =>
    ((curve(x * (1 + above * width)) ?? NaN) - (curve(x * (1 - below * width)) ?? NaN)) /
    ((above + below) * width);
  // The error of a central difference has even powers of the width alone.
  const isCentral = above + below === 2;
  let slopes = Array.from({ length: halvings }, (_, at) => slope(step / 2 ** at));
  for (let order = 1; slopes.length > 1; order++) {
    const weight = 2 ** (isCentral ? 2 * order : order);
    slopes = slopes
      .slice(1)
      .map((narrow, at) => (weight * narrow - (slopes[at] ?? NaN)) / (weight - 1));
  }
  const value = (slopes[0] ?? NaN) / y;
  // A product gives 1 or -1, to the noise of its last digits.
  return Math.abs(value - Math.round(value)) < 1e-10 ? Math.round(value) : value;
}

const strata = 2_000;

/** The variance of the logarithm of a number, or undefined where it may be 0 or less. */
function logVariance(quantile: (p: number) => number): number | undefined {
  const logs = Float64Array.from({ length: strata }, (_, at) =>
    Math.log(quantile((at + 0.5) / strata)),
  );
  if (!logs.every(Number.isFinite)) return undefined;
  const mean = sum(logs) / strata;
  return sum(logs.map((log) => (log - mean) ** 2)) / strata;
}
