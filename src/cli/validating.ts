import { setImmediate } from 'node:timers/promises';
import { dayNumber } from '../calendar.ts';
import { InputError } from '../errors.ts';
import {
  type ValidatedModel,
  type ValidatedOrigin,
  type ValidationFile,
  validationVersion,
} from '../input/model/validation-file.ts';
import { hiatusOf, type HoldoutDays, splitsOf } from '../measure/holdouts.ts';
import { customersSelect } from '../measure/sql/customers.ts';
import { firstDayQuery, gapsUntilQuery, occasionsUntil } from '../measure/sql/holdout.ts';
import { compare, type Trial } from '../models/comparison.ts';
import {
  type BuyerFit,
  type BuyerModelName,
  meanSpend,
  modelError,
  type SpendModel,
  validate,
  type Validation,
} from '../models/index.ts';
import type { Customers } from './customer-source.ts';
import { cumulativeIn, type HoldoutPlace, observedIn } from './holdout-rows.ts';
import { fittedBuyers, type FittingOptions } from './fitting.ts';

/** The share of outcomes that the intervals are to hold. */
const interval = 0.9;

/** The models of a calibration, held against its holdout. */
interface Held {
  readonly origin: ValidatedOrigin;
  readonly validations: ReadonlyMap<BuyerModelName, Validation>;
}

/**
 * Fit models to the first part of orders and hold them against the rest; only cells are fetched.
 *
 * @throws InputError when the orders cannot be divided so, or a part has no fit
 */
export async function validatedOrders(
  customers: Customers,
  holdout: HoldoutDays,
  options: FittingOptions,
): Promise<ValidationFile> {
  const { engine, orders, data } = customers;
  if (orders === undefined) throw new Error('only orders can be divided');
  const { asOf } = orders;
  const purchases = await engine.keep(
    'purchases',
    `select customer, day, orders, amount from ${orders.occasions} as occasions`,
  );
  const [row = {}] = await engine.query(firstDayQuery(engine.dialect, purchases));
  const first = String(row['day']);
  const splits = splitsOf(first, asOf, holdout);
  const held: Held[] = [];
  for (const split of splits) {
    held.push(await heldAgainst(customers, { purchases, first, split }, options));
  }
  await engine.drop(purchases);
  const origins = withSameModels(held.map(({ origin }) => origin));
  const [latest] = origins;
  const [split] = splits;
  if (latest === undefined || split === undefined) throw new Error('nothing was validated');
  return {
    schema: validationVersion,
    timeUnit: 'week',
    holdout: weeksBetween(split.until, split.to),
    interval,
    data: { ...data, first, longest: weeksBetween(first, asOf) },
    comparison: compare(origins.map(trialsOf)),
    modelErrors: latest.models.map(({ model }) => ({ model, error: errorOf(model, held) })),
    origins,
  };
}

/**
 * The holdouts with the models that were fitted before each of them, so that they can be compared.
 *
 * @throws InputError when there is no such model
 */
function withSameModels(origins: readonly ValidatedOrigin[]): ValidatedOrigin[] {
  const isEverywhere = (name: BuyerModelName) =>
    origins.every(({ models }) => models.some(({ model }) => model === name));
  return origins.map((origin) => {
    const models = origin.models.filter(({ model }) => isEverywhere(model));
    if (models.length > 0) return { ...origin, models };
    throw new InputError('no model could be fitted before each holdout; give fewer --origins');
  });
}

const weeksBetween = (from: string, to: string): number => (dayNumber(to) - dayNumber(from)) / 7;

async function heldAgainst(
  customers: Customers,
  place: HoldoutPlace,
  options: FittingOptions,
): Promise<Held> {
  const { engine } = customers;
  const { until, to } = place.split;
  const { fits, spendModel } = await fittedUntil(customers, place, options);
  const observed = await observedIn(engine, place);
  const gaps = await engine.query(gapsUntilQuery(engine.dialect, place.purchases, until));
  const hiatusDays = hiatusOf(gaps.map(({ gap, n }) => ({ days: Number(gap), count: Number(n) })));
  const holdout = {
    holdout: weeksBetween(until, to),
    hiatus: hiatusDays / 7,
    interval,
    // Days count from their evening, so that the first one ends a day after the start.
    calibration: weeksBetween(place.first, until) + 1 / 7,
    cumulative: await cumulativeIn(engine, place),
    ...(spendModel && { spendModel }),
  };
  const validations = new Map<BuyerModelName, Validation>();
  for (const fit of fits) {
    options.tell(`validating ${fit.model}`);
    await setImmediate();
    validations.set(fit.model, validate(fit, observed, holdout));
  }
  const [any] = validations.values();
  if (any === undefined) throw new Error('no model was fitted');
  return {
    origin: {
      until,
      to,
      customers: any.customers,
      actual: any.actual,
      actualAmount: observed.reduce(
        (sum, { laterAmount = 0, count = 1 }) => sum + count * laterAmount,
        0,
      ),
      hiatusDays,
      models: fits.map((fit) => validatedModel(fit, validations.get(fit.model) ?? any)),
      rules: any.forecasts.flatMap(({ name, ...forecast }) =>
        name === 'model' ? [] : [{ name, ...forecast }],
      ),
    },
    validations,
  };
}

/** The models that are fitted to the calibration, and that of spend if it has a mean. */
async function fittedUntil(
  customers: Customers,
  { purchases, split: { until } }: HoldoutPlace,
  options: FittingOptions,
): Promise<{ readonly fits: readonly BuyerFit[]; readonly spendModel: SpendModel | undefined }> {
  const { dialect } = customers.engine;
  const rows = `(${customersSelect(dialect, occasionsUntil(dialect, purchases, until), until)})`;
  const data = { ...customers.data, asOf: until };
  try {
    const { compared, file } = await fittedBuyers({ ...customers, rows, data }, options);
    const { spend } = file;
    return {
      fits: compared.map(({ fit }) => fit),
      spendModel: spend !== undefined && meanSpend(spend) < Infinity ? spend : undefined,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((problem) => `the orders up to ${until} have no fit: ${problem}`),
    );
  }
}

function validatedModel(
  { model, limit, parameters, logLikelihood }: BuyerFit,
  validation: Validation,
): ValidatedModel {
  const { predicted, forecasts, classes, calibration, tracking, warnings, amount } = validation;
  const [own] = forecasts;
  if (own === undefined) throw new Error('the model made no forecast');
  const { name: _, ...forecast } = own;
  return {
    model,
    ...(limit && { limit }),
    parameters,
    logLikelihood,
    forecast,
    interval: predicted.interval,
    outcomeVariance: predicted.outcomeVariance,
    parameterVariance: predicted.parameterVariance,
    predictedAmount: amount?.predicted ?? null,
    classes,
    calibration,
    tracking,
    warnings,
  };
}

/** What all forecasters said of one holdout. */
function trialsOf({ actual, customers, models, rules }: ValidatedOrigin): Trial[] {
  return [...models.map(({ model, forecast }) => ({ ...forecast, name: model })), ...rules].map(
    (forecast) => ({ ...forecast, actual, customers }),
  );
}

function errorOf(model: BuyerModelName, held: readonly Held[]): number {
  return modelError(held.flatMap(({ validations }) => validations.get(model) ?? []));
}
