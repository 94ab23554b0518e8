import { endsOf, numbersOf, type Range, rangeWith } from '../../assumptions/range.ts';
import { InputError, shown } from '../../errors.ts';
import { brokenRule, type InputName, isShare } from '../../quantities.ts';
import { type DecimalSign, looksRanged, numberPattern, parseNumber, rangeSign } from './number.ts';
import { unitPattern, withUnit } from './unit-text.ts';

export interface RangeOptions {
  /** What the number is, as a message names it: `--avg`, or `avg`. */
  readonly subject: string;
  readonly name: InputName;
  readonly decimal: DecimalSign;
}

/** What matches the text of a number or a range with a decimal point, and its unit. */
export function valuePattern(name: InputName): RegExp {
  const source = numberPattern.source.slice(1, -1);
  const number = isShare(name) ? source : source.replace(/%\?$/, '');
  // The bundle would escape the sign itself here, and String.raw keep the escape.
  const range = String.raw`(?:\s*(?:\.\.|\u00b1|\+-)\s*|\s+to\s+)${number}`;
  return new RegExp(`^${number}(?:${range})?${unitPattern(name)}$`);
}

/**
 * Read the text of a range, with a unit behind it or without.
 *
 * @returns undefined when the text is not written as a range at all
 * @throws InputError when it is, and is no sound one
 * @example parseRange('45..55', { subject: '--avg', name: 'avg', decimal: 'point' }) // { name: 'avg', kind: 'limits', low: 45, high: 55 }
 */
export function parseRange(text: string, options: RangeOptions): Range | undefined {
  if (!looksRanged(text)) return undefined;
  const { name, subject } = options;
  const unit = withUnit(text, name, subject);
  const range = plainRange(unit?.text ?? text, options, unit?.unit ?? '');
  return unit === undefined ? range : rangeWith(range, unit.convert);
}

/** A range without its unit, checked; in a message the unit is added again. */
function plainRange(text: string, options: RangeOptions, unit: string): Range {
  const range = readRange(text, options);
  const { low, high } = endsOf(range);
  const rule = ruleBroken(range);
  if (rule === undefined && low <= high) return range;
  const { subject } = options;
  const [first, found, second] = partsOf(text) ?? ['', '', ''];
  const gap = found === 'to' ? ' ' : '';
  const hint = (one: string, other: string) => {
    const candidate = `${one}${gap}${found}${gap}${other}`;
    return isSound(candidate, options) ? `; write ${candidate}${unit}` : '';
  };
  const got = `got ${shown(`${text}${unit}`)}`;
  if (rule === undefined) {
    throw new InputError(`${subject} must go from low to high, ${got}${hint(second, first)}`);
  }
  // Shares given as percentages are the commonest slip; both numbers must look like one.
  const isPercentage =
    isShare(options.name) && !text.includes('%') && numbersOf(range).every((number) => number >= 1);
  throw new InputError(
    `${subject} ${rule}, ${got}${isPercentage ? hint(`${first}%`, `${second}%`) : ''}`,
  );
}

/** The longest range that a message proposes. */
const longestHint = 60;

/** Whether a text would be accepted. */
function isSound(text: string, options: RangeOptions): boolean {
  if (text.length > longestHint) return false;
  try {
    const range = readRange(text, options);
    const { low, high } = endsOf(range);
    return low <= high && ruleBroken(range) === undefined;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function readRange(text: string, options: RangeOptions): Range {
  const { subject, name } = options;
  const parts = partsOf(text);
  if (parts === undefined) {
    throw new InputError(
      `${subject} must be one range such as 45..55, 45 to 55 or 50±5, got ${shown(text)}`,
    );
  }
  const [first, found, second] = parts;
  if (isShare(name) && first.endsWith('%') !== second.endsWith('%')) {
    throw new InputError(
      `${subject} must have a percent sign on both its numbers or on neither, got ${shown(text)}`,
    );
  }
  if (found === '..' || found === 'to') {
    const low = partOf(first, 'low end', options);
    const high = partOf(second, 'high end', options);
    return { name, kind: found === '..' ? 'limits' : 'interval', low, high };
  }
  const centre = partOf(first, 'centre', options);
  const deviation = partOf(second, 'deviation', options);
  if (deviation >= 0) return { name, kind: 'centred', centre, deviation };
  throw new InputError(`the deviation of ${subject} must be at least 0, got ${shown(text)}`);
}

/** The two numbers of a range and the sign between them, or undefined where there are more. */
function partsOf(text: string): [string, string, string] | undefined {
  const [first, second, ...more] = text.split(rangeSign);
  // In 1...5 the point may belong to either number, or slipped in.
  if (first === undefined || second === undefined || more.length > 0 || text.includes('...')) {
    return undefined;
  }
  const between = text.slice(first.length, text.length - second.length);
  return [first.trimEnd(), between.trim(), second.trimStart()];
}

function partOf(text: string, part: string, { subject, name, decimal }: RangeOptions): number {
  return parseNumber(text, {
    subject: `the ${part} of ${subject}`,
    decimal,
    share: isShare(name),
  });
}

/** What the domain of its number says against a range. */
function ruleBroken(range: Range): string | undefined {
  const { low, high } = endsOf(range);
  return brokenRule(range.name, low) ?? brokenRule(range.name, high);
}
