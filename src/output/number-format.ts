import type { Unit } from '../quantities.ts';

export interface NumberStyle {
  /** BCP 47. */
  readonly locale: string;
  /** ISO 4217; money is printed as a plain number without one. */
  readonly currency: string | undefined;
}

/**
 * Print a number for people, rounded half away from zero as its unit asks.
 *
 * @param places digits after the point, where the unit asks for fewer
 */
export type NumberFormat = (value: number, unit: Unit, places?: number) => string;

type Kind = 'money' | 'share' | 'fixed' | 'free';

const kinds: Readonly<Record<Unit, Kind>> = {
  money: 'money',
  moneyPerYear: 'money',
  moneyCounted: 'money',
  share: 'share',
  sharePerPeriod: 'share',
  sharePerYear: 'share',
  perPeriod: 'free',
  years: 'fixed',
  months: 'fixed',
  count: 'free',
  countPerYear: 'free',
  ratio: 'fixed',
};

/** The digits after the point that money has without a currency, and all else at most. */
const digits = 2;

/** How numbers are printed under a locale and currency. */
export function numberFormat({ locale, currency }: NumberStyle): NumberFormat {
  // Loading Intl's number formats costs half of node's own start, and English needs none.
  return locale === 'en' && currency === undefined ? english : withIntl(locale, currency);
}

function english(value: number, unit: Unit, places = digits): string {
  const kind = kinds[unit];
  const most = Math.max(digits, places);
  if (kind === 'share') return `${grouped(trimmed(rounded(decimalText(value, 2), most)))}%`;
  const text = rounded(decimalText(value), most);
  return grouped(kind === 'free' ? trimmed(text) : text);
}

function withIntl(locale: string, currency: string | undefined): NumberFormat {
  // With this sign display, what rounds to 0 has no sign.
  const free = { maximumFractionDigits: digits, signDisplay: 'negative' } as const;
  const fixed = { ...free, minimumFractionDigits: digits };
  const options: Record<Kind, Intl.NumberFormatOptions> = {
    money:
      currency === undefined ? fixed : { style: 'currency', currency, signDisplay: 'negative' },
    share: { ...free, style: 'percent' },
    fixed,
    free,
  };
  const formats = new Map<string, Intl.NumberFormat>();
  return (value, unit, places = 0) => {
    const kind = kinds[unit];
    const key = `${kind} ${places}`;
    let format = formats.get(key);
    if (format === undefined) {
      format = new Intl.NumberFormat(locale, options[kind]);
      if (places > (format.resolvedOptions().maximumFractionDigits ?? 0)) {
        const least = kind === 'fixed' || kind === 'money' ? places : undefined;
        const more = {
          ...options[kind],
          maximumFractionDigits: places,
          ...(least && { minimumFractionDigits: least }),
        };
        format = new Intl.NumberFormat(locale, more);
      }
      formats.set(key, format);
    }
    // Intl reads the decimal text exactly, so that both ways round the same number.
    return format.format(decimalText(value) as `${number}`);
  };
}

/**
 * The 15 significant digits of a double, written out without an exponent.
 *
 * @param shift how many places to move the point to the right
 */
export function decimalText(value: number, shift = 0): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const all = mantissa.replace('-', '').replace('.', '');
  const point = 1 + Number(exponent) + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return sign + all.padEnd(point, '0');
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

/** The digits after the point that print a number in full, as its unit is printed. */
export function placesOf(value: number, unit: Unit): number {
  const text = decimalText(value, kinds[unit] === 'share' ? 2 : 0);
  return (trimmed(text).split('.')[1] ?? '').length;
}

/** A decimal text rounded half away from zero, never `-0`. */
export function rounded(text: string, places: number): string {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const kept = whole + fraction.padEnd(places, '0').slice(0, places);
  const up = (fraction[places] ?? '0') >= '5';
  const units = (BigInt(kept) + (up ? 1n : 0n)).toString().padStart(places + 1, '0');
  const sign = negative && /[1-9]/.test(units) ? '-' : '';
  const at = units.length - places;
  return `${sign}${units.slice(0, at)}${places > 0 ? '.' : ''}${units.slice(at)}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const thousands = whole.replace(/\d(?=(?:\d{3})+$)/g, '$&,');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}
