import type { Measurement } from '../../measure/figures/measurement.ts';

/** The headline numbers, a row each. */
export function figureRows({ figures, interpurchase }: Measurement): Record<string, unknown>[] {
  const all = {
    ...figures,
    interpurchaseMedian: interpurchase.median,
    interpurchaseMean: interpurchase.mean,
  };
  return Object.entries(all).flatMap(([name, figure]) => {
    if (figure === undefined) return [];
    const { value, low = null, high = null, n, method } = figure;
    return [{ name, value, low, high, n, method }];
  });
}
