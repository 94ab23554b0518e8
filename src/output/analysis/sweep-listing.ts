import { type InputName, quantities, type QuantityName } from '../../quantities.ts';
import { notAvailable } from '../calculation/sentence.ts';
import type { Listing } from '../listing.ts';
import type { Style } from '../style.ts';

/** The values that one input is given in turn. */
export interface Axis {
  readonly name: InputName;
  readonly values: readonly number[];
}

/** A metric over the values of one input, or of two. */
export interface Sweep {
  readonly metric: QuantityName;
  readonly rows: Axis;
  readonly columns: Axis | undefined;
  /** For each row the metric in each column, or in the only one. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** A metric by one input, or by two: down and across. */
export function sweepListing(
  { metric, rows, columns, values }: Sweep,
  { language, format }: Style,
): Listing {
  const { unit } = quantities[metric];
  const records = rows.values.flatMap((row, down) =>
    (columns?.values ?? [undefined]).map((column, across) => ({
      [rows.name]: row,
      ...(columns !== undefined && { [columns.name]: column }),
      [metric]: values[down]?.[across] ?? null,
    })),
  );
  const texts = (axis: Axis) =>
    axis.values.map((value) => format(value, quantities[axis.name].unit));
  const heads = texts(rows);
  return {
    json: { metric, results: records },
    rows: records,
    header:
      columns === undefined
        ? [rows.name, metric]
        : [`${rows.name} / ${columns.name}`, ...texts(columns)],
    lines: values.map((line, down) => [
      heads[down] ?? '',
      ...line.map((value) => (value === null ? notAvailable[language] : format(value, unit))),
    ]),
    numbers: [true, ...(columns?.values ?? [0]).map(() => true)],
    notes:
      columns === undefined
        ? []
        : [
            {
              en: `${metric} by ${rows.name} (down) and ${columns.name} (across).`,
              nl: `${metric} naar ${rows.name} (omlaag) en ${columns.name} (opzij).`,
            }[language],
          ],
  };
}
