import type { Sensitivity } from '../../analysis/sensitivities.ts';
import { type Language, quantities, type QuantityName } from '../../quantities.ts';
import { textOrNone } from '../calculation/report.ts';
import { notAvailable } from '../calculation/sentence.ts';
import type { Listing } from '../listing.ts';
import type { Style } from '../style.ts';

/** The width of a bar of the tornado, in characters. */
const barWidth = 24;

/** What was asked for, its value, and what each input does to it. */
export interface Sensitivities {
  readonly metric: QuantityName;
  readonly value: number;
  readonly found: readonly Sensitivity[];
  /** The inputs that have a range. */
  readonly ranged: ReadonlySet<string>;
  /** Whether a fitted model plays a part. */
  readonly hasModel: boolean;
}

/** The words of the table; names of inputs and metrics stay as they are. */
const words = {
  en: {
    header: ['Input', 'Now', 'Elasticity'],
    ranges: ['At p10', 'At p90', 'Share of variance', 'From p10 to p90'],
    meaning: (metric: string, value: string) =>
      `${metric} is ${value}. Elasticity: the percentage that it moves for one percent of the input.`,
    first: (name: string) =>
      `Measure ${name} first: it brings the largest share of the variance (of the logarithm, to first order, inputs taken as independent).`,
    noShare:
      'No range has a share of the variance of the logarithm, which only numbers above 0 have, so nothing tells which one is worth measuring.',
    noRange: 'No input has a range, so nothing tells which one is worth measuring.',
    model: 'The model is taken as it is: how uncertain its parameters are has no row and no share.',
  },
  nl: {
    header: ['Invoer', 'Nu', 'Elasticiteit'],
    ranges: ['Bij p10', 'Bij p90', 'Deel van de variantie', 'Van p10 tot p90'],
    meaning: (metric: string, value: string) =>
      `${metric} is ${value}. Elasticiteit: hoeveel procent die verandert bij één procent meer invoer.`,
    first: (name: string) =>
      `Meet eerst ${name}: die brengt het grootste deel van de variantie (van de logaritme, in eerste orde, invoer onafhankelijk gesteld).`,
    noShare:
      'Geen bereik heeft een deel van de variantie van de logaritme, die alleen getallen boven 0 hebben; niets zegt dus wat het meten waard is.',
    noRange: 'Geen invoer heeft een bereik; niets zegt dus wat het meten waard is.',
    model:
      'Het model blijft zoals het is: de onzekerheid van zijn parameters heeft geen regel en geen deel.',
  },
} as const satisfies Record<Language, object>;

/** What each input does to a metric. */
export function sensitivityListing(
  { metric, value, found, ranged, hasModel }: Sensitivities,
  { language, format }: Style,
): Listing {
  const { unit } = quantities[metric];
  const { header, ranges, meaning, first: measureFirst, noShare, noRange, model } = words[language];
  const ends = found.flatMap(({ low, high }) => (low === null || high === null ? [] : [low, high]));
  const span = [Math.min(value, ...ends), Math.max(value, ...ends)] as const;
  const hasRanges = found.some(({ name }) => ranged.has(name));
  const atEnd = (name: string, end: number | null) =>
    ranged.has(name) ? textOrNone(end, unit, { format, language }) : '';
  const first = found.find(({ share }) => share !== null);
  return {
    json: { metric, value, results: found },
    rows: found.map((each) => ({ ...each })),
    header: [...header, ...(hasRanges ? ranges : [])],
    lines: found.map(({ name, current, elasticity, low, high, share }) => [
      name,
      format(current, quantities[name].unit),
      elasticity === null ? notAvailable[language] : format(elasticity, 'ratio'),
      ...(hasRanges
        ? [
            atEnd(name, low),
            atEnd(name, high),
            share === null ? '' : format(Math.round(share * 100) / 100, 'share'),
            low === null || high === null ? '' : barOf(low, high, span),
          ]
        : []),
    ]),
    numbers: hasRanges ? [false, true, true, true, true, true, false] : [false, true, true],
    notes: [
      meaning(metric, format(value, unit)),
      first !== undefined ? measureFirst(first.name) : hasRanges ? noShare : noRange,
      ...(hasModel ? [model] : []),
    ],
  };
}

function barOf(one: number, other: number, [from, to]: readonly [number, number]): string {
  const at = (value: number) =>
    to === from ? 0 : Math.round(((value - from) / (to - from)) * barWidth);
  const [start, end] = [at(Math.min(one, other)), at(Math.max(one, other))];
  return `${' '.repeat(start)}${'█'.repeat(Math.max(1, end - start))}`;
}
