import { InputError, shown } from '../../errors.ts';
import { largestNumber } from '../../quantities.ts';

/**
 * The decimal sign of the locale that a text was written in; `fixed` is a point whatever the locale,
 * as in a file of assumptions.
 */
export type DecimalSign = 'point' | 'comma' | 'fixed';

export interface NumberOptions {
  /** What the number is, as a message names it: `--avg`, or `avg`. */
  readonly subject: string;
  readonly decimal: DecimalSign;
  /** Whether the number is a share, so that it may be written as `42%`. */
  readonly share: boolean;
}

const digits = String.raw`\d+(?:_\d+)*`;

/** The longest text of a number: what is longer is a mistake, and regular expressions have a stack. */
export const longestNumber = 1000;

/** A number as clv reads it everywhere: `1234.5`, `1_234.5`, `1e3`, `42%`. */
export const numberPattern = new RegExp(
  String.raw`^[+-]?(?:${digits}(?:\.${digits})?|\.${digits})(?:[eE][+-]?\d+)?%?$`,
);

/** Whether a text is a number with a decimal point. */
export function isNumber(text: string): boolean {
  return text.length <= longestNumber && numberPattern.test(text);
}

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
  const isLong = text.length > longestNumber;
  const plain = decimal === 'comma' && !isLong ? withoutComma(text, subject) : text;
  if (!isNumber(plain)) throw new InputError(notNumber(text, options));

  const percent = plain.endsWith('%');
  if (percent && !share) {
    throw new InputError(`${subject} must be a number without a percent sign, got ${shown(text)}`);
  }
  const cleaned = plain.replaceAll('_', '');
  // The exponent divides exactly where 0.7 / 100 would lose the last digit.
  const value = percent ? Number(shiftedByHundred(cleaned)) : Number(cleaned);
  if (!(Math.abs(value) <= largestNumber)) {
    throw new InputError(
      `${subject} must be a number that a double carries exactly, at most ${largestNumber} either way, got ${shown(text)}`,
    );
  }
  return value === 0 ? 0 : value;
}

/** Whether a text is written as a number or a range, be it one that a double carries or not. */
export function isNumberText(text: string, decimal: DecimalSign): boolean {
  return text
    .split(rangeSign)
    .map((part) => part.trim())
    .every(
      (part) =>
        isNumber(part) ||
        (decimal === 'comma' && part.length <= longestNumber && commaPattern.test(part)),
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
      `${subject} must be unambiguous, got ${shown(text)}; write ${whole}${rest} or ${whole},${rest}`,
    );
  }
  const [, whole, fraction, percent] = commaPattern.exec(text) ?? [];
  if (whole === undefined) return text;
  return `${whole.replaceAll('.', '')}${fraction === undefined ? '' : `.${fraction}`}${percent}`;
}

function notNumber(text: string, { subject, share, decimal: sign }: NumberOptions): string {
  const comma = /^([+-]?\d{1,30}),(\d{1,30})(%?)$/.exec(text);
  if (comma !== null) {
    const [, whole, fraction, percent] = comma;
    const decimal = `${whole}.${fraction}${percent}`;
    const writing =
      fraction?.length === 3
        ? `${whole}${fraction}${percent} if the comma groups thousands, ${decimal} if it is a decimal sign`
        : decimal;
    return `${subject} must be a number with a decimal point, got ${shown(text)}; write ${writing}${sign === 'fixed' ? '' : ', or read commas with --locale nl'}`;
  }
  return `${subject} must be a number such as ${share ? '0.42 or 42%' : '1234.5'}, got ${shown(text)}`;
}

/** What stands between the two numbers of a range. */
export const rangeSign = /\.\.|\sto\s|±|\+-/;

/** Whether a text is written as a range: `45..55`, `45 to 55`, `50±5`, `50+-5`. */
export function looksRanged(text: string): boolean {
  return rangeSign.test(text);
}
