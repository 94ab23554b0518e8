import type { BgBbFit } from '../../models/bg-bb.ts';
import type { FitSummary } from '../../models/fitted.ts';
import type { BuyerFit } from '../../models/fit-buyers.ts';
import type { SpendFit } from '../../models/gamma-gamma.ts';
import type { SbgFit } from '../../models/sbg.ts';
import {
  type BuyerModelFile,
  type ContractModelFile,
  type KeptSpend,
  type ModelData,
  modelVersion,
  type RoundModelFile,
} from './model-file.ts';

/** The record of a model of buyers, fitted in weeks. */
export function keptBuyers(
  chosen: BuyerFit,
  others: readonly BuyerFit[],
  spend: KeptSpend | undefined,
  data: ModelData,
): BuyerModelFile {
  const { model, limit } = chosen;
  return {
    schema: modelVersion,
    model,
    ...(limit && { limit }),
    timeUnit: 'week',
    ...summaryOf(chosen),
    others: others.map((other) => ({ model: other.model, logLikelihood: other.logLikelihood })),
    ...(spend && { spend }),
    data,
    warnings: chosen.warnings,
  };
}

/** The record of a model of buyers in rounds. */
export function keptRounds(
  fit: BgBbFit,
  round: RoundModelFile['round'],
  data: ModelData,
): RoundModelFile {
  const { model, limit, warnings } = fit;
  return {
    schema: modelVersion,
    model,
    ...(limit && { limit }),
    timeUnit: 'round',
    round,
    ...summaryOf(fit),
    data,
    warnings,
  };
}

/** The record of a model of customers with a contract. */
export function keptContract(fit: SbgFit, data: ModelData): ContractModelFile {
  const { model, limit, warnings } = fit;
  return {
    schema: modelVersion,
    model,
    ...(limit && { limit }),
    timeUnit: 'period',
    ...summaryOf(fit),
    data,
    warnings,
  };
}

/** What is kept of a model of spend. */
export function keptSpend(
  fit: SpendFit,
  first: Pick<KeptSpend, 'firstPurchase' | 'firstPurchaseError'>,
  grouped: boolean,
): KeptSpend {
  const { model, limit, parameters, standardErrors, covariance, logLikelihood, customers } = fit;
  return {
    model,
    ...(limit && { limit }),
    parameters,
    standardErrors,
    covariance,
    logLikelihood,
    fit: fit.fit,
    ...first,
    customers,
    withoutSpend: fit.withoutSpend,
    pearson: fit.pearson,
    spearman: fit.spearman,
    grouped,
    warnings: fit.warnings,
  };
}

function summaryOf(summary: FitSummary) {
  const { parameters, standardErrors, covariance, logLikelihood, aic, bic } = summary;
  const { customers, cells, fit } = summary;
  return {
    parameters,
    standardErrors,
    covariance,
    logLikelihood,
    aic,
    bic,
    customers,
    cells,
    fit,
  };
}
