import * as z from 'zod/mini';
import { InputError } from '../errors.ts';
import { described } from './described.ts';
import { shown } from './number.ts';

/** The version of the file that clv measure writes, under `schema`. */
export const measuredVersion = 'clv.measured/1';

const anObject = 'must be an object';
const aText = 'must be a text';
const aNumber = 'must be a number';

const number = () => z.number(aNumber);
const text = () => z.string(aText);
const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema));
const count = () => z.int('must be a whole number').check(z.minimum(0, 'must be at least 0'));
const day = () =>
  z.nullable(text().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'must be a day as 2025-03-14')));

/** A measured figure; what has no value, such as an average of nothing, is null. */
function figure(description: string) {
  const object = z.object(
    {
      value: z.nullable(number()),
      low: described(maybe(number()), 'lower end of the 95 % interval'),
      high: described(maybe(number()), 'upper end of the 95 % interval'),
      n: described(maybe(count()), 'how many customers, orders or gaps it rests on'),
      method: described(maybe(text()), 'how the interval was made'),
    },
    anObject,
  );
  return described(object, description);
}

const rowKinds = ['used', 'merged', 'netted', 'excluded', 'rejected'] as const;

const ledgerRows = z
  .object(
    {
      read: count(),
      used: count(),
      merged: count(),
      netted: count(),
      excluded: count(),
      rejected: count(),
    },
    anObject,
  )
  .check(
    z.refine(
      (rows) => rows.read === rowKinds.reduce((sum, kind) => sum + rows[kind], 0),
      'must add up: read = used + merged + netted + excluded + rejected',
    ),
  );

const measured = described(
  z.object(
    {
      schema: z.literal(measuredVersion),
      preset: maybe(text()),
      files: z.array(
        z.object(
          {
            name: text(),
            sha256: text().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')),
            rows: z.optional(count()),
          },
          anObject,
        ),
        'must be a list',
      ),
      source: described(
        maybe(
          z.object({ engine: text(), table: maybe(text()), querySha256: maybe(text()) }, anObject),
        ),
        'the engine whose table or query was measured, where it was no file',
      ),
      window: described(
        z.object(
          {
            from: day(),
            to: day(),
            asOf: day(),
            tz: text(),
            months: number().check(z.gt(0, 'must be above 0')),
          },
          anObject,
        ),
        'the days that were counted',
      ),
      currency: maybe(text()),
      ledger: described(
        z.object(
          {
            rows: ledgerRows,
            codes: z.array(
              z.object({ code: text(), rows: count(), amount: maybe(number()) }, anObject),
              'must be a list',
            ),
            money: z.optional(
              z.array(z.object({ currency: maybe(text()) }, anObject), 'must be a list'),
            ),
          },
          anObject,
        ),
        'what became of each row',
      ),
      revenue: figure('revenue of the window'),
      customers: figure('customers who bought in the window'),
      orders: figure('their orders'),
      averageValue: z.optional(figure('revenue / customers')),
      avg: z.optional(figure('revenue / orders')),
      freq: z.optional(figure('orders / customers × 12 / months')),
      repeatRate: z.optional(figure('share of the customers who came back')),
      years: z.optional(figure('observed lifespan: no forecast, it ends where the window does')),
      retention: z.optional(figure('observed retention')),
    },
    anObject,
  ),
  'What clv measure found in orders: aggregates only.',
);

/** The JSON Schema (draft 2020-12) of a measured file. */
export function measuredJsonSchema(): object {
  return z.toJSONSchema(measured, { io: 'input' });
}

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
  const version = (value as { schema: unknown }).schema;
  if (version !== measuredVersion) {
    throw new InputError(
      `schema must be ${measuredVersion}, got ${shown(String(version))}; measure the orders anew with this clv`,
    );
  }
  const { data, error } = measured.safeParse(value);
  if (data === undefined) {
    throw new InputError(
      error.issues.map(
        ({ path, message }) =>
          `${path.join('.')} ${message}, got ${shownAt(value, path)}; measure the orders anew`,
      ),
    );
  }
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

function valueOf<Name extends string>(
  name: Name,
  { value }: Figure,
): Partial<Record<Name, number>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, number>);
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
    `${name}.value must follow from the totals of its file, ${own}, got ${value}; measure the orders anew`,
  );
}

function shownAt(value: unknown, path: readonly PropertyKey[]): string {
  let found = value;
  for (const key of path) found = (found as Record<PropertyKey, unknown> | undefined)?.[key];
  return shown(typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing'));
}
