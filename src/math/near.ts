/** What roundings of doubles may add up to, as a share of the figures that went in. */
const rounding = 1e-12;

/**
 * Compare two derived doubles: 0 where they differ by no more than rounding does, else the sign of
 * their difference.
 *
 * @param magnitude the largest of the figures that went into either, where that is more than they
 *   are: a difference of two large numbers has their rounding and not its own
 * @example compareNear(0.1 + 0.2, 0.3) // 0
 */
export function compareNear(one: number, other: number, magnitude = 0): -1 | 0 | 1 {
  if (one === other) return 0;
  const difference = one - other;
  const scale = Math.max(Math.abs(one), Math.abs(other), magnitude);
  if (Number.isFinite(scale) && Math.abs(difference) <= rounding * scale) return 0;
  return difference < 0 ? -1 : 1;
}
