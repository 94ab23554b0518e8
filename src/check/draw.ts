import { stratifiedDraws } from '../math/draws.ts';
import { simulate, type SimulatedMetric } from '../metrics/simulate.ts';
import { isInputName, type QuantityName } from '../quantities.ts';
import type { Case } from './assumptions.ts';
import type { Draw } from './evaluate.ts';
import { figureOf } from './figure.ts';

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
 */
export function drawerOf(options: DrawOptions): Draw {
  const simulations = new WeakMap<Case, Simulation>();
  const simulationOf = (assumed: Case) => {
    let simulation = simulations.get(assumed);
    if (simulation === undefined) {
      simulations.set(assumed, (simulation = simulate(assumed.inputs, assumed.ranges, options)));
    }
    return simulation;
  };
  return (assumed, metric) =>
    (isInputName(metric) ? drawsOfInput(assumed, metric, options) : undefined) ??
    simulationOf(assumed).get(metric)?.values ??
    new Float64Array(options.draws).fill(figureOf(assumed.inputs, metric).value ?? Infinity);
}

/** The draws of an input itself, where it has a range. */
function drawsOfInput(
  { ranges }: Case,
  name: keyof Case['ranges'],
  { draws, seed }: DrawOptions,
): Float64Array | undefined {
  const range = ranges[name];
  return range && stratifiedDraws(draws, seed, name).map(range.quantile);
}
