import type { Change } from '../../assumptions/change.ts';
import { percentText } from '../../assumptions/range.ts';
import { InputError, shown } from '../../errors.ts';
import { roundedTo } from '../../math/round.ts';
import { brokenRule, type InputName, isShare } from '../../quantities.ts';
import { parseNumber } from './number.ts';

/** Whether an override is written as a change of what it inherits: `+5`, `-6%`, `+2pp`, `x0.9`. */
function isChange(written: string): boolean {
  return /^(?:[+-]|x(?=[\d.]))/.test(written);
}

/**
 * Read a change of an input, or return undefined for a value of its own.
 *
 * @throws InputError when it is written as a change and is no sound one, or has two readings
 */
export function parseChange(
  name: InputName,
  written: number | string,
  subject: string,
): Change | undefined {
  if (typeof written === 'number' || !isChange(written)) return undefined;
  const number = (text: string, share: boolean) =>
    parseNumber(text, {
      subject: `the change of ${subject}`,
      decimal: 'fixed',
      share,
    });
  if (written.startsWith('x')) return { kind: 'multiply', by: number(written.slice(1), false) };
  if (isShare(name)) {
    const points = /^(.*\d) ?pp$/.exec(written)?.[1];
    if (points === undefined) throw new InputError(twoReadings(name, written, subject, number));
    return { kind: 'add', by: number(`${points}%`, true) };
  }
  if (!written.endsWith('%')) return { kind: 'add', by: number(written, false) };
  // 1 + 0.08 in decimals: 1.08.
  return { kind: 'multiply', by: roundedTo(15, 1 + number(written, true)) };
}

/** The readings of a signed share, as in `-10%`: points, a part of what it is, or the value itself. */
function twoReadings(
  name: InputName,
  written: string,
  subject: string,
  number: (text: string, share: boolean) => number,
): string {
  const read = number(written, true);
  const by = written.endsWith('%') || Math.abs(read) <= 1 ? read : read / 100;
  const sign = by < 0 ? '-' : '+';
  const points = `${sign}${roundedTo(15, Math.abs(by) * 100)}pp`;
  const factor = `x${roundedTo(15, 1 + by)}`;
  const percentage = percentText(Math.abs(by)) ?? String(Math.abs(by));
  const direction = by < 0 ? 'less' : 'more';
  const readings = [
    `${points} for percentage points`,
    ...(1 + by > 0 ? [`${factor} for ${percentage} ${direction} than it is`] : []),
    ...(brokenRule(name, by) === undefined && by < 0
      ? [`=-${percentage} for the value itself`]
      : []),
  ];
  return `${subject}: ${shown(written)} can be read in more than one way; write ${readings.join(', or ')}`;
}

/** A value of its own that begins with a sign is written behind an equals sign: `=-10%`. */
export function ownValue<Written extends number | string>(written: Written): Written | string {
  return typeof written === 'string' ? written.replace(/^=\s*/, '') : written;
}
