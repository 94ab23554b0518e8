import type { Solution } from '../../analysis/solution.ts';
import { type Language, quantities, type QuantityName } from '../../quantities.ts';
import { notAvailable } from '../calculation/sentence.ts';
import type { Listing } from '../listing.ts';
import type { Style } from '../style.ts';

/** A metric and the value that it should take. */
export interface Goal {
  readonly metric: QuantityName;
  readonly value: number;
}

/** The words of the table; names of inputs and metrics stay as they are. */
const words = {
  en: {
    header: (target: string) => ['Input', 'Now', `For ${target}`, 'Change'],
    note: 'Each input alone, the others as they are.',
  },
  nl: {
    header: (target: string) => ['Invoer', 'Nu', `Voor ${target}`, 'Verschil'],
    note: 'Elke invoer apart, de andere zoals ze zijn.',
  },
} as const satisfies Record<Language, object>;

/** What each input must be for a metric to reach its goal. */
export function solveListing(
  solutions: readonly Solution[],
  { metric, value: wanted }: Goal,
  { language, format }: Style,
): Listing {
  const { header, note } = words[language];
  const results = solutions.map((each) => ({ ...each, reason: each.reason?.en ?? null }));
  return {
    json: { target: { metric, value: wanted }, results },
    rows: results,
    header: header(`${metric} ${format(wanted, quantities[metric].unit)}`),
    lines: solutions.map(({ name, current, value, reason }) => {
      const { unit } = quantities[name];
      const change =
        current === null || value === null || current === 0 ? undefined : value / current - 1;
      return [
        name,
        current === null ? '' : format(current, unit),
        value === null ? notAvailable[language] : format(value, unit),
        reason?.[language] ??
          (change === undefined
            ? ''
            : `${change < 0 ? '-' : '+'}${format(Math.abs(change), 'share')}`),
      ];
    }),
    numbers: [false, true, true, false],
    notes: [note],
  };
}
