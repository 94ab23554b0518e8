import * as z from 'zod/mini';
import { described } from '../described.ts';
import { anObject, count, dayOrNull, number, text } from '../schema-parts.ts';

/** What the schemas of the files around a fitted model are made of. */

/** The names that a parameter of a model, or of a limit of it, may have. */
const parameterNames = 'r alpha s beta a b lambda mu p q gamma delta theta nu'.split(' ');

export const yesOrNo = () => z.boolean('must be true or false');
export const positive = () => number().check(z.gt(0, 'must be above 0'));
export const atLeast0 = () => number().check(z.minimum(0, 'must be at least 0'));
export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}`);
export const only = <const Value extends string>(value: Value) =>
  z.literal(value, `must be ${value}`);

const inWords = ({ code }: { readonly code?: string }) =>
  code === 'unrecognized_keys' ? 'has an unknown key' : anObject;

/** An object with these keys and no others. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: inWords });
}

/** Numbers by the names of parameters; which of them a model has is no matter of the schema. */
export const numbersByName = () =>
  z.partialRecord(z.enum(parameterNames), number(), { error: inWords });

/** What a model was fitted to. */
export const data = object({
  source: described(text(), 'files or engine and table'),
  sha256: z.nullable(text().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'))),
  first: described(dayOrNull(), 'the first day'),
  asOf: described(dayOrNull(), 'the last day looked at'),
  longest: described(atLeast0(), 'the longest observation of a customer, in the time unit'),
  currency: z.nullable(text()),
  ledger: described(
    z.nullable(
      object({
        read: count(),
        used: count(),
        merged: count(),
        netted: count(),
        excluded: count(),
        rejected: count(),
      }),
    ),
    'rows of orders and what became of them',
  ),
});

/** What a model of buyers has given up. */
export const buyingLimit = object({
  rates: z.optional(only('equal')),
  dropout: z.optional(oneOf('none', 'equal', 'all-or-nothing')),
});
