import type { Buyer } from './buyer.ts';
import type { BuyerModel } from './buyer-model.ts';
import { spendPredictor, type SpendModel } from './gamma-gamma.ts';
import { lifetimePredictor, predictor, type Outlook } from './predict-buyer.ts';
import type { Interval } from './prediction.ts';

/** A customer who is scored. */
export interface ScoredBuyer extends Buyer {
  /** Mean amount of the repeat purchases, money; 0 where it is not known. */
  readonly spend: number;
}

/** What a model says of one customer. What cannot be had is null. */
export interface CustomerScore {
  /** The probability that the customer is still active. */
  readonly alive: number;
  /** Expected purchases within the horizon; null without an end. */
  readonly purchases: number | null;
  /** The same, each discounted from its moment. */
  readonly discounted: number;
  /** The probability of at least one purchase within the horizon; null without an end. */
  readonly buys: number | null;
  /** Expected amount of a purchase, money; null where spend is not modelled, or has no mean. */
  readonly spend: number | null;
  /** `discounted` times `spend` times the margin, money. */
  readonly value: number | null;
  /** Purchases that as many outcomes lie below as above, where an interval was asked for. */
  readonly interval: Interval | undefined;
}

/** How customers are scored. */
export interface ScoreOutlook extends Outlook {
  /** How long after T, in the time unit of the data, at least 0; Infinity has no end. */
  readonly horizon: number;
  /** What is left of a purchase, a share; 1 values revenue. */
  readonly margin?: number;
}

/**
 * A function that scores one customer after another. Without an end `delta` must be above 0.
 *
 * @throws RangeError when an argument is outside its domain
 */
export function scorer(
  model: BuyerModel,
  spendModel: SpendModel | undefined,
  { margin = 1, ...outlook }: ScoreOutlook,
): (buyer: ScoredBuyer) => CustomerScore {
  const look = outlookOf(model, outlook);
  const spendOf = spendModel && spendPredictor(spendModel);
  return (buyer) => {
    const { x, spend } = buyer;
    const found = look(buyer);
    // Who bought again for nothing tells nothing of amounts.
    const amount = spendOf?.(spend > 0 ? { x, spend } : { x: 0, spend: 0 }) ?? Infinity;
    const expected = amount < Infinity ? amount : null;
    const value = expected === null ? null : found.discounted * expected * margin;
    return { ...found, spend: expected, value };
  };
}

function outlookOf(
  model: BuyerModel,
  outlook: Outlook,
): (buyer: Buyer) => Omit<CustomerScore, 'spend' | 'value'> {
  const { horizon, delta = 0 } = outlook;
  if (horizon === Infinity) {
    const predict = lifetimePredictor(model, delta);
    return (buyer) => ({ ...predict(buyer), purchases: null, buys: null, interval: undefined });
  }
  const predict = predictor(model, outlook);
  return (buyer) => {
    const { alive, purchases, discounted, buys, interval } = predict(buyer);
    return { alive, purchases, discounted, buys, interval };
  };
}
