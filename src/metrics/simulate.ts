import type { Uncertain } from '../math/distribution.ts';
import { stratifiedDraws } from '../math/draws.ts';
import { percentile } from '../math/percentile.ts';
import { roundedTo } from '../math/round.ts';
import {
  type InputName,
  type Inputs,
  isInputName,
  type QuantityName,
  rankOf,
} from '../quantities.ts';
import type { Formula } from './agreement.ts';
import { type CalculateOptions, derive } from './calculate.ts';
import { metrics as allMetrics } from './index.ts';

/** What is known of the inputs that are not known exactly. */
export type Distributions = { readonly [Name in InputName]?: Uncertain };

export interface SimulateOptions extends CalculateOptions {
  /** How many times each input is drawn, 1 to 1,000,000. */
  readonly draws: number;
  /** Any whole number: the same one gives the same draws. */
  readonly seed: number;
  /** What {@link drawsOf} gives for these draws and this seed, where it is at hand already. */
  readonly drawn?: (name: string, distribution: Uncertain) => Float64Array;
}

/** The draws of one input: stratified, in an order that its stream and the seed alone decide. */
export function drawsOf(
  name: string,
  { quantile, stream = name }: Uncertain,
  { draws, seed }: Pick<SimulateOptions, 'draws' | 'seed'>,
): Float64Array {
  return stratifiedDraws(draws, seed, stream).map(quantile);
}

/** One metric, computed for every draw. */
export interface SimulatedMetric {
  /** Its value in each draw, in the order of the draws; where it has none, an infinity by its rank. */
  readonly values: Float64Array;
  /** The draws in which it has its inputs but no value, by whether they rank above all others or below. */
  readonly withoutValue: { readonly above: number; readonly below: number };
  /**
   * The value below which a share p of the draws lies, to ten digits. A draw without a value
   * counts as above or below all others: a payback that never comes is the longest, and where
   * there is no revenue, no budget buys customers.
   *
   * @returns null where the percentile falls among the draws without a value
   */
  readonly percentile: (p: number) => number | null;
  /** The share of the draws that miss a target; one without a value is an infinity here too. */
  readonly missing: (holds: (value: number) => boolean) => number;
}

/** The digits that a percentile carries: of 10,000 draws it is good to three or four. */
const figures = 10;

/**
 * Compute metrics for draws of the inputs that are not known exactly.
 *
 * Draws are stratified, and independent of each other: what moves two inputs together is not in
 * the result. A fitted model is drawn with its parameters, which its covariance moves together. An input that is given exactly and also follows from others, as in the output of
 * clv fed back, is computed anew in each draw.
 *
 * @param inputs every input, also those that are drawn; checked already
 * @param distributions what to draw, each with a quantile function
 * @returns the metrics that the draws move, in the order of the list
 * @throws RangeError when the number of draws is outside its domain
 * @throws InputError when a draw gives a result beyond a double, or two that disagree
 */
export function simulate(
  inputs: Inputs,
  distributions: Distributions,
  options: SimulateOptions,
): ReadonlyMap<QuantityName, SimulatedMetric> {
  const { draws, metrics = allMetrics, drawn: drawnOf, ...others } = options;
  const drawn = Object.entries(distributions).map(([name, distribution]) => ({
    name,
    values: drawnOf?.(name, distribution) ?? drawsOf(name, distribution, options),
  }));
  const record: Record<string, unknown> = withoutDerived(inputs, distributions, metrics);
  const outlooks = inputs.model?.drawn(options) ?? [];
  const found = derive(record, { metrics }).metrics.map((name) => ({
    name,
    values: new Float64Array(draws),
  }));
  const calculateOptions = { ...others, metrics };
  for (let draw = 0; draw < draws; draw++) {
    for (const { name, values } of drawn) record[name] = values[draw];
    if (outlooks.length > 0) record['model'] = outlooks[draw];
    const { values: row, reasons } = derive(record, calculateOptions);
    for (const { name, values } of found)
      values[draw] = row[name] ?? rankOf(name, reasons.get(name));
  }
  return new Map(
    found
      .filter(({ values }) => isMoved(values))
      .map(({ name, values }) => [name, simulated(values)]),
  );
}

/** The inputs but those that follow from the others and are not drawn themselves. */
function withoutDerived(
  inputs: Inputs,
  distributions: Distributions,
  metrics: readonly Formula[],
): Record<string, unknown> {
  let kept: Record<string, unknown> = { ...inputs };
  for (const name of Object.keys(inputs).filter(isInputName)) {
    const others = { ...kept };
    delete others[name];
    const isDrawn = distributions[name] !== undefined;
    if (!isDrawn && derive(others, { metrics }).metrics.includes(name)) kept = others;
  }
  return kept;
}

function isMoved(values: Float64Array): boolean {
  return values.some((value) => value !== values[0]);
}

function simulated(values: Float64Array): SimulatedMetric {
  let sorted: Float64Array | undefined;
  return {
    values,
    get withoutValue() {
      return { above: countOf(values, Infinity), below: countOf(values, -Infinity) };
    },
    percentile(p) {
      sorted ??= values.toSorted();
      const value = percentile(sorted, p);
      return Number.isFinite(value) ? roundedTo(figures, value) : null;
    },
    missing: (holds) =>
      values.reduce((count, value) => count + (holds(value) ? 0 : 1), 0) / values.length,
  };
}

function countOf(values: Float64Array, wanted: number): number {
  return values.reduce((count, value) => count + (value === wanted ? 1 : 0), 0);
}
