import { derive } from '../metrics/calculate.ts';
import type { QuantityName } from '../quantities.ts';
import type { Assumptions } from './assumptions.ts';
import { isAdditive } from './figure.ts';
import type { Scope } from './scope.ts';
import { checkedFormulas } from './upstream.ts';

/** The figures of one case when a baseline was written. */
interface BaselineCase {
  readonly scenario: string;
  readonly segment: string | null;
  /** Inputs and metrics by name; null where a metric had no value. */
  readonly values: { readonly [Name in QuantityName]?: number | null };
}

/** The figures of a file when someone last agreed to them. */
export interface Baseline {
  readonly version: 1;
  readonly cases: readonly BaselineCase[];
}

/** The figures of a file as they are now. */
export function baselineOf({ cases }: Assumptions): Baseline {
  return {
    version: 1,
    cases: cases.map(({ scenario, segment, inputs }) => ({
      scenario,
      segment,
      values: Object.fromEntries(
        Object.entries(derive(inputs, { metrics: checkedFormulas }).values).filter(
          ([, value]) => typeof value !== 'string',
        ),
      ),
    })),
  };
}

/** The baseline of a metric where a check looks, or undefined where it has none. */
export function baselineFor(
  { cases }: Baseline,
  { scenario, segment }: Scope,
  metric: QuantityName,
): number | undefined {
  const there = cases.filter((each) => each.scenario === scenario);
  // A total is that of then, with the segments of then.
  const isTotal = segment === null && isAdditive(metric);
  const parts = isTotal ? there : there.filter((each) => each.segment === segment);
  if (parts.length === 0) return undefined;
  let total = 0;
  for (const { values } of parts) {
    const value = values[metric];
    if (typeof value !== 'number') return undefined;
    total += value;
  }
  return total;
}
