import { evaluate, type Metric } from './metric.ts';

export interface MarginLifetimeValueInputs {
  /** Gross margin per customer per year, money. */
  readonly marginPerYear: number;
  /** Customer lifespan in years. */
  readonly years: number;
}

/**
 * Customer lifetime value after costs: margin per year × lifespan, undiscounted.
 *
 * @returns money per customer over the lifespan, margin basis
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @example marginLifetimeValue({ marginPerYear: 80, years: 3 }) // 240
 */
export function marginLifetimeValue(inputs: MarginLifetimeValueInputs): number {
  return evaluate(marginLifetimeValueMetric, inputs);
}

export const marginLifetimeValueMetric: Metric<MarginLifetimeValueInputs, number> = {
  name: 'clvMargin',
  formula: 'marginPerYear × years',
  source: 'calculators of the field, such as 100 × 4 × 3 × 60 % = 720 (calxo)',
  inputs: [['marginPerYear', 'years']],
  compute: ({ marginPerYear, years }) => marginPerYear * years,
  example: {
    inputs: { marginPerYear: 240, years: 3 },
    result: 720,
    from: 'calxo: 100 × 4 × 3 × 60 % = 720',
  },
};
