import type { ModelOutlook } from '../quantities.ts';
import { exampleOutlook } from './example-outlook.ts';
import { evaluate, type Metric } from './metric.ts';

export interface ModelPurchasesInputs {
  /** What a fitted model says of a new customer. */
  readonly model: Pick<ModelOutlook, 'repeats'>;
}

/**
 * The purchases of a new customer within the horizon of a fitted model, the first included.
 *
 * @returns a count, or null over a lifetime, which may have any number of them
 * @throws RangeError when the result is beyond a double
 * @example modelPurchases({ model: { repeats: () => 1.5 } }) // 2.5
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 9, for bg-nbd
 */
export function modelPurchases(inputs: ModelPurchasesInputs): number | null {
  return evaluate(modelPurchasesMetric, inputs);
}

export const modelPurchasesMetric: Metric<ModelPurchasesInputs> = {
  name: 'modelPurchases',
  formula: '1 + E[X(t)], X(t) being the purchases after the first within the horizon t',
  source: 'Fader, Hardie & Lee, Marketing Science 24 (2005), equation 9, for bg-nbd',
  inputs: [['model']],
  compute: ({ model }) => {
    const repeats = model.repeats(0);
    return repeats === Infinity ? 'noEnd' : 1 + repeats;
  },
  example: { inputs: { model: exampleOutlook }, result: 4, from: 'by hand: 1 + 2 + 1' },
};
