/**
 * What two numbers differ by, relative to the larger of them; 0 where they are the same.
 *
 * Compare it with {@link rounding} where both sides compute the same real number.
 */
export function relativeError(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / Math.max(Math.abs(actual), Math.abs(expected));
}

/**
 * The relative error that two routes to one number may show. An operation rounds by 1.1e-16;
 * a few thousand of them in a loop, or a dozen whose error a 1 - r of 0.01 magnifies a hundred
 * times, stay below 1e-12. A wrong formula is off by far more.
 */
export const rounding = 1e-12;
