import * as z from 'zod/mini';
import { InputError } from '../../errors.ts';
import { buyerModels } from '../../models/buyer-model.ts';
import { described } from '../described.ts';
import { parseJson } from '../records/json-document.ts';
import { count, list, number } from '../schema-parts.ts';
import {
  atLeast0,
  buyingLimit,
  data,
  numbersByName,
  object,
  oneOf,
  only,
  yesOrNo,
} from './file-parts.ts';
import { type ModelFile, modelVersion } from './model-file.ts';
import { inModelOrder, problemsOfFit } from './model-rules.ts';

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
  customers: z.int('must be a whole number').check(z.gt(0, 'must be above 0')),
  fit: described(search, 'how the maximum of the likelihood was searched'),
  warnings: list(warning),
});

const spend = object({
  model: only('gamma-gamma'),
  ...fitted(object({ spend: oneOf('constant', 'alike') })),
  firstPurchase: described(z.nullable(atLeast0()), 'mean amount of the first purchases'),
  firstPurchaseError: described(z.nullable(atLeast0()), 'the standard error of that mean'),
  withoutSpend: described(count(), 'customers who bought again for nothing'),
  pearson: described(number(), 'correlation of purchases and mean amounts'),
  spearman: described(number(), 'correlation of their ranks'),
  grouped: described(yesOrNo(), 'whether mean amounts were grouped in steps of 0.001 of ln'),
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

const model = described(
  z.discriminatedUnion(
    'model',
    [
      object({
        ...kept(buyingLimit),
        model: z.enum(buyerModels),
        timeUnit: described(only('week'), 'the unit of alpha and beta'),
        others: described(
          list(object({ model: oneOf(...buyerModels), logLikelihood: number() })),
          'models of the same data with a lower log-likelihood',
        ),
        spend: described(z.optional(spend), 'what customers spend on a purchase'),
      }),
      object({
        ...kept(buyingLimit),
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
