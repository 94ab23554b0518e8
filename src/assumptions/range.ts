import { roundedTo } from '../math/round.ts';
import { type InputName, isShare } from '../quantities.ts';

/** A number of the vocabulary that is not known exactly, as it was written. */
export type Range = { readonly name: InputName } & (
  | {
      /** `45..55`: hard limits; `45 to 55`: the middle share of what it may be. */
      readonly kind: 'limits' | 'interval';
      readonly low: number;
      readonly high: number;
    }
  | {
      /** `50±5`: the middle share of what it may be, as far up as down. */
      readonly kind: 'centred';
      readonly centre: number;
      readonly deviation: number;
    }
);

/** The inputs of one record that are not known exactly. */
export type Ranges = { readonly [Name in InputName]?: Range };

/** The limits of a range, or the ends of its interval. */
export function endsOf(range: Range): { readonly low: number; readonly high: number } {
  if (range.kind !== 'centred') return { low: range.low, high: range.high };
  const { centre, deviation } = range;
  // The sum of two decimals: 0.1 + 0.2 is 0.3.
  return { low: roundedTo(15, centre - deviation), high: roundedTo(15, centre + deviation) };
}

/** A range with each of its numbers converted. */
export function rangeWith(range: Range, convert: (value: number) => number): Range {
  if (range.kind !== 'centred') {
    return { ...range, low: convert(range.low), high: convert(range.high) };
  }
  return { ...range, centre: convert(range.centre), deviation: convert(range.deviation) };
}

/** The two numbers of a range as they were written. */
export function numbersOf(range: Range): readonly number[] {
  return range.kind === 'centred' ? [range.centre, range.deviation] : [range.low, range.high];
}

/** A range as text that reads the same under every locale: parsed, it is the same range again. */
export function rangeText(range: Range): string {
  const numbers = numbersOf(range);
  const percents = isShare(range.name) ? numbers.map(percentText) : [undefined];
  const texts = percents.every((text) => text !== undefined) ? percents : numbers.map(String);
  return texts.map(unambiguous).join({ limits: '..', interval: ' to ', centred: '±' }[range.kind]);
}

/** A share as a percentage, where that reads back as the same share. */
export function percentText(share: number): string | undefined {
  const percentage = Number(`${share}e2`);
  return Number(`${percentage}e-2`) === share ? `${percentage}%` : undefined;
}

/** Under a comma locale three digits after a point may be thousands, and four are not. */
function unambiguous(text: string): string {
  return text.replace(/^(-?\d{1,3}\.\d{3})(%?)$/, '$10$2');
}
