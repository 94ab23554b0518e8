import * as z from 'zod/mini';
import { isDay } from '../../calendar.ts';
import { brief, InputError, shown } from '../../errors.ts';
import { inputNames, type InputName, periods, quantities, timings } from '../../quantities.ts';
import { ownValue, parseChange } from '../grammar/change-text.ts';
import { parseCheck } from '../grammar/check-line.ts';
import { described } from '../described.ts';
import { parseHorizon } from '../grammar/horizon-text.ts';
import { looksRanged } from '../grammar/number.ts';
import { checkedNumber } from '../records/record.ts';

/** The text of an assumption as it stands in the file; numbers without a sign come as numbers. */
const figure = z.union([z.number(), z.string()]);

/** A key that may be left out. */
function optional<Schema extends z.ZodMiniType>(schema: Schema, description: string) {
  return described(z.optional(schema), description);
}

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

const date = z.string().check(
  z.superRefine((text, context) => {
    if (isDay(text)) return;
    context.addIssue({
      code: 'custom',
      message: `must be a day such as 2026-07-01, got ${shown(text)}`,
    });
  }),
  z.meta({ format: 'date' }),
);

const measured = z
  .string()
  .check(z.regex(/^[^#]+#[^#]+$/, 'must be a file and a key, such as measured.json#freq'));

/** What may stand beside the value of an entry. */
const entryShape = {
  range: optional(z.string(), 'how sure it is, such as 45..55, 45 to 55 or 50±5'),
  source: optional(z.string(), 'where the number comes from'),
  owner: optional(z.string(), 'who answers for it'),
  reviewed: optional(date, 'the day it was last looked at'),
  measured: optional(measured, 'where its measured value stands, such as measured.json#freq'),
};

/** The keys of an entry that is a mapping. */
export const entryKeys: readonly string[] = ['value', ...Object.keys(entryShape)];

function entrySchema(name: InputName, isOverride: boolean) {
  const number = figure.check(
    z.superRefine(
      readBy((value) => {
        if (typeof value === 'string' && looksRanged(value)) return;
        if (isOverride && parseChange(name, value, name) !== undefined) return;
        checkedNumber(name, isOverride ? ownValue(value) : value, 'fixed', name);
      }),
    ),
  );
  return described(
    z.union([number, z.strictObject({ value: z.optional(number), ...entryShape })]),
    quantities[name].help,
  );
}

/** A fitted model, at the top of a file or in a scenario. */
const modelShape = {
  model: optional(z.string().check(z.minLength(1)), 'a file of clv fit: values a new customer'),
  horizon: optional(
    figure.check(z.superRefine(readBy((value) => void parseHorizon(String(value), 'horizon')))),
    'how far the model looks, such as 5y, 52w, 12mo or lifetime',
  ),
};

/** The keys of a model. */
export const modelKeys: readonly string[] = Object.keys(modelShape);

/** A model as it is written. */
export interface WrittenModel {
  readonly model?: string | undefined;
  readonly horizon?: number | string | undefined;
}

/** What a scenario may have: entries, and a model beside them. */
function scenarioSchema() {
  const schema = z.strictObject({ ...entryShapes(true), ...modelShape });
  // The type of an entry is that of all its keys but those of a model, which are read by themselves.
  return z.partial(schema) as unknown as ReturnType<typeof entriesSchema>;
}

function entryShapes(isOverride: boolean) {
  return Object.fromEntries(inputNames.map((name) => [name, entrySchema(name, isOverride)]));
}

function entriesSchema(isOverride: boolean) {
  return z.partial(z.strictObject(entryShapes(isOverride)));
}

const expression = z.string().check(
  z.superRefine((text, context) => {
    try {
      parseCheck(text);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  }),
);

const checkShape = {
  error: optional(expression, 'a check that fails the run'),
  warn: optional(expression, 'a check that is counted as a warning'),
  info: optional(expression, 'a check that is noted and never fails a run'),
  because: optional(z.string(), 'why the check is there'),
  id: optional(z.string().check(z.minLength(1)), 'a name that stays when the check changes'),
  'if-missing': optional(
    z.enum(['fail', 'skip']),
    'what becomes of it where inputs are missing; it passes only where nothing is missing',
  ),
};

/** The keys of a check that is a mapping. */
export const checkKeys: readonly string[] = Object.keys(checkShape);

const checkSchema = z.union([
  expression,
  z.strictObject(checkShape).check(
    z.superRefine((check, context) => {
      const count = [check.error, check.warn, check.info].filter(
        (text) => text !== undefined,
      ).length;
      if (count === 1) return;
      context.addIssue({
        code: 'custom',
        message: `a check must have one of error, warn and info, got ${count === 0 ? 'none' : count}`,
      });
    }),
  ),
]);

const name = z.string().check(
  z.superRefine((text, context) => {
    if (/^[^{},=*\p{Cc}]{1,200}$/u.test(text) && text.trim() === text) return;
    context.addIssue({
      code: 'custom',
      message: `a name must have at most 200 characters, none of { } , = * and no spaces around it, got ${JSON.stringify(brief(text))}`,
    });
  }),
);

const codeRule = 'must be a code of ISO 4217 such as EUR';

const currency = z.string().check(
  z.regex(/^[A-Z]{3}$/, codeRule),
  z.superRefine((code, context) => {
    if (!/^[A-Z]{3}$/.test(code) || Intl.supportedValuesOf('currency').includes(code)) return;
    context.addIssue({ code: 'custom', message: `${codeRule}, got ${code}` });
  }),
);

/** What an override may be, for the person who writes one. */
const overrides =
  '58, +8%, x1.08 or +5; of a share 40%, +2pp or x1.05, and =-10% where it is negative';

const fileSchema = z.strictObject({
  version: described(z.literal(1), 'the version of this format'),
  currency: optional(currency, 'currency of money (ISO 4217)'),
  period: optional(z.enum(periods), 'what freq, churn and retention are counted over'),
  timing: optional(z.enum(timings), 'when the cash of a period is booked'),
  ...modelShape,
  inputs: described(entriesSchema(false), 'what every segment and scenario starts from'),
  segments: optional(
    z.record(name, entriesSchema(true)),
    `groups of customers, each with what differs: ${overrides}`,
  ),
  scenarios: optional(
    z.record(name, scenarioSchema()),
    `what if: what differs from the segments: ${overrides}`,
  ),
  baseline: optional(z.string().check(z.minLength(1)), 'a file of clv check --write-baseline'),
  checks: optional(z.array(checkSchema), 'what must hold'),
});

/** The keys of a file. */
export const fileKeys: readonly string[] = Object.keys(fileSchema.shape);

/** The schema of an assumptions file. */
export const assumptionsSchema = described(
  fileSchema,
  'Assumptions for clv: inputs, segments, scenarios and checks.',
);

/** A value of the file with all its parts, after the schema took it. */
export type AssumptionsFile = z.infer<typeof assumptionsSchema>;

/** An entry of inputs, a segment or a scenario as it is written. */
export type WrittenEntry = NonNullable<AssumptionsFile['inputs'][string]>;

/** The JSON Schema (draft 2020-12) of an assumptions file, for completion in an editor. */
export function assumptionsJsonSchema(): object {
  return z.toJSONSchema(assumptionsSchema, { io: 'input' });
}
