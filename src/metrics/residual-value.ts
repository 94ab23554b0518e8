import { periodsPerYear } from '../quantities.ts';
import { churnOf, retentionPerPeriod } from './customer-lifespan.ts';
import { evaluate, type Metric } from './metric.ts';
import { flowOf, type Lifetime, periodRate, type YearlyFlow } from './present-lifetime-value.ts';

export interface ResidualValueInputs extends YearlyFlow, Omit<Lifetime, 'years'> {
  /** Discount rate per year, a share from 0 to 1. */
  readonly discount: number;
}

/**
 * Present value of an existing customer just after a payment: m r / (1 + d - r).
 *
 * The first payment does not count, so it is what is left to lose when the customer leaves now.
 *
 * @returns money per customer, margin basis where `marginPerYear` is given, else revenue basis
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @see Fader & Hardie, note 024, "Reconciling and Clarifying CLV Formulas" (2012), pp. 1-2
 * @example residualValue({ marginPerYear: 200, retention: 0.8, discount: 0.1 }) // 533.33
 */
export function residualValue(inputs: ResidualValueInputs): number {
  return evaluate(residualValueMetric, inputs);
}

export const residualValueMetric: Metric<ResidualValueInputs, number> = {
  name: 'residualValue',
  formula: 'm r / (1 + d - r)',
  source: 'Fader & Hardie, note 024, "Reconciling and Clarifying CLV Formulas" (2012), pp. 1-2',
  inputs: [
    ['marginPerYear', 'discount', 'churn', 'period'],
    ['marginPerYear', 'discount', 'retention', 'period'],
    ['customerValue', 'discount', 'churn', 'period'],
    ['customerValue', 'discount', 'retention', 'period'],
  ],
  compute: (values) => {
    const perYear = periodsPerYear[values.period ?? 'year'];
    const loss = periodRate(values.discount, perYear) + churnOf(values);
    return ((flowOf(values) / perYear) * retentionPerPeriod(values)) / loss;
  },
  example: {
    inputs: { marginPerYear: 1, retention: 0.8, discount: 0.1 },
    result: 2.6666666666666665,
    from: 'note 024: 0.8 / 0.3 = 2.6667',
  },
};
