import type { Range, Ranges } from '../assumptions/range.ts';
import { distributionOf, rangeReading } from '../assumptions/reading.ts';
import type { CalculateOptions, Calculation } from '../metrics/calculate.ts';
import { simulate, type SimulatedMetric } from '../metrics/simulate.ts';
import type {
  DrawnInterval,
  Miss,
  Result,
  Simulation,
  Uncertainty,
} from '../output/calculation/result.ts';
import type { Inputs, QuantityName } from '../quantities.ts';
import type { CalculationOptions } from './question.ts';

interface UncertaintyOptions {
  readonly calculate: CalculateOptions;
  readonly simulation: Simulation;
}

/**
 * A result from ranges, with what they do to it.
 *
 * @throws InputError as `uncertaintyOf` does
 */
export function drawn(
  result: Result,
  inputs: Inputs,
  ranges: Ranges,
  calculate: CalculateOptions,
  { sampling }: CalculationOptions,
): Result {
  const options = { calculate, simulation: sampling };
  return { ...result, uncertainty: uncertaintyOf(inputs, ranges, result.calculation, options) };
}

/**
 * Draw the ranges of one record and say what they do to its metrics.
 *
 * @param inputs all inputs, with the point of each range
 * @throws InputError when a draw gives a result beyond a double, or two that disagree
 */
function uncertaintyOf(
  inputs: Inputs,
  ranges: Ranges,
  { values }: Calculation,
  { calculate, simulation }: UncertaintyOptions,
): Uncertainty {
  const { interval } = simulation;
  const simulated = simulate(
    inputs,
    mapRanges(ranges, (range) => distributionOf(range, undefined, interval)),
    { ...calculate, ...simulation },
  );
  const intervals = [...simulated].map(([name, metric]) => [name, intervalOf(metric)] as const);
  const misses = missesOf(simulated, values.targetRatio ?? undefined);
  return {
    intervals: Object.fromEntries(intervals),
    readings: mapRanges(ranges, (range) => rangeReading(range, undefined, interval)),
    ...(misses && { misses }),
    simulation,
    isOfModel: inputs.model !== undefined,
  };
}

function mapRanges<T>(ranges: Ranges, map: (range: Range) => T): Record<string, T> {
  return Object.fromEntries(Object.values(ranges).map((range) => [range.name, map(range)]));
}

function intervalOf({
  percentile,
  withoutValue: { above, below },
}: SimulatedMetric): DrawnInterval {
  return {
    p5: percentile(0.05),
    p50: percentile(0.5),
    p95: percentile(0.95),
    ...(above + below > 0 && { withoutValue: above + below }),
    ...(below > 0 && { withoutValueBelow: below }),
  };
}

/** The targets of a customer: the ratio that was asked for, and to cost no more than it brings. */
function missesOf(
  simulated: ReadonlyMap<QuantityName, SimulatedMetric>,
  targetRatio: number | undefined,
): Uncertainty['misses'] {
  const targets: readonly (readonly [QuantityName, number | undefined])[] = [
    ['ltvCac', targetRatio],
    ['netClv', 0],
  ];
  const misses: Record<string, Miss> = {};
  for (const [name, target] of targets) {
    const metric = simulated.get(name);
    if (metric === undefined || target === undefined) continue;
    misses[name] = { target, probability: metric.missing((value) => value >= target) };
  }
  return Object.keys(misses).length === 0 ? undefined : misses;
}
