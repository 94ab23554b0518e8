import type { InputName, OutlookFacts, Period } from '../quantities.ts';
import type { RangeReading } from './reading.ts';

/** How something in a file was read, or what a reader should know of it. */
export type Note = {
  /** What it is about; null where that is all of them. */
  readonly scenario: string | null;
  readonly segment: string | null;
} & (
  | { readonly kind: 'reading'; readonly reading: RangeReading }
  | {
      readonly kind: 'override';
      readonly name: InputName;
      readonly written: string | undefined;
      readonly from: number;
      readonly to: number;
      /** What its range was multiplied by, where it has one. */
      readonly factor: number | undefined;
    }
  /** A scenario changes the price while the cost is a share of it. */
  | { readonly kind: 'costMovesWithPrice'; readonly scenario: string }
  /** The inputs that are per period, where that is not a year. */
  | { readonly kind: 'period'; readonly period: Period; readonly names: readonly InputName[] }
  /** A model that figures rest on, in the base scenario or in one that names its own. */
  | { readonly kind: 'model'; readonly about: OutlookFacts }
  /** The model of a scenario takes the place of inputs that it would inherit. */
  | {
      readonly kind: 'modelReplaces';
      readonly scenario: string;
      readonly names: readonly InputName[];
    }
);
