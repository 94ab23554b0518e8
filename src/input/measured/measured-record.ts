import { InputError } from '../../errors.ts';
import { brokenRule, type InputName } from '../../quantities.ts';
import { readMeasured } from './measured-schema.ts';

/** The totals that a record is computed from; the rest of a measured file follows from them. */
type MeasuredRecord = Readonly<
  Partial<Record<'revenue' | 'customers' | 'orders' | 'months', number>>
>;

/**
 * The record that a measured file is for the calculator: its totals and their months, from which
 * averageValue, avg and freq follow as they were measured.
 *
 * The observed lifespan and retention stay out: they are cut off where the window ends, so a
 * lifespan for the future is for a person to give.
 *
 * @throws InputError with all that is wrong with the file
 */
export function recordOfMeasured(value: unknown): MeasuredRecord {
  const data = readMeasured(value);
  const { revenue, customers, orders, window } = data;
  const record = {
    ...valueOf('revenue', revenue),
    ...valueOf('customers', customers),
    ...valueOf('orders', orders),
    months: window.months,
  };
  assertFollows('averageValue', data.averageValue, record.revenue, record.customers, 1);
  assertFollows('avg', data.avg, record.revenue, record.orders, 1);
  assertFollows('freq', data.freq, record.orders, record.customers, 12 / window.months);
  return record;
}

interface Figure {
  readonly value: number | null;
}

function valueOf<Name extends InputName>(
  name: Name,
  { value }: Figure,
): Partial<Record<Name, number>> {
  if (value === null) return {};
  const rule = brokenRule(name, value);
  if (rule !== undefined) {
    throw new InputError(`${name}.value ${rule}; measure other orders`);
  }
  return { [name]: value } as Record<Name, number>;
}

/** @throws InputError when a figure is not what the totals of its file give */
function assertFollows(
  name: string,
  given: Figure | undefined,
  above: number | undefined,
  below: number | undefined,
  factor: number,
): void {
  const value = given?.value ?? undefined;
  if (value === undefined || above === undefined || below === undefined || below === 0) return;
  const own = (above / below) * factor;
  if (Math.abs(value - own) <= 1e-9 * Math.abs(own)) return;
  throw new InputError(
    `${name}.value does not follow from the totals of its file; measure the orders anew`,
  );
}
