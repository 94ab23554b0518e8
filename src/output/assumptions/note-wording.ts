import type { Note } from '../../assumptions/note.ts';
import { perPeriodText } from '../period-text.ts';
import { modelText } from '../calculation/outlook-text.ts';
import type { RangeReading, DistributionShape } from '../../assumptions/reading.ts';
import {
  type Domain,
  type InputName,
  isShare,
  type Language,
  quantities,
  type Text,
} from '../../quantities.ts';

/** A note in words, with the segment or scenario in which something was written. */
export function noteText(note: Note): Text {
  const { scenario, segment } = note;
  if (note.kind === 'costMovesWithPrice') {
    return {
      en: `${scenario} changes avg while margin is a share: the unit cost is taken to change with the price; give margin in the scenario as well, or unitCost instead of margin`,
      nl: `${scenario} verandert avg terwijl margin een aandeel is: de kostprijs verandert dan mee met de prijs; geef margin ook in het scenario, of unitCost in plaats van margin`,
    };
  }
  if (note.kind === 'modelReplaces') {
    const names = note.names.join(', ');
    return {
      en: `${scenario}: the model replaces ${names}`,
      nl: `${scenario}: het model vervangt ${names}`,
    };
  }
  const { en, nl } = wordsOf(note);
  const label = [scenario, segment].filter((part) => part !== null).join(' ');
  const prefix = label === '' ? '' : `${label}: `;
  return { en: prefix + en, nl: prefix + nl };
}

function wordsOf(note: Exclude<Note, { kind: 'costMovesWithPrice' | 'modelReplaces' }>): Text {
  switch (note.kind) {
    case 'reading':
      return readingText(note.reading);
    case 'override':
      return overrideText(note);
    case 'period':
      return periodText(note);
    case 'model':
      return modelText(note.about, (years, language) => shortNumber(years, false, language));
  }
}

/** What numbers are per, as in `freq and churn are per month`. */
function periodText({ names, period }: Note & { kind: 'period' }): Text {
  const isOne = names.length === 1;
  return {
    en: `${names.join(' and ')} ${isOne ? 'is' : 'are'} ${perPeriodText[period].en}`,
    nl: `${names.join(' en ')} ${isOne ? 'is' : 'zijn'} ${perPeriodText[period].nl}`,
  };
}

/** How an override was read, as in `avg +8%: 50 becomes 54, its range scaled by 1.08`. */
function overrideText({ name, written, from, to, factor }: Note & { kind: 'override' }): Text {
  const share = isShare(name);
  const move = (language: Language, becomes: string) =>
    `${name} ${written}: ${exactNumber(from, share, language)} ${becomes} ${exactNumber(to, share, language)}`;
  const scaledBy = (language: Language, words: string) =>
    factor === undefined ? '' : `, ${words} ${shortNumber(factor, false, language)}`;
  return {
    en: move('en', 'becomes') + scaledBy('en', 'its range scaled by'),
    nl: move('nl', 'wordt') + scaledBy('nl', 'het bereik ervan geschaald met'),
  };
}

/** How a range was read, as in `avg 45 to 55: 90% interval, lognormal, median 49.7`. */
export function readingText(reading: RangeReading): Text {
  return { en: readingIn('en', reading), nl: readingIn('nl', reading) };
}

function readingIn(language: Language, reading: RangeReading): string {
  const { range, value, isFarOff } = reading;
  const { name } = range;
  const text = language === 'nl' ? reading.text.replaceAll(/(\d)\.(?=\d)/g, '$1,') : reading.text;
  const show = (number: number) => shortNumber(number, isShare(name), language);
  const parts = partsOf(reading, show);
  if (value !== undefined && isFarOff) {
    parts.push({
      en: `of which the value ${show(value)} is far from the middle`,
      nl: `waarvan de waarde ${show(value)} ver van het midden ligt`,
    });
  }
  return `${name} ${text}: ${parts.map((part) => part[language]).join(', ')}`;
}

function partsOf(
  { range, shape, value, point, low, high, interval }: RangeReading,
  show: (number: number) => string,
): Text[] {
  const share = shortNumber(interval, true, 'en');
  switch (range.kind) {
    case 'limits':
      return [
        { en: 'hard limits', nl: 'harde grenzen' },
        shapes[shape],
        value === undefined
          ? { en: `midpoint ${show(point)}`, nl: `midden ${show(point)}` }
          : { en: `mode ${show(value)}`, nl: `modus ${show(value)}` },
      ];
    case 'interval':
      return [
        { en: `${share} interval`, nl: `${share}-interval` },
        cutShape(shape, range.name, show),
        { en: `median ${show(point)}`, nl: `mediaan ${show(point)}` },
      ];
    case 'centred':
      return [
        {
          en: `${share} interval ${show(low)} to ${show(high)}`,
          nl: `${share}-interval ${show(low)} tot ${show(high)}`,
        },
        cutShape(shape, range.name, show),
      ];
  }
}

const shapes: Readonly<Record<DistributionShape, Text>> = {
  uniform: { en: 'uniform', nl: 'uniform' },
  triangular: { en: 'triangular', nl: 'driehoekig' },
  lognormal: { en: 'lognormal', nl: 'lognormaal' },
  logitNormal: { en: 'logit-normal', nl: 'logit-normaal' },
  normal: { en: 'normal', nl: 'normaal' },
};

/** The name of a shape, and the bounds that cut it off. */
function cutShape(
  shape: DistributionShape,
  name: InputName,
  show: (number: number) => string,
): Text {
  const { min, max, above, below }: Domain = quantities[name].valid ?? {};
  const cuts = [above ?? min, below ?? max].filter((bound) => bound !== undefined).map(show);
  if (shape !== 'normal' || cuts.length === 0) return shapes[shape];
  return {
    en: `normal, cut at ${cuts.join(' and ')}`,
    nl: `normaal, afgekapt op ${cuts.join(' en ')}`,
  };
}

/** Three digits, or all of a whole number; a share as a percentage. */
function shortNumber(value: number, share: boolean, language: Language): string {
  const scaled = share ? value * 100 : value;
  const digits = Math.abs(scaled) < 100 ? Number(scaled.toPrecision(3)) : Math.round(scaled);
  return numberText(digits, share, language);
}

/** A number with all its digits; a share as a percentage. */
function exactNumber(value: number, share: boolean, language: Language): string {
  return numberText(Number((share ? value * 100 : value).toPrecision(15)), share, language);
}

function numberText(number: number, share: boolean, language: Language): string {
  const text = String(number);
  return (language === 'nl' ? text.replace('.', ',') : text) + (share ? '%' : '');
}
