import { conventionNames, isInputName } from '../quantities.ts';
import { metrics } from './index.ts';

/** The fewest inputs that a quantity still needs, beside those given. */
export function missingFor(name: string, given: readonly string[]): string[] {
  if (given.includes(name) || conventionNames.some((convention) => convention === name)) return [];
  return shortest([...(isInputName(name) ? [[name]] : []), ...waysTo(name, given)]);
}

/** The fewest inputs that are still needed to compute a metric, even if it may be given itself. */
export function missingToCompute(name: string, given: readonly string[]): string[] {
  return shortest(waysTo(name, given));
}

function waysTo(name: string, given: readonly string[]): string[][] {
  return metrics
    .filter((metric) => metric.name === name)
    .flatMap((metric) => metric.inputs)
    .map((names) => [...new Set(names.flatMap((input) => missingFor(input, given)))]);
}

function shortest(ways: readonly string[][]): string[] {
  return ways.toSorted((one, other) => one.length - other.length)[0] ?? [];
}
