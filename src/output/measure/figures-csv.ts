import type { Measurement } from '../../measure/figures/measurement.ts';
import { csvLine } from '../csv.ts';

/** The headline numbers, a line each. */
export function figuresCsv({ figures, interpurchase }: Measurement): string {
  const all = {
    ...figures,
    interpurchaseMedian: interpurchase.median,
    interpurchaseMean: interpurchase.mean,
  };
  const lines = Object.entries(all).flatMap(([name, figure]) =>
    figure === undefined
      ? []
      : [csvLine([name, figure.value, figure.low, figure.high, figure.n, figure.method])],
  );
  return csvLine(['name', 'value', 'low', 'high', 'n', 'method']) + lines.join('');
}
