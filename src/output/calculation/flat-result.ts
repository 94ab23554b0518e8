import type { Result, Uncertainty } from './result.ts';

/**
 * A result as one flat object: labels, inputs, metrics, conventions.
 *
 * Of a range the object has the point that its values rest on, so that it is all numbers: fed
 * back, it gives the same values without intervals. How the range was read is in `readings`.
 */
export function rowOf({ labels, calculation, uncertainty }: Result): object {
  if (uncertainty !== undefined) {
    return { ...labels, ...calculation.values, ...jsonOf(uncertainty) };
  }
  return labels === undefined ? calculation.values : { ...labels, ...calculation.values };
}

/** What ranges add to the JSON of a record. */
function jsonOf({ intervals, readings, misses, simulation }: Uncertainty): object {
  return { intervals, readings, ...(misses && { misses }), simulation };
}

/** A result as the cells of a line of CSV, in which a range stands as its text: fed back, it is drawn again. */
export function cellsOf(result: Result): object {
  const { labels, calculation, uncertainty } = result;
  if (uncertainty === undefined) return rowOf(result);
  const { texts, intervals, readings } = uncertainty;
  return {
    ...labels,
    ...calculation.values,
    ...texts,
    ...percentileCells(intervals),
    readings: Object.values(readings).join('; '),
  };
}

/** A column for each percentile of each metric, such as `clvP5`. */
function percentileCells(intervals: Uncertainty['intervals']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(intervals).flatMap(([name, { p5, p50, p95 }]) => [
      [`${name}P5`, p5],
      [`${name}P50`, p50],
      [`${name}P95`, p95],
    ]),
  );
}
