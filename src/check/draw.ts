import type { Distribution } from '../math/distribution.ts';
import { drawsOf, simulate, type SimulatedMetric } from '../metrics/simulate.ts';
import { isInputName, type QuantityName } from '../quantities.ts';
import type { Case } from './assumptions.ts';
import type { Draw } from './evaluate.ts';
import { figureOf } from './figure.ts';
import { upstreamOf } from './upstream.ts';

/** How many draws there are, and which. */
export interface DrawOptions {
  readonly seed: number;
  readonly draws: number;
}

type Simulation = ReadonlyMap<QuantityName, SimulatedMetric>;

/**
 * Draw metrics of cases, each case once.
 *
 * An input takes the same draws in every case, so that what is uncertain in all segments moves
 * them together.
 *
 * @param wanted the only metrics that will be asked for: what they do not rest on is not computed
 */
export function drawerOf(options: DrawOptions, wanted: readonly QuantityName[]): Draw {
  // Most cases share most of their ranges.
  const known = new Map<string, WeakMap<Distribution, Float64Array>>();
  const drawn = (name: string, distribution: Distribution) => {
    let ofName = known.get(name);
    if (ofName === undefined) known.set(name, (ofName = new WeakMap()));
    let draws = ofName.get(distribution);
    if (draws === undefined)
      ofName.set(distribution, (draws = drawsOf(name, distribution, options)));
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
  return (assumed, metric) =>
    (isInputName(metric) ? inputDraws(assumed, metric) : undefined) ??
    simulationOf(assumed).get(metric)?.values ??
    new Float64Array(options.draws).fill(figureOf(assumed.inputs, metric).value ?? Infinity);
}
