export { bgBbLogLikelihood, type BgBbFit, type BgBbModel, type RoundBuyer } from './bg-bb.ts';
export { bootstrap, type Bootstrap } from './bootstrap.ts';
export type { Buyer } from './buyer.ts';
export { buyerModels, type BuyerModel, type BuyerModelName } from './buyer-model.ts';
export { fit } from './fit.ts';
export { fitAllBuyers, logLikelihood, type BuyerFit } from './fit-buyers.ts';
export { FitError, type FitFailure } from './fit-error.ts';
export { drawnParameters, type DrawnOptions } from './drawn.ts';
export type { Covariance, FitSummary, Fitted, FitWarning, Limit, SearchSummary } from './fitted.ts';
export type { Forecast, Forecaster } from './forecast.ts';
export {
  expectedSpend,
  meanSpend,
  spendLogLikelihood,
  spendPredictor,
  type SpendFit,
  type SpendModel,
  type Spender,
} from './gamma-gamma.ts';
export { newCustomer, type NewCustomer, type NewCustomerHorizon } from './new-customer.ts';
export { predict } from './predict.ts';
export {
  lifetimeRoundPurchases,
  newRoundBuyer,
  roundPredictor,
  type RoundOutlook,
} from './predict-bg-bb.ts';
export {
  lifetimePredictor,
  lifetimePurchases,
  newBuyer,
  predictor,
  purchaseProbability,
  weeksPerYear,
  type LifetimePrediction,
  type Outlook,
} from './predict-buyer.ts';
export type { Interval, Prediction } from './prediction.ts';
export { residualPayments, retentionRate, survival } from './contract-retention.ts';
export type { SbgFit, SbgModel, Survivors } from './sbg.ts';
export { predictTotal, varianceOf, type Total, type TotalOutlook } from './total.ts';
export type { SeriesWarning, Track } from './tracking.ts';
export {
  modelError,
  validate,
  type FrequencyClass,
  type HoldoutOptions,
  type Observed,
  type Tenth,
  type Validation,
} from './validate.ts';
