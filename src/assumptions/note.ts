import type { InputName } from '../quantities.ts';
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
);
