import type { ModelOutlook } from '../quantities.ts';
import { exampleOutlook } from './example-outlook.ts';
import { evaluate, type Metric } from './metric.ts';

export interface ModelSpendInputs {
  /** What a fitted model says of a new customer. */
  readonly model: Pick<ModelOutlook, 'firstSpend' | 'repeatSpend'>;
  /** Average purchase value, money per order; it counts for every purchase where it is given. */
  readonly avg?: number;
}

/**
 * The mean amount of the first purchase of a customer: the average purchase value where that is
 * given, else that of the customers whom a model was fitted to.
 *
 * @returns money, or null where neither is known
 * @throws RangeError when an input is outside its domain
 * @example modelFirstSpend({ model: { firstSpend: 32, repeatSpend: 30 } }) // 32
 */
export function modelFirstSpend(inputs: ModelSpendInputs): number | null {
  return evaluate(modelFirstSpendMetric, inputs);
}

/**
 * The mean amount of a repeat purchase: the average purchase value where that is given, else the
 * mean of the gamma-gamma model of spend, p·gamma/(q - 1).
 *
 * @returns money, or null where neither is known or amounts have no mean
 * @throws RangeError when an input is outside its domain
 * @see Fader & Hardie, note 025, "The Gamma-Gamma Model of Monetary Value" (2013), E(Z)
 * @example modelSpend({ model: { firstSpend: 32, repeatSpend: 30 } }) // 30
 */
export function modelSpend(inputs: ModelSpendInputs): number | null {
  return evaluate(modelSpendMetric, inputs);
}

export const modelFirstSpendMetric: Metric<ModelSpendInputs> = {
  name: 'modelFirstSpend',
  formula: 'avg, or the mean of the first purchases that the model file keeps',
  source: 'the mean of the data: first purchases may differ from those that follow',
  inputs: [['model', 'avg'], ['model']],
  compute: ({ model, avg }) => avg ?? model.firstSpend ?? 'noAmounts',
  example: {
    inputs: { model: exampleOutlook },
    result: 80,
    from: 'the example: its first purchases are 80 on average',
  },
};

export const modelSpendMetric: Metric<ModelSpendInputs> = {
  name: 'modelSpend',
  formula: 'avg, or p gamma / (q - 1) of the model of spend',
  source: 'Fader & Hardie, note 025, "The Gamma-Gamma Model of Monetary Value" (2013)',
  inputs: [['model', 'avg'], ['model']],
  compute: ({ model, avg }) => {
    const spend = avg ?? model.repeatSpend ?? 'noAmounts';
    return spend === Infinity ? 'noMeanSpend' : spend;
  },
  example: {
    inputs: { model: exampleOutlook },
    result: 100,
    from: 'the example: its repeat purchases are 100 on average',
  },
};
