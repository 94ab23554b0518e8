import { steady } from '../../math/round.ts';

/** The 0.975 quantile of the standard normal distribution: 95 % lies within it either way. */
const z = 1.959963984540054;

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const around = (value: number, error: number): Bounds => ({
  low: steady(value - z * error),
  high: steady(value + z * error),
});

/**
 * The interval of a share: Wilson's score interval, right also near 0 and 1.
 *
 * Source: Wilson (1927), JASA 22, 209-212; Brown, Cai & DasGupta (2001), Statistical Science 16.
 */
export function wilson(hits: number, n: number): Bounds {
  const share = hits / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half =
    (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: steady(Math.max(0, middle - half)), high: steady(Math.min(1, middle + half)) };
}

/** The interval of a mean over n independent customers, normal; none for one customer. */
export function ofMean(sum: number, squares: number, n: number): Bounds | undefined {
  if (n < 2) return undefined;
  const mean = sum / n;
  const variance = Math.max(0, squares - n * mean * mean) / (n - 1);
  return around(mean, Math.sqrt(variance / n));
}

/**
 * The interval of a ratio of two sums over customers, such as revenue over orders: the orders of one
 * customer are alike, so the customers are what was drawn.
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., section 6.3, the ratio estimator.
 */
export function ofRatio(
  sums: {
    readonly y: number;
    readonly x: number;
    readonly yy: number;
    readonly xx: number;
    readonly xy: number;
  },
  n: number,
): Bounds | undefined {
  if (n < 2) return undefined;
  const ratio = sums.y / sums.x;
  const residual = Math.max(0, sums.yy - 2 * ratio * sums.xy + ratio * ratio * sums.xx) / (n - 1);
  return around(ratio, Math.sqrt(residual / n) / (sums.x / n));
}
