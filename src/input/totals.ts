import { shown } from '../errors.ts';
import { type InputName, inputNames, isAdditive, quantities } from '../quantities.ts';
import type { AssumptionsFile, Entry } from './yaml/assumptions-schema.ts';
import { isChange, parseChange } from './grammar/change.ts';
import type { Document, Located, Path } from './yaml/yaml.ts';

/** Totals, of which each segment has its own part. */
const totals = inputNames.filter(isAdditive);

type Values = ReadonlyMap<InputName, { readonly value: number }>;

/**
 * The totals of a file with several segments that would count once in each of them.
 *
 * @param common the inputs that all have in common
 * @param bySegment the same for each segment
 */
export function countedTwice(
  { inputs, segments = {}, scenarios = {} }: AssumptionsFile,
  common: Values,
  bySegment: ReadonlyMap<string | null, Values>,
  document: Document,
): Located[] {
  const names = Object.keys(segments);
  if (names.length < 2) return [];
  const inInputs = totals.flatMap((name): Located[] => {
    const whole = common.get(name)?.value;
    if (inputs[name] === undefined || whole === undefined) return [];
    const place = document.placeOfKey(['inputs', name]);
    if (!names.every((segment) => isOwn(segments[segment]?.[name]))) {
      const message = `inputs.${name} must not count once in each segment; give every segment its own ${name}`;
      return [{ place, message }];
    }
    const total = names.reduce(
      (sum, each) => sum + (bySegment.get(each)?.get(name)?.value ?? 0),
      0,
    );
    if (Math.abs(total - whole) <= 1e-9 * Math.max(1, Math.abs(whole))) return [];
    const message = `inputs.${name} must be the sum of the segments, got ${whole} where they have ${total}; drop it from inputs (${quantities[name].help})`;
    return [{ place, message }];
  });
  const inScenarios = Object.entries(scenarios).flatMap(([scenario, entries]) =>
    totals.flatMap((name): Located[] => {
      const written = valueOf(entries[name]);
      if (written === undefined || parseChange(name, written, name)?.kind === 'multiply') return [];
      const path: Path = ['scenarios', scenario, name];
      const message = `${path.join('.')} must not count once in each of ${names.length} segments, got ${shown(String(written))}; change it in proportion, as +8% or x1.08 does`;
      return [{ place: document.placeOfKey(path), message }];
    }),
  );
  return [...inInputs, ...inScenarios];
}

function valueOf(entry: Entry | undefined): number | string | undefined {
  return typeof entry === 'object' ? (entry.value ?? entry.range) : entry;
}

/** Whether an entry gives a number of its own; a change of another one does not. */
export function isOwn(entry: Entry | undefined): boolean {
  const written = typeof entry === 'object' ? entry.value : entry;
  return written !== undefined && !isChange(written);
}
