import type { MeasuredNumber } from '../../check/measured-reference.ts';
import { InputError } from '../../errors.ts';
import {
  type InputName,
  measuredVersion,
  type Period,
  periods,
  quantities,
} from '../../quantities.ts';
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
  const value = numberUnder(content, path);
  if (value === undefined) {
    throw new InputError(
      `${file} has no number under ${path}; measure it anew, or correct measured:`,
    );
  }
  const { schema, currency, period: stated, window } = isObject(content) ? content : {};
  const period = periodOf(name, schema === measuredVersion, stated);
  if (period === 'missing') {
    throw new InputError(
      `${file} does not say over what period ${name} is; measure the orders anew`,
    );
  }
  const months = isObject(window) ? window['months'] : undefined;
  return {
    value,
    currency: typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    period,
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
 * The period that a number is over; missing where it must be stated and is not.
 *
 * @param isMeasured whether clv measure wrote the file
 */
function periodOf(
  name: InputName,
  isMeasured: boolean,
  stated: unknown,
): Period | 'missing' | undefined {
  const { unit } = quantities[name];
  // Whatever its cohorts are counted in, clv measure gives frequencies per year.
  if (isMeasured && unit === 'perPeriod') return 'year';
  const period = periods.find((each) => each === stated);
  return isMeasured && unit === 'sharePerPeriod' ? (period ?? 'missing') : period;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
