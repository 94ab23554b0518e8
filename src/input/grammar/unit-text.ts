import { InputError, shown } from '../../errors.ts';
import { type Period, quantities, type QuantityName, type Unit } from '../../quantities.ts';
import { longestNumber } from './number.ts';
import { isPeriod, perYear, periodWords, timeUnitOf, timeWords } from './time-unit.ts';

/** A value that is written with a unit: `4/year`, `5%/month`, `18 months`, `3:1`. */
export interface WithUnit {
  /** The value without its unit, a number or a range. */
  readonly text: string;
  /** The unit as it is written, with the sign before it. */
  readonly unit: string;
  /** What it is per, where that depends on what else is given. */
  readonly per: Period | undefined;
  /** A number of it in the unit that the quantity is held in. */
  convert(this: void, value: number): number;
}

/** How a unit is written behind a value: `/year` or `per year`, of a time ` years`, of a ratio `:1`. */
type Manner = 'perPeriod' | 'perTime' | 'perYear' | 'inYears' | 'inMonths' | 'toOne';

/** The unit that a number may have, by what it counts. */
const manners: Readonly<Record<Unit, Manner | undefined>> = {
  money: undefined,
  moneyPerYear: 'perTime',
  moneyCounted: undefined,
  share: undefined,
  sharePerPeriod: 'perPeriod',
  // A year has neither the discount of a month nor twelve times as much.
  sharePerYear: 'perYear',
  perPeriod: 'perPeriod',
  years: 'inYears',
  months: 'inMonths',
  count: undefined,
  countPerYear: 'perTime',
  ratio: 'toOne',
};

const ofRate = (words: readonly string[]) =>
  String.raw`(?:\s*/\s*|\s+per\s+)(?:${words.join('|')})`;

/** A regular expression for the unit that may follow the text of a number, or nothing. */
export function unitPattern(name: QuantityName): string {
  switch (manners[quantities[name].unit]) {
    case 'perPeriod':
    case 'perTime':
      return `(?:${ofRate(periodWords)})?`;
    case 'perYear':
      return `(?:${ofRate(periodWords.filter((word) => timeUnitOf(word) === 'year'))})?`;
    case 'inYears':
    case 'inMonths':
      return String.raw`(?:\s*(?:${timeWords.join('|')}))?`;
    case 'toOne':
      return String.raw`(?:\s*:\s*1)?`;
    case undefined:
      return '';
  }
}

/**
 * Part a value from its unit.
 *
 * @returns undefined where it has none
 * @throws InputError where it has one that the quantity cannot have
 */
export function withUnit(text: string, name: QuantityName, subject: string): WithUnit | undefined {
  if (text.length > 2 * longestNumber || !/[a-z1]$/.test(text)) return undefined;
  const manner = manners[quantities[name].unit];
  if (text.endsWith('1')) return manner === 'toOne' ? withRatio(text) : undefined;
  const [, body = '', unit = '', sign = '', word = ''] =
    /^(.*[\d%])(\s*(\/\s*|(?<=\s)per\s+|)([a-z]+))$/s.exec(text) ?? [];
  const named = timeUnitOf(word);
  if (body === '' || (sign === '' && named === undefined)) return undefined;

  const refuse = (rule: string, remedy = ''): never => {
    throw new InputError(`${subject} ${rule}, got ${shown(text)}${remedy}`);
  };
  const written = { text: body, unit, per: undefined };
  switch (manner) {
    case undefined:
    case 'toOne':
      return refuse('is not per time', `; write ${body}`);
    case 'inYears':
    case 'inMonths': {
      if (sign !== '' || named === undefined) {
        return refuse('must be a time such as 3y or 18mo');
      }
      const to = manner === 'inYears' ? 1 : 12;
      const from = perYear[named];
      return { ...written, convert: (value) => (from === to ? value : (value * to) / from) };
    }
    case 'perPeriod':
    case 'perTime':
    case 'perYear': {
      if (named === undefined || !isPeriod(named)) {
        return refuse(`must be per ${manner === 'perYear' ? 'year' : 'year, quarter or month'}`);
      }
      if (sign === '') return refuse('must say what it is per', `; write ${body}/${word}`);
      if (manner === 'perYear' && named !== 'year') return refuse('must be per year');
      if (manner === 'perPeriod') return { ...written, per: named, convert: (value) => value };
      return { ...written, convert: (value) => value * perYear[named] };
    }
  }
}

/** A ratio such as `3:1`; undefined where it is written as a number. */
function withRatio(text: string): WithUnit | undefined {
  const [, body, unit = ''] = /^([^:]*[^:\s])(\s*:\s*1)$/.exec(text) ?? [];
  return body === undefined
    ? undefined
    : { text: body, unit, per: undefined, convert: (value) => value };
}

/** What a value is per, where it is written with a unit that the quantity can have. */
export function periodWritten(text: string, name: QuantityName): Period | undefined {
  return withUnit(text, name, name)?.per;
}
