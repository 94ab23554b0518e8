import { evaluate, type Metric } from './metric.ts';

export interface CustomerAcquisitionCostInputs {
  /** Sales and marketing spend on winning customers, money. */
  readonly acquisitionCost: number;
  /** Customers that it won, a count above 0. */
  readonly newCustomers: number;
}

/**
 * Customer acquisition cost (CAC): what it costs to win one customer.
 *
 * As complete as the spend that goes in: salaries and tools count too.
 *
 * @returns money per customer
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example customerAcquisitionCost({ acquisitionCost: 100, newCustomers: 100 }) // 1
 */
export function customerAcquisitionCost(inputs: CustomerAcquisitionCostInputs): number {
  return evaluate(customerAcquisitionCostMetric, inputs);
}

export const customerAcquisitionCostMetric: Metric<CustomerAcquisitionCostInputs, number> = {
  name: 'cac',
  formula: 'acquisitionCost / newCustomers',
  source: 'David Skok, "SaaS Metrics 2.0": sales and marketing spend over new customers',
  inputs: [['acquisitionCost', 'newCustomers']],
  compute: ({ acquisitionCost, newCustomers }) => acquisitionCost / newCustomers,
  example: {
    inputs: { acquisitionCost: 100, newCustomers: 100 },
    result: 1,
    from: 'by hand: 100 / 100 = 1.00',
  },
};
