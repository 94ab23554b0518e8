import type { BuyerModel, BuyerModelName } from '../../models/buyer-model.ts';
import type { Comparison } from '../../models/comparison.ts';
import type { Forecast, Forecaster } from '../../models/forecast.ts';
import type { Interval } from '../../models/prediction.ts';
import type { Validation } from '../../models/validate.ts';
import type { ModelData } from './model-file.ts';

/** What the first key of a validation says. */
export const validationVersion = 'clv.validation/1';

/** How models were held against what came after, as `clv validate` writes it: aggregates only. */
export interface ValidationFile {
  readonly schema: typeof validationVersion;
  readonly timeUnit: 'week';
  /** The length of each holdout, weeks. */
  readonly holdout: number;
  /** The share of outcomes that each interval is to hold. */
  readonly interval: number;
  readonly data: ModelData;
  /** How all forecasters did over all holdouts, and who did best. */
  readonly comparison: Comparison;
  /** The relative error of each model that its own interval does not explain. */
  readonly modelErrors: readonly { readonly model: BuyerModelName; readonly error: number }[];
  /** Holdouts, the latest first. */
  readonly origins: readonly ValidatedOrigin[];
}

/** One division into a calibration and a holdout. */
export interface ValidatedOrigin {
  /** The last day of the calibration, and that of the holdout. */
  readonly until: string;
  readonly to: string;
  readonly customers: number;
  /** Purchases in the holdout. */
  readonly actual: number;
  /** What was spent in the holdout, money. */
  readonly actualAmount: number;
  /** The 90th percentile of the days from one purchase of a customer to the next. */
  readonly hiatusDays: number;
  /** The models, the likeliest first. */
  readonly models: readonly ValidatedModel[];
  readonly rules: readonly RuleForecast[];
}

/** The forecast of a rule that anybody could use. */
export interface RuleForecast extends Forecast {
  readonly name: Exclude<Forecaster, 'model'>;
}

/** A model that was fitted to the calibration, and its forecast of the holdout. */
export interface ValidatedModel
  extends BuyerModel, Pick<Validation, 'classes' | 'calibration' | 'tracking' | 'warnings'> {
  readonly logLikelihood: number;
  readonly forecast: Omit<Forecast, 'name'>;
  /** The interval of the total, and the variances that it is made of. */
  readonly interval: Interval;
  readonly outcomeVariance: number;
  readonly parameterVariance: number;
  /** What customers were expected to spend, money; null without a model of spend. */
  readonly predictedAmount: number | null;
}
