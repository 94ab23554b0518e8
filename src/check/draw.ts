import { stratifiedDraws } from '../math/draws.ts';
import { derive } from '../metrics/calculate.ts';
import { type InputName, isInputName, type QuantityName } from '../quantities.ts';
import type { Case } from './assumptions.ts';
import type { Draw } from './evaluate.ts';

/** How many draws there are, and which. */
export interface DrawOptions {
  readonly seed: number;
  readonly draws: number;
}

/**
 * Draw a metric of a case: each input with a range takes a draw of its own.
 *
 * An input takes the same draws in every case, so that what is uncertain in all segments moves
 * them together.
 */
export function drawerOf({ seed, draws: count }: DrawOptions): Draw {
  const probabilities = new Map<InputName, Float64Array>();
  const streamOf = (name: InputName) => {
    let stream = probabilities.get(name);
    if (stream === undefined) {
      probabilities.set(name, (stream = stratifiedDraws(count, seed, name)));
    }
    return stream;
  };
  const drawn = new WeakMap<Case, Map<QuantityName, Float64Array>>();
  return (assumed, metric) => {
    let byMetric = drawn.get(assumed);
    if (byMetric === undefined) drawn.set(assumed, (byMetric = new Map()));
    let values = byMetric.get(metric);
    if (values === undefined) {
      byMetric.set(metric, (values = drawAll(assumed, metric, count, streamOf)));
    }
    return values;
  };
}

function drawAll(
  { inputs, ranges }: Case,
  metric: QuantityName,
  count: number,
  streamOf: (name: InputName) => Float64Array,
): Float64Array {
  const uncertain = Object.entries(ranges).flatMap(([name, range]) =>
    isInputName(name) ? [{ name, range, stream: streamOf(name) }] : [],
  );
  const row: Record<string, unknown> = { ...inputs };
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    for (const { name, range, stream } of uncertain) {
      row[name] = range.quantile(stream[index] ?? NaN);
    }
    const value = derive(row).values[metric];
    // What has no value lies beyond every number: a payback that never comes, a CAC of 0.
    values[index] = value ?? Infinity;
  }
  return values;
}
