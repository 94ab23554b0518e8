import type { Inputs, OutlookFacts } from '../quantities.ts';

/** An input as a difference shows it: of a model which it is; null where it was not there. */
export type ShownInput = number | string | OutlookFacts | null;

export function shownInput(value: Inputs[keyof Inputs]): ShownInput {
  return (typeof value === 'object' ? value.about : value) ?? null;
}
