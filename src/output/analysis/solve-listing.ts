import type { Solution, Unsolved } from '../../analysis/solution.ts';
import { type InputName, type Language, quantities, type QuantityName } from '../../quantities.ts';
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
    stated: (name: string, by: readonly string[]) =>
      `${name} follows from ${by.join(' and ')}, which ${by.length === 1 ? 'is' : 'are'} given: leave ${by.length === 1 ? by[0] : 'one of them'} out to solve for ${name}`,
    noValue: (name: string, metric: string) => `${metric} has no value for any ${name}`,
    sameValue: (name: string, metric: string) => `${metric} does not rest on ${name}`,
    outOfBounds: (name: string, low: number, high: number, goal: string) =>
      `no solution within bounds: no ${name} from ${low} to ${high} gives ${goal}`,
  },
  nl: {
    header: (target: string) => ['Invoer', 'Nu', `Voor ${target}`, 'Verschil'],
    note: 'Elke invoer apart, de andere zoals ze zijn.',
    stated: (name: string, by: readonly string[]) =>
      `${name} volgt uit ${by.join(' en ')}, die gegeven ${by.length === 1 ? 'is' : 'zijn'}: laat ${by.length === 1 ? by[0] : 'er een'} weg om ${name} op te lossen`,
    noValue: (name: string, metric: string) =>
      `${metric} heeft voor geen enkele ${name} een waarde`,
    sameValue: (name: string, metric: string) => `${metric} hangt niet af van ${name}`,
    outOfBounds: (name: string, low: number, high: number, goal: string) =>
      `geen oplossing binnen de grenzen: geen ${name} van ${low} tot ${high} geeft ${goal}`,
  },
} as const satisfies Record<Language, object>;

/** What each input must be for a metric to reach its goal. */
export function solveListing(
  solutions: readonly Solution[],
  goal: Goal,
  { language, format }: Style,
): Listing {
  const { metric, value: wanted } = goal;
  const { header, note } = words[language];
  const results = solutions.map((each) => ({
    ...each,
    reason: each.reason && unsolvedText(each.name, each.reason, goal, 'en'),
  }));
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
        reason !== null
          ? unsolvedText(name, reason, goal, language)
          : change === undefined
            ? ''
            : `${change < 0 ? '-' : '+'}${format(Math.abs(change), 'share')}`,
      ];
    }),
    numbers: [false, true, true, false],
    notes: [note],
  };
}

function unsolvedText(
  name: InputName,
  reason: Unsolved,
  { metric, value }: Goal,
  language: Language,
): string {
  const text = words[language];
  switch (reason.kind) {
    case 'stated':
      return text.stated(name, reason.by);
    case 'noValue':
    case 'sameValue':
      return text[reason.kind](name, metric);
    case 'outOfBounds':
      return text.outOfBounds(name, reason.low, reason.high, `${metric} ${value}`);
  }
}
