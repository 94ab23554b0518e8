import { InputError } from '../errors.ts';
import { largestNumber } from '../quantities.ts';

/** The decimal sign of the locale that a text was written in. */
export type DecimalSign = 'point' | 'comma';

export interface NumberOptions {
  /** What the number is, as a message names it: `--avg`, or `avg`. */
  readonly subject: string;
  readonly decimal: DecimalSign;
  /** Whether the number is a share, so that it may be written as `42%`. */
  readonly share: boolean;
}

const digits = String.raw`\d+(?:_\d+)*`;

/** A number as clv reads it everywhere: `1234.5`, `1_234.5`, `1e3`, `42%`. */
export const numberPattern = new RegExp(
  String.raw`^[+-]?(?:${digits}(?:\.${digits})?|\.${digits})(?:[eE][+-]?\d+)?%?$`,
);

/** A number with a decimal comma: `50,5`, `1.234,5`, `1.234.567`. */
const commaPattern = /^([+-]?(?:\d{1,3}(?:\.\d{3})+|\d+(?:_\d+)*))(?:,(\d+))?(%?)$/;

/** One point before exactly three digits: 1.234 is a decimal or a thousand, and nobody can tell. */
const ambiguousPoint = /^[+-]?\d{1,3}\.\d{3}%?$/;

/**
 * Read the text of a number, or refuse it: strict where library parsers guess.
 *
 * @throws InputError that names the subject, the text and, where there are two, both readings
 */
export function parseNumber(text: string, options: NumberOptions): number {
  const { subject, decimal, share } = options;
  const plain = decimal === 'comma' ? withoutComma(text, subject) : text;
  if (!numberPattern.test(plain)) throw new InputError(notNumber(text, options));

  const percent = plain.endsWith('%');
  if (percent && !share) {
    throw new InputError(`${subject} must be a number without a percent sign, got ${text}`);
  }
  const cleaned = plain.replaceAll('_', '');
  // The exponent divides exactly where 0.7 / 100 would lose the last digit.
  const value = percent ? Number(shiftedByHundred(cleaned)) : Number(cleaned);
  if (!(Math.abs(value) <= largestNumber)) {
    throw new InputError(
      `${subject} must be a number that a double carries exactly, at most ${largestNumber} either way, got ${text}`,
    );
  }
  return value === 0 ? 0 : value;
}

/** Whether a text is written as a number or a range, be it one that a double carries or not. */
export function isNumberText(text: string, decimal: DecimalSign): boolean {
  return text
    .split(rangeSign)
    .every(
      (part) =>
        numberPattern.test(part.trim()) || (decimal === 'comma' && commaPattern.test(part.trim())),
    );
}

function shiftedByHundred(percentage: string): string {
  const [mantissa = '', exponent = '0'] = percentage.slice(0, -1).split(/[eE]/);
  return `${mantissa}e${Number(exponent) - 2}`;
}

/** The text with a decimal point, where it is written with a decimal comma. */
function withoutComma(text: string, subject: string): string {
  if (ambiguousPoint.test(text)) {
    const [whole = '', rest = ''] = text.split('.');
    throw new InputError(
      `${subject} must be unambiguous, got ${text}; write ${whole}${rest} or ${whole},${rest}`,
    );
  }
  const [, whole, fraction, percent] = commaPattern.exec(text) ?? [];
  if (whole === undefined) return text;
  return `${whole.replaceAll('.', '')}${fraction === undefined ? '' : `.${fraction}`}${percent}`;
}

function notNumber(text: string, { subject, share }: NumberOptions): string {
  const comma = /^([+-]?\d+),(\d+)(%?)$/.exec(text);
  if (comma !== null) {
    const [, whole, fraction, percent] = comma;
    const decimal = `${whole}.${fraction}${percent}`;
    const writing =
      fraction?.length === 3
        ? `${whole}${fraction}${percent} if the comma groups thousands, ${decimal} if it is a decimal sign`
        : decimal;
    return `${subject} must be a number with a decimal point, got ${text}; write ${writing}, or read commas with --locale nl`;
  }
  return `${subject} must be a number such as ${share ? '0.42 or 42%' : '1234.5'}, got ${shown(text)}`;
}

/** A share as a percentage, where that reads back as the same share. */
export function percentText(share: number): string | undefined {
  const percentage = Number(`${share}e2`);
  return Number(`${percentage}e-2`) === share ? `${percentage}%` : undefined;
}

/** What stands between the two numbers of a range. */
export const rangeSign = /\.\.|\sto\s|±|\+-/;

/** Whether a text is written as a range: `45..55`, `45 to 55`, `50±5`, `50+-5`. */
export function looksRanged(text: string): boolean {
  return rangeSign.test(text);
}

/** A text as a message shows it: quoted where it is empty or has spaces, and never long. */
export function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return /^[^\s'"\p{C}]+$/u.test(short) ? short : JSON.stringify(short);
}
