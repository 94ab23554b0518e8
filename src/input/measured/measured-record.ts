import { InputError } from '../../errors.ts';
import { brokenRule, currencyCode, type InputName } from '../../quantities.ts';
import { type Measured, readMeasured } from './measured-schema.ts';

/** What the calculator takes from a measured file. */
interface MeasuredRecord {
  /** The totals that a record is computed from; the rest of the file follows from them. */
  readonly record: Readonly<
    Partial<Record<'revenue' | 'customers' | 'orders' | 'avg' | 'months', number>>
  > & { readonly currency?: string };
  /** The months that are no year, where they are not. */
  readonly shortMonths: number | undefined;
}

/**
 * The record that a measured file is for the calculator: its totals and their months, from which
 * averageValue, avg and freq follow as they were measured.
 *
 * Where the orders are of less than a year, their number is left out, so that no frequency and
 * nothing that rests on one follows. What is seen of a lifespan stays out too: it is cut off where
 * the orders end.
 *
 * @param annualise whether the months there are stand for a year
 * @throws InputError with all that is wrong with the file
 */
export function recordOfMeasured(value: unknown, annualise: boolean): MeasuredRecord {
  const data = readMeasured(value);
  const { revenue, customers, orders, window } = data;
  const currency = currencyCode(data.currency);
  assertTotals(data);
  const isShort = data.freq === undefined && typeof data.withheld?.freq === 'string';
  const record = {
    ...valueOf('revenue', revenue),
    ...valueOf('customers', customers),
    ...(isShort && !annualise ? valueOf('avg', data.avg) : valueOf('orders', orders)),
    months: window.months,
    ...(currency && { currency }),
  };
  return { record, shortMonths: isShort ? window.months : undefined };
}

interface Figure {
  readonly value: number | null;
}

function valueOf<Name extends InputName>(
  name: Name,
  { value }: Figure = { value: null },
): Partial<Record<Name, number>> {
  if (value === null) return {};
  const rule = brokenRule(name, value);
  if (rule !== undefined) {
    throw new InputError(`${name}.value ${rule}; measure other orders`);
  }
  return { [name]: value } as Record<Name, number>;
}

/** @throws InputError when a figure is not what the totals of its file give */
function assertTotals({ revenue, customers, orders, window, ...figures }: Measured): void {
  assertFollows('averageValue', figures.averageValue, revenue, customers, 1);
  assertFollows('avg', figures.avg, revenue, orders, 1);
  assertFollows('freq', figures.freq, orders, customers, 12 / window.months);
}

function assertFollows(
  name: string,
  given: Figure | undefined,
  { value: above }: Figure,
  { value: below }: Figure,
  factor: number,
): void {
  const value = given?.value ?? null;
  if (value === null || above === null || below === null || below === 0) return;
  const own = (above / below) * factor;
  if (Math.abs(value - own) <= 1e-9 * Math.abs(own)) return;
  throw new InputError(
    `${name}.value does not follow from the totals of its file; measure the orders anew`,
  );
}
