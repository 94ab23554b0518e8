import { conventionNames, type Inputs, isInputName } from '../quantities.ts';
import { metrics } from './index.ts';

/** What was given that something may be computed from: inputs, and a model. */
export function givenIn(inputs: Inputs): string[] {
  return Object.keys(inputs).filter((name) => isInputName(name) || name === 'model');
}

/** The leastMissing inputs that a quantity still needs, beside those given; of a model as well. */
export function missingFor(name: string, given: readonly string[]): string[] {
  if (given.includes(name) || conventionNames.some((convention) => convention === name)) return [];
  return leastMissing([
    ...(isInputName(name) || name === 'model' ? [[name]] : []),
    ...waysTo(name, given),
  ]);
}

/** The leastMissing inputs that are still needed to compute a metric, even if it may be given itself. */
export function missingToCompute(name: string, given: readonly string[]): string[] {
  return leastMissing(waysTo(name, given));
}

function waysTo(name: string, given: readonly string[]): string[][] {
  return metrics
    .filter((metric) => metric.name === name)
    .flatMap((metric) => metric.inputs)
    .map((names) => [...new Set(names.flatMap((input) => missingFor(input, given)))]);
}

/** The shortest of some lists of missing inputs; a file to fit first is asked for last. */
export function leastMissing(ways: readonly string[][]): string[] {
  const [first = []] = ways.toSorted((one, other) => effort(one) - effort(other));
  return first;
}

function effort(missing: readonly string[]): number {
  return missing.length + (missing.includes('model') ? 100 : 0);
}
