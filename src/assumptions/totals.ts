import { shown } from '../errors.ts';
import { type InputName, inputNames, isAdditive, quantities } from '../quantities.ts';
import { entryOf, type Sections } from './entry.ts';
import type { Located } from './place.ts';

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
  sections: Sections,
  common: Values,
  bySegment: ReadonlyMap<string | null, Values>,
): Located[] {
  if (sections.segments.size < 2) return [];
  return [...inInputs(sections, common, bySegment), ...inScenarios(sections)];
}

function inInputs(
  { inputs, segments }: Sections,
  common: Values,
  bySegment: ReadonlyMap<string | null, Values>,
): Located[] {
  return totals.flatMap((name): Located[] => {
    const whole = common.get(name)?.value;
    const place = entryOf(inputs, name)?.placeOfKey;
    if (place === undefined || whole === undefined) return [];
    if (![...segments.values()].every((segment) => entryOf(segment, name)?.isOwn)) {
      const message = `inputs.${name} must not count once in each segment; give every segment its own ${name}`;
      return [{ place, message }];
    }
    const total = [...segments.keys()].reduce(
      (sum, each) => sum + (bySegment.get(each)?.get(name)?.value ?? 0),
      0,
    );
    if (Math.abs(total - whole) <= 1e-9 * Math.max(1, Math.abs(whole))) return [];
    const message = `inputs.${name} must be the sum of the segments, got ${whole} where they have ${total}; drop it from inputs (${quantities[name].help})`;
    return [{ place, message }];
  });
}

function inScenarios({ segments, scenarios }: Sections): Located[] {
  return [...scenarios].flatMap(([scenario, section]) =>
    totals.flatMap((name): Located[] => {
      const { value, written, placeOfKey: place } = entryOf(section, name) ?? {};
      if (place === undefined || written === undefined) return [];
      if (typeof value === 'object' && value.kind === 'multiply') return [];
      const message = `scenarios.${scenario}.${name} must not count once in each of ${segments.size} segments, got ${shown(written)}; change it in proportion, as +8% or x1.08 does`;
      return [{ place, message }];
    }),
  );
}
