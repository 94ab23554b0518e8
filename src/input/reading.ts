import { InputError } from '../errors.ts';
import {
  type Bounds,
  cutNormal,
  type Distribution,
  logitNormal,
  lognormal,
  triangular,
  uniform,
} from '../math/distribution.ts';
import { roundedTo } from '../math/round.ts';
import {
  type Domain,
  type InputName,
  isShare,
  type Language,
  quantities,
  type Text,
} from '../quantities.ts';
import { endsOf, type Range, rangeText } from './grammar/range.ts';

/** The digits that a figure read from a range or from draws carries: more are noise. */
const figures = 10;

/** How far inside an exclusive bound a number stays. */
const margin = 1e-12;

type Shape = 'uniform' | 'triangular' | 'lognormal' | 'logitNormal' | 'normal';

function shapeOf(range: Range, value: number | undefined): Shape {
  switch (range.kind) {
    case 'limits':
      return value === undefined ? 'uniform' : 'triangular';
    case 'interval':
      if (!(range.low > 0)) return 'normal';
      if (!isShare(range.name)) return 'lognormal';
      return range.high < 1 ? 'logitNormal' : 'normal';
    case 'centred':
      return 'normal';
  }
}

/**
 * What a range says of its number.
 *
 * @param value the value written beside the range, the mode of one of hard limits
 * @param interval the share that lies between the ends of `45 to 55` and `50±5`
 * @throws InputError when the value lies outside the range
 */
export function distributionOf(
  range: Range,
  value: number | undefined,
  interval: number,
): Distribution {
  const { low, high } = endsOf(range);
  if (value !== undefined && !(value >= low && value <= high)) {
    throw new InputError(
      `${range.name} must lie within its range ${rangeText(range)}, got ${value}`,
    );
  }
  switch (shapeOf(range, value)) {
    case 'uniform':
      return uniform(low, high);
    case 'triangular':
      return triangular(low, value ?? low, high);
    case 'lognormal':
      return lognormal(low, high, interval);
    case 'logitNormal':
      return logitNormal(low, high, interval);
    case 'normal':
      return cutNormal(low, high, interval, boundsOf(range.name));
  }
}

function boundsOf(name: InputName): Bounds {
  const { min, max, above, below }: Domain = quantities[name].valid ?? {};
  const lowest = above === undefined ? min : above + margin;
  const highest = below === undefined ? max : below - margin;
  return {
    ...(lowest !== undefined && { min: lowest }),
    ...(highest !== undefined && { max: highest }),
  };
}

/**
 * The one number that stands for a range written without a value: the midpoint of `45..55`, the
 * median of `45 to 55`, the centre of `50±5`.
 */
export function pointOf(range: Range, interval: number): number {
  switch (range.kind) {
    case 'limits':
      return roundedTo(figures, range.low + (range.high - range.low) / 2);
    case 'interval':
      return roundedTo(figures, distributionOf(range, undefined, interval).quantile(0.5));
    case 'centred':
      return range.centre;
  }
}

/** How a range was read, as in `avg 45 to 55: 90% interval, lognormal, median 49.7`. */
export function readingOf(range: Range, value: number | undefined, interval: number): Text {
  const reading = (language: Language) => readingIn(language, range, value, interval);
  return { en: reading('en'), nl: reading('nl') };
}

function readingIn(
  language: Language,
  range: Range,
  value: number | undefined,
  interval: number,
): string {
  const { name } = range;
  const text =
    language === 'nl' ? rangeText(range).replaceAll(/(\d)\.(?=\d)/g, '$1,') : rangeText(range);
  const show = (number: number) => shortNumber(number, isShare(name), language);
  const parts = partsOf(range, value, interval, show);
  if (value !== undefined && isFarOff(range, value, interval)) {
    parts.push({
      en: `of which the value ${show(value)} is far from the middle`,
      nl: `waarvan de waarde ${show(value)} ver van het midden ligt`,
    });
  }
  return `${name} ${text}: ${parts.map((part) => part[language]).join(', ')}`;
}

/** Whether a value is outside the middle half of an interval: point and draws then differ much. */
function isFarOff(range: Range, value: number, interval: number): boolean {
  if (range.kind === 'limits') return false;
  const { quantile } = distributionOf(range, value, interval);
  return value < quantile(0.25) || value > quantile(0.75);
}

function partsOf(
  range: Range,
  value: number | undefined,
  interval: number,
  show: (number: number) => string,
): Text[] {
  const shape = shapeOf(range, value);
  const point = show(value ?? pointOf(range, interval));
  const share = `${roundedTo(6, interval * 100)}`;
  const { low, high } = endsOf(range);
  switch (range.kind) {
    case 'limits':
      return [
        { en: 'hard limits', nl: 'harde grenzen' },
        shapes[shape],
        value === undefined
          ? { en: `midpoint ${point}`, nl: `midden ${point}` }
          : { en: `mode ${point}`, nl: `modus ${point}` },
      ];
    case 'interval': {
      const median = show(pointOf(range, interval));
      return [
        { en: `${share}% interval`, nl: `${share}%-interval` },
        cutShape(shape, range.name, show),
        { en: `median ${median}`, nl: `mediaan ${median}` },
      ];
    }
    case 'centred':
      return [
        {
          en: `${share}% interval ${show(low)} to ${show(high)}`,
          nl: `${share}%-interval ${show(low)} tot ${show(high)}`,
        },
        cutShape(shape, range.name, show),
      ];
  }
}

const shapes: Readonly<Record<Shape, Text>> = {
  uniform: { en: 'uniform', nl: 'uniform' },
  triangular: { en: 'triangular', nl: 'driehoekig' },
  lognormal: { en: 'lognormal', nl: 'lognormaal' },
  logitNormal: { en: 'logit-normal', nl: 'logit-normaal' },
  normal: { en: 'normal', nl: 'normaal' },
};

/** The name of a shape, and the bounds that cut it off. */
function cutShape(shape: Shape, name: InputName, show: (number: number) => string): Text {
  const { min, max, above, below }: Domain = quantities[name].valid ?? {};
  const cuts = [above ?? min, below ?? max].filter((bound) => bound !== undefined).map(show);
  if (shape !== 'normal' || cuts.length === 0) return shapes[shape];
  return {
    en: `normal, cut at ${cuts.join(' and ')}`,
    nl: `normaal, afgekapt op ${cuts.join(' en ')}`,
  };
}

/** Three digits, or all of a whole number; a share as a percentage. */
export function shortNumber(value: number, share: boolean, language: Language): string {
  const scaled = share ? value * 100 : value;
  const text = String(Math.abs(scaled) < 100 ? roundedTo(3, scaled) : Math.round(scaled));
  return (language === 'nl' ? text.replace('.', ',') : text) + (share ? '%' : '');
}

/** A number with all its digits; a share as a percentage. */
export function exactNumber(value: number, share: boolean, language: Language): string {
  const text = String(roundedTo(15, share ? value * 100 : value));
  return (language === 'nl' ? text.replace('.', ',') : text) + (share ? '%' : '');
}
