import { InputError } from '../errors.ts';
import {
  defaultConventions,
  type InputName,
  type Inputs,
  type Period,
  periodsPerYear,
  quantities,
} from '../quantities.ts';

/** A measured number, and what its file says of it; undefined where it says nothing. */
export interface MeasuredNumber {
  readonly value: number;
  readonly currency: string | undefined;
  /** What a number per period is counted over. */
  readonly period: Period | undefined;
  /** What a total is counted over. */
  readonly months: number | undefined;
}

/** The two files of a comparison, as a message names them, and the currency of the assumptions. */
export interface Compared {
  readonly measured: string;
  readonly file: string;
  readonly currency: string | undefined;
}

/**
 * A measured number in the terms of the assumptions, where it has one reading in them.
 *
 * A frequency is converted from period to period. A share is not: of 15 % a month a year has
 * neither 15 % nor twelve times as much.
 *
 * @throws InputError where currency, period or months differ
 */
export function inTermsOf(
  number: MeasuredNumber,
  name: InputName,
  inputs: Inputs,
  { measured, file, currency }: Compared,
): number {
  const { unit, isCounted } = quantities[name];
  if (number.currency !== undefined && number.currency !== currency) {
    throw new InputError(
      currency === undefined
        ? `${measured} is in ${number.currency}, ${file} names no currency; add currency: ${number.currency} to it`
        : `${measured} is in ${number.currency}, ${file} in ${currency}; measure orders in ${currency}`,
    );
  }
  const { period, months } = { ...defaultConventions, ...inputs };
  if (isCounted === true && (number.months ?? months) !== months) {
    throw new InputError(
      `${measured} counts ${name} over other months than the ${months} of ${file}; measure with --window, or give the months in inputs`,
    );
  }
  const from = number.period ?? period;
  if (from === period) return number.value;
  if (unit === 'perPeriod') return (number.value * periodsPerYear[from]) / periodsPerYear[period];
  if (unit !== 'sharePerPeriod') return number.value;
  throw new InputError(
    `${measured} has ${name} per ${from}, ${file} per ${period}; measure with --period ${period}, or write the file with period: ${from}`,
  );
}
