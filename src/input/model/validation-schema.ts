import * as z from 'zod/mini';
import { InputError } from '../../errors.ts';
import { buyerModels } from '../../models/buyer-model.ts';
import { described } from '../described.ts';
import { parseJson } from '../records/json-document.ts';
import { count, day, list, number } from '../schema-parts.ts';
import {
  atLeast0,
  buyingLimit,
  data,
  numbersByName,
  object,
  oneOf,
  only,
  positive,
} from './file-parts.ts';
import { type ValidationFile, validationVersion } from './validation-file.ts';

const rules = ['own-rate', 'last-window', 'hiatus', 'nobody'] as const;
const model = () => oneOf(...buyerModels);
const rival = () => oneOf(...buyerModels, ...rules);

const forecast = {
  total: described(atLeast0(), 'all purchases that were forecast'),
  mae: described(atLeast0(), 'mean absolute error per customer'),
  rmse: described(atLeast0(), 'root of the mean squared error per customer'),
  bias: described(number(), 'mean of forecast less actual, per customer'),
  topTenth: described(atLeast0(), 'share of the purchases by the tenth forecast to buy most'),
};

const best = object({ total: rival(), squared: rival(), ranking: rival() });

const comparison = object({
  scores: list(
    object({ name: rival(), totalError: atLeast0(), rmse: atLeast0(), topTenth: atLeast0() }),
  ),
  best: described(best, 'who forecast best: the total, each customer, who buys most'),
  bestRule: described(best, 'the best of the rules, likewise'),
  bestModel: described(model(), 'the model with the smallest squared error'),
});

const warning = z.discriminatedUnion(
  'code',
  [
    object({ code: z.literal('trend'), z: number() }),
    object({ code: z.literal('season'), correlation: number() }),
  ],
  'must be a warning that is known',
);

const validated = object({
  model: model(),
  limit: z.optional(buyingLimit),
  parameters: numbersByName(),
  logLikelihood: number(),
  forecast: object(forecast),
  interval: described(object({ low: atLeast0(), high: atLeast0() }), 'of the total'),
  outcomeVariance: described(atLeast0(), 'variance of the total if the parameters were known'),
  parameterVariance: described(atLeast0(), 'variance of the total by that of the parameters'),
  predictedAmount: described(z.nullable(atLeast0()), 'what customers were expected to spend'),
  classes: list(
    object({ x: count(), customers: atLeast0(), actual: atLeast0(), predicted: atLeast0() }),
  ),
  calibration: list(object({ customers: positive(), predicted: atLeast0(), actual: atLeast0() })),
  tracking: list(object({ time: count(), expected: atLeast0(), actual: atLeast0() })),
  warnings: list(warning),
});

const origin = object({
  until: described(day(), 'the last day of the calibration'),
  to: described(day(), 'the last day of the holdout'),
  customers: positive(),
  actual: described(count(), 'purchases in the holdout'),
  actualAmount: described(number(), 'what was spent in the holdout'),
  hiatusDays: described(atLeast0(), '90th percentile of the days between purchases'),
  models: list(validated).check(z.minLength(1, 'must have a model')),
  rules: list(object({ name: oneOf(...rules), ...forecast })),
});

const validation = described(
  object({
    schema: only(validationVersion),
    timeUnit: only('week'),
    holdout: described(positive(), 'the length of each holdout'),
    interval: described(
      positive().check(z.lt(1, 'must be below 1')),
      'the share of outcomes that each interval is to hold',
    ),
    data: described(data, 'what the models were validated on'),
    comparison,
    modelErrors: described(
      list(object({ model: model(), error: atLeast0() })),
      'relative error of each model that its own interval does not explain',
    ),
    origins: list(origin).check(z.minLength(1, 'must have a holdout')),
  }),
  'Models that clv validate held against what came after: aggregates only.',
);

/** The JSON Schema (draft 2020-12) of a validation. */
export function validationJsonSchema(): object {
  return z.toJSONSchema(validation, { io: 'input' });
}

/**
 * Read a validation. What it holds may be confidential, so a message quotes none of it.
 *
 * @param subject what messages call the file
 * @throws InputError with all that is wrong with it
 */
export function readValidation(content: string, subject: string): ValidationFile {
  const value = parseJson(content, subject);
  const refused = (problems: readonly string[], remedy: string) =>
    new InputError(problems.map((problem) => `${subject}: ${problem}; ${remedy}`));
  if ((value as { schema?: unknown } | null)?.schema !== validationVersion) {
    throw refused([`schema must be ${validationVersion}`], 'validate anew with this clv');
  }
  const parsed = validation.safeParse(value);
  const file = parsed.data as ValidationFile;
  const problems = parsed.success
    ? modelProblems(file)
    : parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'} ${message}`);
  if (problems.length > 0) throw refused(problems, 'write it with clv validate');
  return file;
}

const namesOf = (models: readonly { readonly model: string }[]): string =>
  models
    .map(({ model: name }) => name)
    .toSorted()
    .join(', ');

/** All holdouts are of the same models, each of which has an error. */
function modelProblems({ modelErrors, origins }: ValidationFile): string[] {
  const names = namesOf(modelErrors);
  return origins.every(({ models }) => namesOf(models) === names)
    ? []
    : ['origins must all be of the models that modelErrors has'];
}
