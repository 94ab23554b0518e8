import { compareNear } from '../math/near.ts';
import type { Rule } from '../assumptions/rule.ts';

/** Where a figure must lie. */
export interface Limits {
  readonly low: number;
  readonly high: number;
  /** Whether the bounds themselves are outside. */
  readonly isStrict: boolean;
}

/** Where the figure of a rule must lie, given what it refers to. */
export function limitsOf(rule: Rule, reference: number): Limits {
  switch (rule.kind) {
    case 'compare': {
      const isStrict = !rule.operator.endsWith('=');
      return rule.operator.startsWith('>')
        ? { low: rule.limit, high: Infinity, isStrict }
        : { low: -Infinity, high: rule.limit, isStrict };
    }
    case 'in':
      return { low: rule.low, high: rule.high, isStrict: false };
    case 'within': {
      const slack = rule.isRelative ? rule.tolerance * Math.abs(reference) : rule.tolerance;
      return { low: reference - slack, high: reference + slack, isStrict: false };
    }
  }
}

/** Of two bounds the one that a figure is beyond, or else nearest to. */
export function nearest({ low, high }: Limits, found: number): number {
  if (low === -Infinity) return high;
  if (high === Infinity) return low;
  return Math.abs(found - low) <= Math.abs(found - high) ? low : high;
}

/**
 * Whether a figure lies where it must: a bound that differs from it by rounding alone is met, or is
 * outside where bounds are.
 *
 * @param magnitude the largest figure that went into it
 */
export function isInside(
  found: number,
  { low, high, isStrict }: Limits,
  magnitude: number,
): boolean {
  const least = isStrict ? 1 : 0;
  return (
    compareNear(found, low, magnitude) >= least && compareNear(high, found, magnitude) >= least
  );
}
