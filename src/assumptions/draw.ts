import type { Uncertain } from '../math/distribution.ts';
import { derive } from '../metrics/calculate.ts';
import { drawsOf, simulate, type SimulatedMetric } from '../metrics/simulate.ts';
import { isInputName, type QuantityName, rankOf } from '../quantities.ts';
import type { Case } from './assumptions.ts';
import { upstreamOf } from '../metrics/upstream.ts';

/** Draws of a metric, in the order of the draws; an infinity by its rank where one has no value. */
export type Draw = (assumed: Case, metric: QuantityName) => Float64Array;

/** How many draws there are, and which. */
export interface DrawOptions {
  readonly seed: number;
  readonly draws: number;
}

type Simulation = ReadonlyMap<QuantityName, SimulatedMetric>;

/**
 * Draw metrics of cases, each case once.
 *
 * A range that segments inherit takes the same draws in each, so that it moves them together; one
 * that a segment writes itself has a stream of its own.
 *
 * @param wanted the only metrics that will be asked for: what they do not rest on is not computed
 */
export function drawerOf(options: DrawOptions, wanted: readonly QuantityName[]): Draw {
  // Most cases share most of their ranges.
  const known = new Map<string, WeakMap<Uncertain, Float64Array>>();
  const drawn = (name: string, range: Uncertain) => {
    let ofName = known.get(name);
    if (ofName === undefined) known.set(name, (ofName = new WeakMap()));
    let draws = ofName.get(range);
    if (draws === undefined) ofName.set(range, (draws = drawsOf(name, range, options)));
    return draws;
  };
  const simulated = { ...options, metrics: upstreamOf(wanted), drawn };
  const simulations = new WeakMap<Case, Simulation>();
  const simulationOf = (assumed: Case) => {
    let simulation = simulations.get(assumed);
    if (simulation === undefined) {
      simulations.set(assumed, (simulation = simulate(assumed.inputs, assumed.ranges, simulated)));
    }
    return simulation;
  };
  const inputDraws = ({ ranges }: Case, name: keyof Case['ranges']) => {
    const range = ranges[name];
    return range && drawn(name, range);
  };
  const unmoved = ({ inputs }: Case, metric: QuantityName) => {
    const { values, reasons } = derive(inputs);
    return new Float64Array(options.draws).fill(
      values[metric] ?? rankOf(metric, reasons.get(metric)),
    );
  };
  return (assumed, metric) =>
    (isInputName(metric) ? inputDraws(assumed, metric) : undefined) ??
    simulationOf(assumed).get(metric)?.values ??
    unmoved(assumed, metric);
}
