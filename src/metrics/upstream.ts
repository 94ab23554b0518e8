import { type Formula, restatements } from './agreement.ts';
import { derive } from './calculate.ts';
import { metrics } from './index.ts';
import { conventionNames, type Inputs, type QuantityName } from '../quantities.ts';

/** All that a check may look at: the metrics, and what inputs state in other words, as churn by retention. */
export const checkedFormulas: readonly Formula[] = [...metrics, ...restatements];

/** The metrics of these names and all that they may be computed from, in the order of the list. */
export function upstreamOf(names: readonly QuantityName[]): readonly Formula[] {
  const restated = restatements.filter(({ name }) => names.includes(name));
  const needed = new Set<string>([...names, ...restated.flatMap(({ inputs }) => inputs.flat())]);
  // A metric comes after all that it is computed from.
  for (const { name, inputs } of metrics.toReversed()) {
    if (needed.has(name)) inputs.flat().forEach((input) => needed.add(input));
  }
  return [...metrics.filter(({ name }) => needed.has(name)), ...restated];
}

/** The inputs that a metric is computed from here, whatever else it could be computed from. */
export function sourcesOf(metric: QuantityName, inputs: Inputs): ReadonlySet<string> {
  const given = derive(inputs, { metrics: checkedFormulas }).values;
  const known = new Set<string>([...Object.keys(given), ...conventionNames]);
  const needed = new Set<string>([metric]);
  for (const { name, inputs: ways } of checkedFormulas.toReversed()) {
    if (!needed.has(name) || Object.hasOwn(inputs, name)) continue;
    ways
      .find((names) => names.every((each) => known.has(each)))
      ?.forEach((each) => needed.add(each));
  }
  return new Set([...needed].filter((name) => Object.hasOwn(inputs, name)));
}
