import type { BgBbModel, RoundBuyer } from './bg-bb.ts';
import type { Buyer } from './buyer.ts';
import type { BuyerModel } from './buyer-model.ts';
import { roundPredictor, type RoundOutlook } from './predict-bg-bb.ts';
import { predictor, type Outlook } from './predict-buyer.ts';
import type { Prediction } from './prediction.ts';

/**
 * What a model expects of one customer within a horizon: purchases, also discounted, and the
 * probabilities to be active and to buy at all. Of a new customer the first purchase, which was
 * made, is not counted. For many customers {@link predictor} and {@link roundPredictor} are faster.
 *
 * What a customer is worth within the horizon is `discounted` times the amount of a purchase
 * ({@link expectedSpend}) times the margin.
 *
 * @param outlook for continuous time `horizon` and `delta`, for bg-bb `horizon` in rounds and
 *   `discount` per round
 * @throws RangeError when a parameter, the customer or the outlook is outside its domain
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 10; Fader & Hardie, note 009
 *   (2005), equation 41; Fader, Hardie & Shang, Marketing Science 29 (2010), equation 13
 * @example predict({ model: 'bg-nbd', parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } }, { x: 2, t_x: 30.43, T: 38.86 }, { horizon: 39 }).purchases // 1.226
 */
export function predict(model: BuyerModel, customer: Buyer, outlook: Outlook): Prediction;
export function predict(model: BgBbModel, customer: RoundBuyer, outlook: RoundOutlook): Prediction;
export function predict(
  model: BuyerModel | BgBbModel,
  customer: Buyer | RoundBuyer,
  outlook: Outlook | RoundOutlook,
): Prediction {
  return model.model === 'bg-bb'
    ? roundPredictor(model, outlook)(customer as RoundBuyer)
    : predictor(model, outlook)(customer as Buyer);
}
