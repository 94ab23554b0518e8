import { evaluate, type Metric } from './metric.ts';

export interface ResidualEquityInputs {
  /** Number of customers, above 0. */
  readonly customers: number;
  /** Present value of one customer just after a payment, money. */
  readonly residualValue: number;
}

/**
 * Customer equity just after a payment: what the customers are worth who have all just paid.
 *
 * Equity counts each customer as one who pays now; this leaves that payment out.
 *
 * @returns money; on the basis of `residualValue`
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @see Fader & Hardie, note 024, "Reconciling and Clarifying CLV Formulas" (2012), pp. 1-2
 * @example residualEquity({ customers: 1000, residualValue: 213.33 }) // 213330
 */
export function residualEquity(inputs: ResidualEquityInputs): number {
  return evaluate(residualEquityMetric, inputs);
}

export const residualEquityMetric: Metric<ResidualEquityInputs, number> = {
  name: 'residualEquity',
  formula: 'customers × residualValue, summed over segments',
  source: 'Fader & Hardie, note 024, "Reconciling and Clarifying CLV Formulas" (2012), pp. 1-2',
  inputs: [['customers', 'residualValue']],
  compute: ({ customers, residualValue }) => customers * residualValue,
  example: {
    inputs: { customers: 1_000, residualValue: 160 },
    result: 160_000,
    from: 'by hand: 1,000 × 160',
  },
};
