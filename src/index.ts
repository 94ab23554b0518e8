/**
 * Customer value metrics as pure, typed functions.
 *
 * Every number has one name and one unit everywhere, see {@link quantities}. A function throws
 * RangeError for an input outside its domain and never returns NaN.
 */
export { InputError } from './errors.ts';
export {
  type ConventionName,
  type Domain,
  type Horizon,
  type HorizonUnit,
  type InputName,
  inputNames,
  type Inputs,
  type Language,
  type ModelOutlook,
  type OutlookFacts,
  type Period,
  quantities,
  type Quantity,
  type QuantityName,
  quantityNames,
  type Reason,
  reasons,
  type Text,
  type Timing,
  type Unit,
} from './quantities.ts';

export {
  customerAcquisitionCost,
  type CustomerAcquisitionCostInputs,
} from './metrics/customer-acquisition-cost.ts';
export { averagePurchase, type AveragePurchaseInputs } from './metrics/average-purchase.ts';
export { averageValue, type AverageValueInputs } from './metrics/average-value.ts';
export type { AnyValue, MarginValue } from './metrics/best-value.ts';
export {
  type Basis,
  calculate,
  type CalculateOptions,
  type Calculation,
  type Row,
} from './metrics/calculate.ts';
export { customerEquity, type CustomerEquityInputs } from './metrics/customer-equity.ts';
export { customerLifespan, type CustomerLifespanInputs } from './metrics/customer-lifespan.ts';
export {
  customerLifetimeValue,
  type CustomerLifetimeValueInputs,
} from './metrics/customer-lifetime-value.ts';
export { customerValue, type CustomerValueInputs } from './metrics/customer-value.ts';
export {
  equityOverYears,
  type EquityOverYearsInputs,
  type EquityYear,
} from './metrics/equity-over-years.ts';
export { metrics } from './metrics/index.ts';
export { ltvCacRatio, type LtvCacRatioInputs } from './metrics/ltv-cac-ratio.ts';
export {
  marginLifetimeValue,
  type MarginLifetimeValueInputs,
} from './metrics/margin-lifetime-value.ts';
export { marginPerYear, type MarginPerYearInputs } from './metrics/margin-per-year.ts';
export {
  customersBought,
  type CustomersBoughtInputs,
  type MarketingBudgetInputs,
  marketingBudgetToGrow,
  marketingBudgetToHold,
  ownMarketingBudget,
  type OwnMarketingBudgetInputs,
} from './metrics/marketing-budget.ts';
export {
  maximumAcquisitionCost,
  type MaximumAcquisitionCostInputs,
} from './metrics/maximum-acquisition-cost.ts';
export type { Metric, Values } from './metrics/metric.ts';
export {
  modelLifetimeValue,
  type ModelLifetimeValueInputs,
  type PurchaseCosts,
} from './metrics/model-lifetime-value.ts';
export { modelPurchases, type ModelPurchasesInputs } from './metrics/model-purchases.ts';
export { modelFirstSpend, modelSpend, type ModelSpendInputs } from './metrics/model-spend.ts';
export { netLifetimeValue, type NetLifetimeValueInputs } from './metrics/net-lifetime-value.ts';
export { paybackPeriod, type PaybackPeriodInputs } from './metrics/payback-period.ts';
export {
  type Lifetime,
  presentLifetimeValue,
  type PresentLifetimeValueInputs,
  type YearlyFlow,
} from './metrics/present-lifetime-value.ts';
export { purchaseFrequency, type PurchaseFrequencyInputs } from './metrics/purchase-frequency.ts';
export { residualEquity, type ResidualEquityInputs } from './metrics/residual-equity.ts';
export { residualValue, type ResidualValueInputs } from './metrics/residual-value.ts';
