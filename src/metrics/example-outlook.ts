import type { ModelOutlook } from '../quantities.ts';

/** The outlook of the worked examples, which can be checked by hand. */
export const exampleOutlook: ModelOutlook = {
  about: {
    model: 'of 2 repeat purchases after a year and 1 after two',
    file: 'example.json',
    asOf: undefined,
    currency: undefined,
    horizon: { count: 2, unit: 'year' },
    years: 2,
    yearsOfData: 2,
    hasWarnings: false,
    counted: undefined,
  },
  repeats: (discount) => 2 / (1 + discount) + 1 / (1 + discount) ** 2,
  yearsUntil: (repeats) => (repeats <= 2 ? 1 : repeats <= 3 ? 2 : Infinity),
  firstSpend: 80,
  repeatSpend: 100,
  drawn: () => [],
};
