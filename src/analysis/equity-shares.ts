import { InputError } from '../errors.ts';
import { sum } from '../math/sum.ts';
import type { Calculation } from '../metrics/calculate.ts';
import type { QuantityName, Reason } from '../quantities.ts';

/**
 * Each segment with its share of the equity of all, and that of all.
 *
 * @throws InputError where they do not add up: on two bases, or discounted in two ways
 */
export function withShares<Segment extends { readonly calculation: Calculation }>(
  segments: readonly Segment[],
): Segment[] {
  assertAdditive(segments.map(({ calculation }) => calculation.values));
  const missing = segments
    .map(({ calculation }) => calculation.reasons.get('equity'))
    .find(Boolean);
  const total = sum(segments.map(({ calculation }) => Number(calculation.values.equity)));
  const equityTotal = missing === undefined ? total : null;
  const noShare = missing ?? (total === 0 ? 'totalIsZero' : undefined);
  const added: readonly [QuantityName, Reason | undefined][] = [
    ['equityShare', noShare],
    ['equityTotal', missing],
  ];
  return segments.map((segment) => {
    const { calculation } = segment;
    const equityShare = noShare === undefined ? Number(calculation.values.equity) / total : null;
    return {
      ...segment,
      calculation: {
        ...calculation,
        values: withMetrics(calculation.values, { equityShare, equityTotal }),
        metrics: [...calculation.metrics, ...added.map(([name]) => name)],
        reasons: new Map([
          ...calculation.reasons,
          ...added.filter((each): each is [QuantityName, Reason] => each[1] !== undefined),
        ]),
      },
    };
  });
}

function assertAdditive(rows: readonly Calculation['values'][]): void {
  if (new Set(rows.map(({ basis }) => basis)).size > 1) {
    throw new InputError(
      'the segments must all be on one basis to be added, got some with a margin and some without; give all a margin or none',
    );
  }
  const ways = new Set(rows.map(({ timing }) => timing ?? 'none'));
  if (ways.size > 1) {
    throw new InputError(
      `the segments must all be discounted alike to be added, got timing ${[...ways].join(' and ')}; give all a discount and one timing, or none`,
    );
  }
}

/** Metrics added behind those that are there, and before the conventions, which come last. */
function withMetrics(
  { timing, period, months, basis, ...rest }: Calculation['values'],
  added: Calculation['values'],
): Calculation['values'] {
  return {
    ...rest,
    ...added,
    ...(timing && { timing }),
    ...(period && { period }),
    ...(months !== undefined && { months }),
    ...(basis && { basis }),
  };
}
