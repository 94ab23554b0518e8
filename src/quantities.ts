/**
 * The vocabulary: every number that clv reads or prints, under the one name that it has as
 * flag (`--unit-cost`), JSON key, CSV header and library field (`unitCost`).
 */

import type { Period, Timing } from './quantities/convention.ts';
import { found } from './quantities/found.ts';
import { given } from './quantities/given.ts';
import type { ModelOutlook } from './quantities/outlook.ts';
import type { Domain, Quantity, Reason } from './quantities/quantity.ts';
import { spelledPlainly, synonyms } from './quantities/synonym.ts';

export {
  type ConventionName,
  conventionNames,
  defaultConventions,
  type Period,
  periods,
  periodsPerYear,
  type Timing,
  timings,
} from './quantities/convention.ts';
export { currencyCode } from './quantities/currency-code.ts';
export type { Horizon, HorizonUnit, ModelOutlook, OutlookFacts } from './quantities/outlook.ts';
export {
  type Domain,
  type Language,
  type Quantity,
  type Reason,
  reasons,
  type Text,
  type Unit,
} from './quantities/quantity.ts';

export { spelledPlainly } from './quantities/synonym.ts';

/** What `schema` starts with in a file that clv measure wrote. */
export const measuredKind = 'clv.measured/';
/** The version of that file that this clv writes and reads. */
export const measuredVersion = `${measuredKind}2` as const;

/** The whole numbers beyond this are not all doubles, so no input may exceed it. */
export const largestNumber = Number.MAX_SAFE_INTEGER;

/** The name of a number that can be given. */
export type InputName = keyof typeof given;

/** The name of any number of the vocabulary. */
export type QuantityName = InputName | keyof typeof found;

/** Every number that clv reads or prints, by name; inputs first, in the order they are printed. */
export const quantities: Readonly<Record<QuantityName, Quantity>> = {
  ...given,
  ...found,
};

export const quantityNames = Object.keys(quantities) as readonly QuantityName[];

export const inputNames = Object.keys(given) as readonly InputName[];

/** The numbers that have a value by themselves: what a check, a target or a comparison may name. */
export const computableNames = quantityNames.filter(
  (name) => quantities[name].onlyIn === undefined,
);

/** What is compared between two versions where no metric is named. */
export const headlineNames = quantityNames.filter((name) => quantities[name].isHeadline);

/** The columns of the year-by-year table of a horizon. */
export const horizonNames: readonly QuantityName[] = [
  'year',
  'customers',
  'kept',
  'won',
  'cashFlow',
  'acquisitionCost',
  'presentValue',
  'equity',
];

/** The numbers and conventions that a person, a record or a program gives. */
export type Inputs = { readonly [Name in InputName]?: number } & {
  /** When the cash of a period is booked; start if absent. Used only with `discount`. */
  readonly timing?: Timing;
  /** What `freq`, `churn` and `retention` are counted over; a year if absent. */
  readonly period?: Period;
  /** What a fitted model says of a new customer. */
  readonly model?: ModelOutlook;
};

/** Whether a text is the name of a number of the vocabulary. */
export function isQuantityName(name: string): name is QuantityName {
  return Object.hasOwn(quantities, name);
}

/** Whether a text is the name of a number that can be given. */
export function isInputName(name: string): name is InputName {
  return Object.hasOwn(given, name);
}

/** The numbers that a word may mean, written in any case and with hyphens, blanks or without. */
export function quantitiesCalled(word: string): readonly QuantityName[] {
  const wanted = spelledPlainly(word);
  const named = quantityNames.filter((name) => spelledPlainly(name) === wanted);
  if (named.length > 0) return named;
  return quantityNames.filter((name) =>
    synonyms[name]?.some((each) => spelledPlainly(each) === wanted),
  );
}

/** Whether a number is a share, so that it may be written with a percent sign. */
export function isShare(name: QuantityName): boolean {
  return quantities[name].unit.startsWith('share');
}

/** Whether a number is counted over the period. */
export function isPerPeriod(name: QuantityName): boolean {
  const { unit } = quantities[name];
  return unit === 'perPeriod' || unit === 'sharePerPeriod';
}

/** Whether a number is in a currency. */
export function isMoney(name: QuantityName): boolean {
  return quantities[name].unit.startsWith('money');
}

/** Whether the values of segments add up to that of all customers. */
export function isAdditive(name: QuantityName): boolean {
  return quantities[name].isAdditive === true;
}

/**
 * What stands for a case without a value among those that have one: an infinity, above all of them
 * or below by what is better. A reason that is not in the table ranks as the worst.
 */
export function rankOf(name: QuantityName, reason: Reason | undefined): number {
  const { lessIsBetter = false, without } = quantities[name];
  const isBest = reason !== undefined && without?.[reason] === 'best';
  return isBest === lessIsBetter ? -Infinity : Infinity;
}

/**
 * The rule that a value breaks, as in `must be at least 0`, or undefined where it breaks none.
 *
 * @param name the quantity
 * @param value any number, also NaN and the infinities
 */
export function brokenRule(name: InputName, value: number): string | undefined {
  const bounds = boundsOf[name];
  if (isWithin(bounds, value)) return undefined;
  if (!(Math.abs(value) <= largestNumber)) {
    return `must be a number that a double carries exactly, at most ${largestNumber} either way`;
  }
  if (value < bounds.min) return `must be at least ${bounds.min}`;
  if (value <= bounds.above) return `must be above ${bounds.above}`;
  if (value > bounds.max) return `must be at most ${bounds.max}`;
  return `must be below ${bounds.below}`;
}

/** Domains with all four bounds, so that a million checks find objects of one shape. */
const boundsOf = Object.fromEntries(
  inputNames.map((name) => {
    const { min, max, above, below }: Domain = given[name].valid;
    return [
      name,
      {
        min: Math.max(min ?? -largestNumber, -largestNumber),
        max: Math.min(max ?? largestNumber, largestNumber),
        above: above ?? -Infinity,
        below: below ?? Infinity,
      },
    ];
  }),
) as Readonly<Record<InputName, Required<Domain>>>;

function isWithin({ min, max, above, below }: Required<Domain>, value: number): boolean {
  return value >= min && value <= max && value > above && value < below;
}
