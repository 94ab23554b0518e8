import { z } from 'zod';
import { InputError } from '../errors.ts';
import { inputNames, type InputName, periods, quantities, timings } from '../quantities.ts';
import { parseChange } from './change.ts';
import { parseCheck } from './check.ts';
import { looksRanged } from './number.ts';
import { checkedNumber } from './record.ts';

/** The text of an assumption as it stands in the file; numbers without a sign come as numbers. */
const figure = z.union([z.number(), z.string()]);

/** Refine a value by a function that throws InputError. */
function readBy(read: (value: number | string) => void) {
  return (value: number | string, context: z.core.$RefinementCtx<number | string>) => {
    try {
      read(value);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const message of error.problems) context.addIssue({ code: 'custom', message });
    }
  };
}

const date = z
  .string()
  .superRefine((text, context) => {
    if (isDate(text)) return;
    context.addIssue({ code: 'custom', message: `must be a day such as 2026-07-01, got ${text}` });
  })
  .meta({ format: 'date' });

/** Whether a text is a day of the calendar, written as 2026-07-01. */
export function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}

function entrySchema(name: InputName, isOverride: boolean) {
  const number = figure.superRefine(
    readBy((value) => {
      if (typeof value === 'string' && looksRanged(value)) return;
      if (isOverride && parseChange(name, value, name) !== undefined) return;
      checkedNumber(name, value, 'point', name);
    }),
  );
  return z
    .union([
      number,
      z.strictObject({
        value: number.optional(),
        range: z.string().optional().describe('how sure it is, such as 45..55, 45 to 55 or 50±5'),
        source: z.string().optional().describe('where the number comes from'),
        owner: z.string().optional().describe('who answers for it'),
        reviewed: date.optional().describe('the day it was last looked at'),
        measured: z
          .string()
          .regex(/^[^#]+#[^#]+$/, 'must be a file and a key, such as measured.json#freq')
          .optional()
          .describe('where its measured value stands, such as measured.json#freq'),
      }),
    ])
    .describe(quantities[name].help);
}

function entriesSchema(isOverride: boolean) {
  return z
    .strictObject(
      Object.fromEntries(inputNames.map((name) => [name, entrySchema(name, isOverride)])),
    )
    .partial();
}

const expression = z.string().superRefine((text, context) => {
  try {
    parseCheck(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
});

const checkSchema = z.union([
  expression,
  z
    .strictObject({
      error: expression.optional().describe('a check that fails the run'),
      warn: expression.optional().describe('a check that is counted as a warning'),
      info: expression.optional().describe('a check that is told and counts for nothing'),
      because: z.string().optional().describe('why the check is there'),
      id: z.string().min(1).optional().describe('a name that stays when the check changes'),
      'if-missing': z
        .enum(['fail', 'skip'])
        .optional()
        .describe('what becomes of it when its figure does not exist'),
    })
    .superRefine((check, context) => {
      const count = [check.error, check.warn, check.info].filter((text) => text !== undefined);
      if (count.length === 1) return;
      context.addIssue({
        code: 'custom',
        message: `a check must have one of error, warn and info, got ${count.length === 0 ? 'none' : count.length}`,
      });
    }),
]);

const name = z.string().superRefine((text, context) => {
  if (/^[^{},=*\p{Cc}]+$/u.test(text) && text.trim() === text) return;
  context.addIssue({
    code: 'custom',
    message: `a name must have none of { } , = * and no spaces around it, got ${JSON.stringify(text)}`,
  });
});

/** The schema of an assumptions file. */
export const assumptionsSchema = z
  .strictObject({
    version: z.literal(1).describe('the version of this format'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a code of ISO 4217 such as EUR')
      .optional()
      .describe('currency of money (ISO 4217)'),
    period: z.enum(periods).optional().describe('what freq, churn and retention are counted over'),
    timing: z.enum(timings).optional().describe('when the cash of a period is booked'),
    inputs: entriesSchema(false).describe('what every segment and scenario starts from'),
    segments: z
      .record(name, entriesSchema(true))
      .optional()
      .describe('groups of customers, each with what differs: 58, +8% or +5'),
    scenarios: z
      .record(name, entriesSchema(true))
      .optional()
      .describe('what if: what differs from the segments, 58, +8% or +5'),
    baseline: z.string().min(1).optional().describe('a file of clv check --write-baseline'),
    checks: z.array(checkSchema).optional().describe('what must hold'),
  })
  .describe('Assumptions for clv: inputs, segments, scenarios and checks.');

/** A value of the file with all its parts, after the schema took it. */
export type AssumptionsFile = z.infer<typeof assumptionsSchema>;
export type Entry = NonNullable<AssumptionsFile['inputs'][string]>;

/** The JSON Schema (draft 2020-12) of an assumptions file, for completion in an editor. */
export function assumptionsJsonSchema(): object {
  return z.toJSONSchema(assumptionsSchema, { io: 'input' });
}
