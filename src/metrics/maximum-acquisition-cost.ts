import { bestMarginValue, type MarginValue } from './best-value.ts';
import { evaluate, type Metric } from './metric.ts';

export type MaximumAcquisitionCostInputs = MarginValue & {
  /** LTV:CAC ratio wanted, above 0. */
  readonly targetRatio: number;
};

/**
 * The most that one may pay for a customer and still reach the LTV:CAC ratio wanted.
 *
 * The value must be on margin basis; below 0 means that no price for a customer is low enough.
 *
 * @returns money per customer
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example maximumAcquisitionCost({ clvMargin: 240, targetRatio: 3 }) // 80
 */
export function maximumAcquisitionCost(inputs: MaximumAcquisitionCostInputs): number {
  return evaluate(maximumAcquisitionCostMetric, inputs);
}

export const maximumAcquisitionCostMetric: Metric<MaximumAcquisitionCostInputs, number> = {
  name: 'maxCac',
  formula: '(modelClv, clvPresent or clvMargin) / targetRatio',
  source: 'calculators of the field, such as super-calc: gross-margin CLV / 3',
  inputs: [
    ['modelClv', 'margin', 'targetRatio'],
    ['modelClv', 'unitCost', 'targetRatio'],
    ['marginPerYear', 'clvPresent', 'targetRatio'],
    ['clvMargin', 'targetRatio'],
  ],
  compute: (values) => bestMarginValue(values) / values.targetRatio,
  example: {
    inputs: { clvMargin: 240, targetRatio: 3 },
    result: 80,
    from: 'by hand: 80 × 3 = 240',
  },
};
