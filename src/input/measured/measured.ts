import type { MeasuredNumber } from '../../check/measured-reference.ts';
import { InputError } from '../../errors.ts';
import {
  currencyCode,
  type InputName,
  type Period,
  periods,
  quantities,
} from '../../quantities.ts';
import { parseJson } from '../records/json-document.ts';
import { assertVersion, isMeasured } from './measured-version.ts';

/**
 * The number that a measured file has under a key, a number or an object with `value`, with the
 * currency, period and months that the file gives it.
 *
 * @param path keys with slashes between, as in `freq` or `inputs/freq`
 * @param name the input that it was measured for
 * @throws InputError when there is none, or when a file of clv measure has it under another name
 */
export function measuredNumber(
  text: string,
  file: string,
  path: string,
  name: InputName,
): MeasuredNumber {
  const content = parseJson(text, file);
  const { schema, currency, period, window, withheld } = isObject(content) ? content : {};
  if (isMeasured(schema)) assertOwn(schema, file, path, name);
  const value = numberUnder(content, path);
  if (value === undefined) {
    const isWithheld = isObject(withheld) && Object.hasOwn(withheld, path);
    throw new InputError(
      isWithheld
        ? `${file} withholds ${path}, and says why under withheld; drop the check, or measure more orders`
        : `${file} has no number under ${path}; measure it anew, or correct measured:`,
    );
  }
  const months = isObject(window) ? window['months'] : undefined;
  return {
    value,
    currency: currencyCode(currency),
    period: periodOf(name, isMeasured(schema), period),
    months: typeof months === 'number' ? months : undefined,
  };
}

function numberUnder(content: unknown, path: string): number | undefined {
  let found = content;
  for (const key of path.split('/').filter((part) => part !== '')) {
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  const value = isObject(found) ? found['value'] : found;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/**
 * The period that a number is over: whatever its cohorts are counted in, clv measure gives
 * frequencies per year.
 */
function periodOf(name: InputName, isOwn: boolean, stated: unknown): Period | undefined {
  if (isOwn && quantities[name].unit === 'perPeriod') return 'year';
  return periods.find((each) => each === stated);
}

/** @throws InputError when a file of clv measure is of another version, or has the number under another name */
function assertOwn(schema: unknown, file: string, path: string, name: InputName): void {
  try {
    assertVersion(schema);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => `${file}: ${problem}`));
  }
  if (path === name) return;
  throw new InputError(
    `${file} has ${path} for something other than ${name}; measured: must end in #${name}`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
