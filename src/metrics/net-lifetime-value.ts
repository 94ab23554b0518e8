import { bestMarginValue, type MarginValue } from './best-value.ts';
import { evaluate, type Metric } from './metric.ts';

export type NetLifetimeValueInputs = MarginValue & {
  /** Cost of acquiring one customer, money. */
  readonly cac: number;
};

/**
 * What a customer leaves after the cost of acquiring one: lifetime value minus CAC.
 *
 * The value must be on margin basis: on revenue it would flatter.
 *
 * @returns money per customer; negative where acquiring one loses money
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example netLifetimeValue({ clvMargin: 240, cac: 60 }) // 180
 */
export function netLifetimeValue(inputs: NetLifetimeValueInputs): number {
  return evaluate(netLifetimeValueMetric, inputs);
}

export const netLifetimeValueMetric: Metric<NetLifetimeValueInputs, number> = {
  name: 'netClv',
  formula: '(modelClv, clvPresent or clvMargin) - cac',
  source: 'the cost-benefit view of acquiring a customer; calculators of the field (calxo)',
  inputs: [
    ['modelClv', 'margin', 'cac'],
    ['modelClv', 'unitCost', 'cac'],
    ['marginPerYear', 'clvPresent', 'cac'],
    ['clvMargin', 'cac'],
  ],
  compute: (values) => bestMarginValue(values) - values.cac,
  example: { inputs: { clvMargin: 240, cac: 60 }, result: 180, from: 'by hand: 240 - 60' },
};
