import type { BgBbModel } from '../../models/bg-bb.ts';
import type { BuyerModel } from '../../models/buyer-model.ts';
import type { Fitted, FitWarning, SearchSummary } from '../../models/fitted.ts';
import type { SpendModel } from '../../models/gamma-gamma.ts';
import type { SbgModel } from '../../models/sbg.ts';

/** What the first key of a model file says. */
export const modelVersion = 'clv.model/1';

/** What a model file keeps of every fit. */
interface Kept extends Fitted {
  readonly schema: typeof modelVersion;
  readonly standardErrors: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly customers: number;
  readonly cells: number;
  readonly fit: SearchSummary;
  readonly data: ModelData;
  readonly warnings: readonly FitWarning[];
}

/** What a model was fitted to. */
export interface ModelData {
  /** The names of the files without their folders, or the kind of engine and the table. */
  readonly source: string;
  /** Of the file, or the query; of several files, of the list of their hashes. */
  readonly sha256: string | null;
  /** The first day and the last one looked at, `2026-03-31`; null where the data have no days. */
  readonly first: string | null;
  readonly asOf: string | null;
  /** The longest that a customer was observed, in the time unit of the model. */
  readonly longest: number;
  readonly currency: string | null;
  /** How many rows of orders were read, and what became of them; null for other data. */
  readonly ledger: Readonly<
    Record<'read' | 'used' | 'merged' | 'netted' | 'excluded' | 'rejected', number>
  > | null;
}

/** A model of customers without a contract, in weeks, and of what they spend. */
export interface BuyerModelFile extends BuyerModel, Kept {
  readonly timeUnit: 'week';
  /** The models that were fitted to the same data and have a lower log-likelihood. */
  readonly others: readonly Pick<Kept & BuyerModel, 'model' | 'logLikelihood'>[];
  readonly spend?: KeptSpend;
}

/** What a model file keeps of the spend on a purchase. */
export interface KeptSpend
  extends SpendModel, Pick<Kept, 'standardErrors' | 'covariance' | 'logLikelihood' | 'fit'> {
  /** The mean amount of the first purchases, money, and its standard error. */
  readonly firstPurchase: number | null;
  readonly firstPurchaseError: number | null;
  /** Customers with a repeat purchase and a mean amount above 0: those that it was fitted to. */
  readonly customers: number;
  /** Customers who bought again for nothing. */
  readonly withoutSpend: number;
  readonly pearson: number;
  readonly spearman: number;
  /** Whether mean amounts were grouped by their logarithm, in steps of 0.001. */
  readonly grouped: boolean;
  readonly warnings: readonly FitWarning[];
}

/** A model of customers who may buy once in a round. */
export interface RoundModelFile extends BgBbModel, Kept {
  readonly timeUnit: 'round';
  /** What a round is, where orders were counted in them. */
  readonly round: 'year' | 'quarter' | 'month' | null;
}

/** A model of customers with a contract. */
export interface ContractModelFile extends SbgModel, Kept {
  readonly timeUnit: 'period';
}

/** A fitted model as `clv fit` writes it: aggregates only, no customer is in it. */
export type ModelFile = BuyerModelFile | RoundModelFile | ContractModelFile;
