import * as z from 'zod/mini';

// What the schemas of the files that clv writes are made of.

export const anObject = 'must be an object';
const aText = 'must be a text';
const aNumber = 'must be a number';

export const number = () => z.number(aNumber);
export const text = () => z.string(aText);
export const maybe = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.optional(z.nullable(schema));
export const count = () =>
  z.int('must be a whole number').check(z.minimum(0, 'must be at least 0'));
export const day = () => text().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'must be a day as 2025-03-14'));
export const dayOrNull = () => z.nullable(day());

export const list = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.array(schema, 'must be a list');
