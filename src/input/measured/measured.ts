import type { MeasuredNumber } from '../../check/measured-reference.ts';
import { InputError } from '../../errors.ts';
import { type InputName, measuredVersion, periods, quantities } from '../../quantities.ts';
import { parseJson } from '../records/json-document.ts';

/**
 * The number that a measured file has under a key, a number or an object with `value`, with the
 * currency, period and months that the file gives it.
 *
 * @param path keys with slashes between, as in `freq` or `inputs/freq`
 * @param name the input that it was measured for
 * @throws InputError when there is none, or when a file of clv measure does not say what it is over
 */
export function measuredNumber(
  text: string,
  file: string,
  path: string,
  name: InputName,
): MeasuredNumber {
  const content = parseJson(text, file);
  let found = content;
  for (const key of path.split('/').filter((part) => part !== '')) {
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  const value = isObject(found) ? found['value'] : found;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new InputError(
      `${file} has no number under ${path}; measure it anew, or correct measured:`,
    );
  }
  const { schema, currency, period, window } = isObject(content) ? content : {};
  const months = isObject(window) ? window['months'] : undefined;
  const stated = periods.find((each) => each === period);
  const isMeasured = schema === measuredVersion;
  const { unit } = quantities[name];
  if (isMeasured && unit === 'sharePerPeriod' && stated === undefined) {
    throw new InputError(
      `${file} does not say over what period ${name} is; measure the orders anew`,
    );
  }
  return {
    value,
    currency: typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    // Whatever its cohorts are counted in, clv measure gives frequencies per year.
    period: isMeasured && unit === 'perPeriod' ? 'year' : stated,
    months: typeof months === 'number' ? months : undefined,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
