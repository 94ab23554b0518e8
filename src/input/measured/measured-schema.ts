import * as z from 'zod/mini';
import { InputError } from '../../errors.ts';
import { measuredVersion, periods } from '../../quantities.ts';
import { described } from '../described.ts';
import { ledgerSchema } from './ledger-schema.ts';
import { anObject, count, dayOrNull, list, maybe, number, text } from '../schema-parts.ts';
import { assertVersion } from './measured-version.ts';

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

const cohort = z.object(
  {
    start: text(),
    customers: count(),
    leftCensored: described(
      z.boolean(),
      'whether it is so near the start of the orders that some may have bought before that',
    ),
    cells: list(
      z.object(
        {
          age: count(),
          customers: count(),
          share: described(number(), 'customers as a share of the cohort'),
          cumulativeValue: described(
            z.nullable(number()),
            'money of a customer up to then; null where fewer than 5 bought, whose money is in the next',
          ),
          mature: described(z.boolean(), 'whether the period was over'),
        },
        anObject,
      ),
    ),
  },
  anObject,
);

const rfm = z.object(
  {
    rule: text(),
    cells: list(
      z.object(
        {
          recency: count(),
          frequency: count(),
          monetary: count(),
          customers: count(),
          revenue: z.nullable(number()),
        },
        anObject,
      ),
    ),
    others: described(
      z.optional(z.object({ customers: count(), revenue: z.nullable(number()) }, anObject)),
      'the cells of fewer than 5 customers together',
    ),
  },
  anObject,
);

const concentration = z.object(
  {
    top1: z.nullable(number()),
    top10: z.nullable(number()),
    top20: z.nullable(number()),
    gini: z.nullable(number()),
    n: count(),
    method: text(),
  },
  anObject,
);

/** Why a figure is withheld; each may be absent. */
const reason = () => maybe(text());
const withheld = z.object(
  {
    revenue: reason(),
    averageValue: reason(),
    avg: reason(),
    freq: reason(),
    newPerYear: reason(),
    firstYearOrders: reason(),
  },
  anObject,
);

const measured = described(
  z.object(
    {
      schema: z.literal(measuredVersion),
      preset: maybe(text()),
      files: list(
        z.object(
          {
            name: text(),
            sha256: text().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')),
            rows: count(),
          },
          anObject,
        ),
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
            from: dayOrNull(),
            to: dayOrNull(),
            months: number().check(z.gt(0, 'must be above 0')),
            first: described(dayOrNull(), 'the first purchase of all'),
            asOf: described(dayOrNull(), 'the last day looked at'),
            tz: text(),
          },
          anObject,
        ),
        'the days that the figures up to newPerYear are of; the others are of all up to asOf',
      ),
      currency: maybe(text()),
      ledger: ledgerSchema,
      revenue: figure('revenue of the window'),
      customers: figure('customers who bought in the window'),
      orders: figure('their orders'),
      occasions: z.optional(figure('orders, those of a customer on one day taken as one')),
      averageValue: z.optional(figure('revenue / customers')),
      avg: z.optional(figure('revenue / orders')),
      freq: z.optional(figure('orders / customers × 12 / months')),
      newPerYear: z.optional(figure('customers whose first purchase of all is in the window')),
      firstYearOrders: z.optional(figure('orders in the first 365 days of a customer')),
      repeatFreq: z.optional(
        figure('orders after the first per year since, customers who left included'),
      ),
      repeatRate: z.optional(figure('share of the customers who came back')),
      observedSpan: z.optional(figure('years from first to last purchase so far: no lifespan')),
      boughtAgain: z.optional(figure('share who bought in the period after the first')),
      withheld: described(z.optional(withheld), 'figures that are not given, each with the reason'),
      period: described(z.optional(z.enum(periods)), 'what cohorts are counted in'),
      cohorts: described(z.optional(list(cohort)), 'customers by their first purchase'),
      rfm: described(z.optional(rfm), 'customers by recency, frequency and money'),
      concentration: described(maybe(concentration), 'who brings most of the revenue'),
      interpurchase: described(
        z.optional(
          z.object(
            {
              median: z.optional(figure('median days between purchases')),
              mean: z.optional(figure('mean days between purchases')),
            },
            anObject,
          ),
        ),
        'days from one purchase to the next',
      ),
    },
    anObject,
  ),
  'What clv measure found in orders: aggregates only.',
);

/** The JSON Schema (draft 2020-12) of a measured file. */
export function measuredJsonSchema(): object {
  return z.toJSONSchema(measured, { io: 'input' });
}

/** A measured file, after the schema took it. */
export type Measured = z.infer<typeof measured>;

/**
 * Take a measured file. What it holds may be confidential, so a message quotes none of it.
 *
 * @throws InputError with all that is wrong with it
 */
export function readMeasured(value: unknown): Measured {
  assertVersion((value as { schema?: unknown } | null)?.schema);
  const { data, error } = measured.safeParse(value);
  if (data !== undefined) return data;
  throw new InputError(
    error.issues.map(
      ({ path, message }) => `${path.join('.')} ${message}; measure the orders anew`,
    ),
  );
}
