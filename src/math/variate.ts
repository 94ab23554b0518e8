import type { Random } from './random.ts';

/**
 * Random variables drawn by comparing, adding and multiplying alone. Math.exp and Math.log may
 * differ by the last bit between two versions of node; arithmetic does not, so that a seed gives
 * the same draws everywhere.
 */

const words = 2 ** 32;

/** A number between 0 and 1, neither of them: each is as likely. */
export function uniformDraw(random: Random): number {
  return (random() + 0.5) / words;
}

/** A whole number from 0 to count - 1, each as likely; count is at most 2^32. */
export function wholeDraw(random: Random, count: number): number {
  return Math.floor((random() / words) * count);
}

/**
 * An exponential variable with mean 1.
 *
 * A first uniform number starts a run of falling ones. A run of odd length gives that number; each
 * run of even length before it counts as 1.
 *
 * @see von Neumann, "Various techniques used in connection with random digits", National Bureau of
 *   Standards Applied Mathematics Series 12 (1951), pp. 36-38
 */
export function exponentialDraw(random: Random): number {
  for (let whole = 0; ; whole++) {
    const first = random();
    let last = first;
    let isOdd = true;
    for (let next = random(); next < last; next = random()) {
      last = next;
      isOdd = !isOdd;
    }
    if (isOdd) return whole + (first + 0.5) / words;
  }
}

/**
 * The square of a standard normal variable.
 *
 * @see Kahn, "Applications of Monte Carlo", RAND Corporation (1954): an exponential variable x is
 *   taken for the size of a normal one when a second one is at least (x - 1)^2 / 2
 */
export function squaredNormalDraw(random: Random): number {
  for (;;) {
    const x = exponentialDraw(random);
    if (2 * exponentialDraw(random) >= (x - 1) * (x - 1)) return x * x;
  }
}

/**
 * A gamma variable with rate 1, as a sum of exponential ones and half the square of a normal one.
 *
 * @param shape a multiple of one half, above 0
 * @throws RangeError when it is none
 * @see Johnson, Kotz & Balakrishnan, "Continuous Univariate Distributions" 1 (1994), chapter 17
 */
export function gammaDraw(random: Random, shape: number): number {
  if (!(shape > 0 && Number.isInteger(2 * shape))) {
    throw new RangeError(`shape must be a multiple of one half above 0, got ${shape}`);
  }
  let sum = Number.isInteger(shape) ? 0 : squaredNormalDraw(random) / 2;
  for (let count = Math.floor(shape); count > 0; count--) sum += exponentialDraw(random);
  return sum;
}
