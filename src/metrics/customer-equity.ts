import { bestValue, type AnyValue } from './best-value.ts';
import { evaluate, type Metric } from './metric.ts';

export type CustomerEquityInputs = AnyValue &
  (
    | {
        /** Number of customers, above 0. */
        readonly customers: number;
      }
    | {
        /** Customers won in a year, at least 0: a fitted model values new customers alone. */
        readonly newPerYear: number;
      }
  );

/**
 * Customer equity: the value of all customers, on the best value that is known of one. By a fitted
 * model, which values a new customer, it is the value of those won in a year.
 *
 * Additive: the equity of several segments is the sum of theirs, on one basis.
 *
 * @returns money; margin basis for `modelClv` and `clvPresent` after costs and for `clvMargin`, else
 *   revenue
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @see Rust, Lemon & Zeithaml, J. Marketing 68(1) (2004), 109-127
 * @example customerEquity({ customers: 1000, clvMargin: 240 }) // 240000
 */
export function customerEquity(inputs: CustomerEquityInputs): number {
  return evaluate(customerEquityMetric, inputs);
}

export const customerEquityMetric: Metric<CustomerEquityInputs, number> = {
  name: 'equity',
  formula:
    'customers × (clvPresent, clvMargin or clv), or newPerYear × modelClv, summed over segments',
  source: 'Rust, Lemon & Zeithaml, J. Marketing 68(1) (2004), 109-127',
  inputs: [
    ['newPerYear', 'modelClv'],
    ['customers', 'marginPerYear', 'clvPresent'],
    ['customers', 'clvMargin'],
    ['customers', 'clvPresent'],
    ['customers', 'clv'],
  ],
  compute: (values) =>
    ('customers' in values ? values.customers : values.newPerYear) * bestValue(values),
  example: {
    inputs: { customers: 1_000, clvMargin: 240 },
    result: 240_000,
    from: 'by hand: 1,000 × 240',
  },
};
