import type { BuyerModelName } from '../../models/buyer-model.ts';
import type { Interval } from '../../models/prediction.ts';
import type { Horizon } from '../../quantities.ts';

/** What customers are scored with, and what came of it in all. */
export interface ScoreTotals {
  readonly model: BuyerModelName;
  /** The file of the model, as a person named it. */
  readonly file: string;
  readonly customers: number;
  /** The last day that the orders were looked at; null for a summary. */
  readonly asOf: string | null;
  readonly currency: string | null;
  readonly horizon: Horizon;
  /** The years of the horizon that are longer than any customer was observed; null for a lifetime. */
  readonly yearsBeyondData: number | null;
  /** The longest that one was, in years. */
  readonly yearsOfData: number;
  /** Expected customers who are active, and who buy within the horizon. */
  readonly alive: number;
  readonly buys: number | null;
  readonly purchases: number | null;
  /** That of the purchases, with a share of the outcomes; null for a lifetime. */
  readonly interval: (Interval & { readonly share: number }) | null;
  /** The error of the model itself that the interval holds, and from how many holdouts it is. */
  readonly modelError: { readonly error: number; readonly holdouts: number } | null;
  readonly discountedPurchases: number;
  /** Money; null without a model of spend. */
  readonly value: number | null;
  readonly basis: 'revenue' | 'margin' | null;
  readonly margin: number | null;
  /** Per year. */
  readonly discount: number | null;
  /** Customers without a value, for spend varies too much to have a mean. */
  readonly withoutSpend: number;
  /** Why there are no amounts, where there are none. */
  readonly noValue: 'model' | 'summary' | null;
}
