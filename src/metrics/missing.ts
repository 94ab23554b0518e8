import { conventionNames, isInputName } from '../quantities.ts';
import { metrics } from './index.ts';

/** The fewest inputs that a quantity still needs, beside those given. */
export function missingFor(name: string, given: readonly string[]): string[] {
  if (given.includes(name) || conventionNames.some((convention) => convention === name)) return [];
  const ways = metrics
    .filter((metric) => metric.name === name)
    .flatMap((metric) => metric.inputs)
    .map((names) => [...new Set(names.flatMap((input) => missingFor(input, given)))]);
  if (isInputName(name)) ways.unshift([name]);
  return ways.toSorted((one, other) => one.length - other.length)[0] ?? [];
}
