import * as z from 'zod/mini';
import { isDay } from '../calendar.ts';

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
const dayRule = 'must be a day as 2025-03-14';
/** A day of the calendar; the pattern is for the JSON Schema. */
export const day = () =>
  text().check(
    z.regex(/^\d{4}-\d\d-\d\d$/, { error: dayRule, abort: true }),
    z.refine(isDay, dayRule),
  );
export const dayOrNull = () => z.nullable(day());

export const list = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.array(schema, 'must be a list');
