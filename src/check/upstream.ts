import { derive } from '../metrics/calculate.ts';
import { metrics } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { conventionNames, type Inputs, type QuantityName } from '../quantities.ts';

/** The metrics of these names and all that they may be computed from, in the order of the list. */
export function upstreamOf(names: readonly QuantityName[]): readonly Metric[] {
  const needed = new Set<string>(names);
  // A metric comes after all that it is computed from.
  for (const { name, inputs } of metrics.toReversed()) {
    if (needed.has(name)) inputs.flat().forEach((input) => needed.add(input));
  }
  return metrics.filter(({ name }) => needed.has(name));
}

/** The inputs that a metric is computed from here, whatever else it could be computed from. */
export function sourcesOf(metric: QuantityName, inputs: Inputs): ReadonlySet<string> {
  const known = new Set<string>([...Object.keys(derive(inputs).values), ...conventionNames]);
  const needed = new Set<string>([metric]);
  for (const { name, inputs: ways } of metrics.toReversed()) {
    if (!needed.has(name) || Object.hasOwn(inputs, name)) continue;
    ways
      .find((names) => names.every((each) => known.has(each)))
      ?.forEach((each) => needed.add(each));
  }
  return new Set([...needed].filter((name) => Object.hasOwn(inputs, name)));
}
