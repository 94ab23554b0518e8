import { averagePurchaseMetric } from './average-purchase.ts';
import { averageValueMetric } from './average-value.ts';
import { customerAcquisitionCostMetric } from './customer-acquisition-cost.ts';
import { customerEquityMetric } from './customer-equity.ts';
import { customerLifespanMetric } from './customer-lifespan.ts';
import { customerLifetimeValueMetric } from './customer-lifetime-value.ts';
import { customerValueMetric } from './customer-value.ts';
import { maximumAcquisitionCostMetric } from './maximum-acquisition-cost.ts';
import { ltvCacRatioMetric } from './ltv-cac-ratio.ts';
import { marginLifetimeValueMetric } from './margin-lifetime-value.ts';
import { marginPerYearMetric } from './margin-per-year.ts';
import {
  budgetGrowCustomersMetric,
  budgetGrowMetric,
  budgetHoldCustomersMetric,
  budgetHoldMetric,
  budgetOwnCustomersMetric,
  budgetOwnMetric,
} from './marketing-budget.ts';
import type { Metric } from './metric.ts';
import { modelLifetimeValueMetric } from './model-lifetime-value.ts';
import { modelPurchasesMetric } from './model-purchases.ts';
import { modelFirstSpendMetric, modelSpendMetric } from './model-spend.ts';
import { netLifetimeValueMetric } from './net-lifetime-value.ts';
import { paybackPeriodMetric } from './payback-period.ts';
import { presentLifetimeValueMetric } from './present-lifetime-value.ts';
import { purchaseFrequencyMetric } from './purchase-frequency.ts';
import { residualEquityMetric } from './residual-equity.ts';
import { residualValueMetric } from './residual-value.ts';

/**
 * Every metric, each after those that it is computed from: the order in which they are
 * derived and printed.
 */
export const metrics: readonly Metric[] = [
  averagePurchaseMetric,
  purchaseFrequencyMetric,
  customerLifespanMetric,
  customerAcquisitionCostMetric,
  averageValueMetric,
  customerValueMetric,
  customerLifetimeValueMetric,
  marginPerYearMetric,
  marginLifetimeValueMetric,
  presentLifetimeValueMetric,
  residualValueMetric,
  modelPurchasesMetric,
  modelFirstSpendMetric,
  modelSpendMetric,
  modelLifetimeValueMetric,
  maximumAcquisitionCostMetric,
  netLifetimeValueMetric,
  ltvCacRatioMetric,
  paybackPeriodMetric,
  customerEquityMetric,
  residualEquityMetric,
  budgetHoldMetric,
  budgetHoldCustomersMetric,
  budgetGrowMetric,
  budgetGrowCustomersMetric,
  budgetOwnMetric,
  budgetOwnCustomersMetric,
] as readonly unknown[] as readonly Metric[];
