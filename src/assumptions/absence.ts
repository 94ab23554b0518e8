import type { QuantityName, Reason } from '../quantities.ts';

/** Why there is no number. */
export type Absence =
  /** The inputs are there and give none. */
  | { readonly kind: 'undefined'; readonly reason: Reason }
  /** What it is computed from has none. */
  | { readonly kind: 'restsOnNone' }
  | { readonly kind: 'notGiven' }
  | { readonly kind: 'inputsMissing'; readonly inputs: readonly string[] }
  /** The age of an input that no date was given for. */
  | { readonly kind: 'notReviewed'; readonly name: QuantityName }
  /** Of a total: one of its segments has none. */
  | { readonly kind: 'inSegment'; readonly segment: string | null; readonly absence: Absence }
  /** Of a total: some of its segments are counted on margin and some on revenue. */
  | { readonly kind: 'mixedBases' }
  | { readonly kind: 'inDraws'; readonly without: number; readonly draws: number }
  /** It is beyond what a double carries. */
  | { readonly kind: 'notFinite' };

/** Whether something was not given, rather than that what was given has no number. */
export function isLacking(absence: Absence): boolean {
  switch (absence.kind) {
    case 'notGiven':
    case 'inputsMissing':
    case 'notReviewed':
      return true;
    case 'inSegment':
      return isLacking(absence.absence);
    case 'undefined':
    case 'restsOnNone':
    case 'mixedBases':
    case 'inDraws':
    case 'notFinite':
      return false;
  }
}
