import * as z from 'zod/mini';
import { InputError } from '../../errors.ts';
import { buyerModels } from '../../models/buyer-model.ts';
import { described } from '../described.ts';
import { parseJson } from '../records/json-document.ts';
import { type ModelFile, modelVersion } from './model-file.ts';
import { inModelOrder, problemsOfFit } from './model-rules.ts';

/** The names that a parameter of a model, or of a limit of it, may have. */
const parameterNames = 'r alpha s beta a b lambda mu p q gamma delta theta nu'.split(' ');

const aNumber = 'must be a number';

const number = () => z.number(aNumber);
const text = () => z.string('must be a text');
const yesOrNo = () => z.boolean('must be true or false');
const count = () => z.int('must be a whole number').check(z.minimum(0, 'must be at least 0'));
const customers = () => number().check(z.gt(0, 'must be above 0'));
const list = <Schema extends z.ZodMiniType>(schema: Schema) => z.array(schema, 'must be a list');
const day = () =>
  z.nullable(text().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'must be a day as 2025-03-14')));
const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}`);
const only = <const Value extends string>(value: Value) => z.literal(value, `must be ${value}`);

const inWords = ({ code }: { readonly code?: string }) =>
  code === 'unrecognized_keys' ? 'has an unknown key' : 'must be an object';

/** An object with these keys and no others. */
function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: inWords });
}

/** Numbers by the names of parameters; which of them a model has is no matter of the schema. */
const numbersByName = () => z.partialRecord(z.enum(parameterNames), number(), { error: inWords });

const covariance = described(
  object({ of: only('logarithms'), matrix: list(list(number())) }),
  'covariance of the logarithms of the parameters, in their order',
);

const search = object({
  evaluations: count(),
  gradient: number(),
  starts: count(),
  agree: yesOrNo(),
});

const anyLimit = object({
  rates: z.optional(only('equal')),
  dropout: z.optional(oneOf('none', 'equal', 'all-or-nothing')),
  spend: z.optional(oneOf('constant', 'alike')),
});

const warning = z.discriminatedUnion(
  'code',
  [
    object({ code: z.literal('starts-disagree') }),
    object({ code: z.literal('near-limit'), limit: anyLimit, gain: number() }),
    object({ code: z.literal('spend-goes-with-frequency'), pearson: number() }),
  ],
  'must be a warning that is known',
);

/** What every fit has, the spend included. */
const fitted = <Limit extends z.ZodMiniType>(limit: Limit) => ({
  limit: described(z.optional(limit), 'the limit of the model that was fitted instead of it'),
  parameters: numbersByName(),
  standardErrors: numbersByName(),
  covariance,
  logLikelihood: number(),
  customers: customers(),
  fit: described(search, 'how the maximum of the likelihood was searched'),
  warnings: list(warning),
});

const spend = object({
  model: only('gamma-gamma'),
  ...fitted(object({ spend: oneOf('constant', 'alike') })),
  firstPurchase: described(z.nullable(number()), 'mean amount of the first purchases'),
  firstPurchaseError: described(z.nullable(number()), 'the standard error of that mean'),
  withoutSpend: described(count(), 'customers who bought again for nothing'),
  pearson: described(number(), 'correlation of purchases and mean amounts'),
  spearman: described(number(), 'correlation of their ranks'),
  grouped: described(yesOrNo(), 'whether mean amounts were grouped in steps of 0.001 of ln'),
});

const data = object({
  source: described(text(), 'files or engine and table'),
  sha256: z.nullable(text().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'))),
  first: described(day(), 'the first day'),
  asOf: described(day(), 'the last day looked at'),
  longest: described(number(), 'the longest observation of a customer, in the time unit'),
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

/** What every model file has. */
const kept = <Limit extends z.ZodMiniType>(limit: Limit) => ({
  schema: only(modelVersion),
  ...fitted(limit),
  aic: number(),
  bic: number(),
  cells: described(count(), 'groups of customers with the same data'),
  data: described(data, 'what the model was fitted to'),
});

const buying = object({
  rates: z.optional(only('equal')),
  dropout: z.optional(oneOf('none', 'equal', 'all-or-nothing')),
});

const model = described(
  z.discriminatedUnion(
    'model',
    [
      object({
        ...kept(buying),
        model: z.enum(buyerModels),
        timeUnit: described(only('week'), 'the unit of alpha and beta'),
        others: described(
          list(object({ model: z.enum(buyerModels), logLikelihood: number() })),
          'models of the same data with a lower log-likelihood',
        ),
        spend: described(z.optional(spend), 'what customers spend on a purchase'),
      }),
      object({
        ...kept(buying),
        model: z.literal('bg-bb'),
        timeUnit: only('round'),
        round: described(
          z.nullable(oneOf('year', 'quarter', 'month')),
          'what orders were counted in',
        ),
      }),
      object({
        ...kept(object({ dropout: oneOf('equal', 'all-or-nothing') })),
        model: z.literal('sbg'),
        timeUnit: only('period'),
      }),
    ],
    `must be one of ${[...buyerModels, 'bg-bb', 'sbg'].join(', ')}`,
  ),
  'A model that clv fit fitted: aggregates only.',
);

/** The JSON Schema (draft 2020-12) of a model file. */
export function modelJsonSchema(): object {
  return z.toJSONSchema(model, { io: 'input' });
}

/**
 * Read a model file. What it holds may be confidential, so a message quotes none of it.
 *
 * @param subject what messages call the file
 * @throws InputError with all that is wrong with it
 */
export function readModel(content: string, subject: string): ModelFile {
  const value = parseJson(content, subject);
  const refused = (problems: readonly string[], remedy: string) =>
    new InputError(problems.map((problem) => `${subject}: ${problem}; ${remedy}`));
  if ((value as { schema?: unknown } | null)?.schema !== modelVersion) {
    throw refused([`schema must be ${modelVersion}`], 'fit the model anew with this clv');
  }
  const parsed = model.safeParse(value);
  const file = parsed.data as ModelFile;
  const problems = parsed.success
    ? problemsOfFit(file)
    : parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'} ${message}`);
  if (problems.length > 0) throw refused(problems, 'write it with clv fit');
  return inModelOrder(file);
}
