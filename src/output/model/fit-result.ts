import type {
  BuyerModelFile,
  ContractModelFile,
  RoundModelFile,
} from '../../input/model/model-file.ts';
import type { ClassCount } from '../../models/class-counts.ts';
import type { BuyerFit } from '../../models/fit-buyers.ts';

/** A model of buyers, and what it expects of a new customer after the first purchase. */
export interface ComparedFit {
  readonly fit: BuyerFit;
  readonly oneYear: number;
  readonly fiveYears: number;
}

/** Models of buyers that were fitted to the same customers. */
export interface BuyersFitted {
  readonly kind: 'buyers';
  /** The model that was taken. */
  readonly file: BuyerModelFile;
  /** All that were fitted, the likeliest first. */
  readonly compared: readonly ComparedFit[];
  /** Why the other models could not be, a sentence each. */
  readonly failures: readonly string[];
  /** Customers by their repeat purchases, and as many as the model that was taken expects. */
  readonly classes: readonly ClassCount[];
  /** Customers with a repeat purchase. */
  readonly repeaters: number;
  /** The mean amount of a purchase by the model of spend; infinite where it has none, or there is no model. */
  readonly meanSpend: number;
  /** Why there is no model of spend, where there could have been one. */
  readonly withoutSpend: string | undefined;
}

/** A model of another kind, fitted alone. */
export interface OneFitted {
  readonly kind: 'rounds' | 'contract';
  readonly file: RoundModelFile | ContractModelFile;
}

/** What clv fit found. */
export type FitResult = BuyersFitted | OneFitted;
