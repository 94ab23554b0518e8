/** From here on the series of Stirling is right to the last bit. */
const stirlingFrom = 12;

/**
 * The logarithm of the gamma function, to about 1e-15 of the larger of 1 and the result.
 *
 * @param x above 0
 * @throws RangeError when x is not above 0
 * @see Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 6.1.15 and 6.1.41
 * @example logGamma(0.5) // 0.5723649429247001
 */
export function logGamma(x: number): number {
  assertPositive('x', x);
  let product = 1;
  let shifted = x;
  while (shifted < stirlingFrom) product *= shifted++;
  const log = (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2;
  return log + stirlingRest(shifted) - Math.log(product);
}

/**
 * ln Γ(a + b) - ln Γ(a), without the digits that a difference of two large logarithms loses.
 *
 * @param a above 0
 * @param b at least 0
 * @throws RangeError when a is not above 0 or b is below 0
 * @see Didonato & Morris, "Algorithm 708", ACM Transactions on Mathematical Software 18 (1992),
 *   pp. 360-373: the function `algdiv`, whose idea this is
 * @example logGammaRatio(3, 2) // 2.4849066497880004
 */
export function logGammaRatio(a: number, b: number): number {
  assertPositive('a', a);
  if (!(b >= 0 && b < Infinity)) throw new RangeError(`b must be at least 0, got ${b}`);
  let logs = 0;
  let low = a;
  // Γ(a + b) / Γ(a) is Γ(a + 1 + b) / Γ(a + 1) times a / (a + b).
  while (low < stirlingFrom) logs -= Math.log1p(b / low++);
  const high = low + b;
  const main = (low - 0.5) * Math.log1p(b / low) + b * (Math.log(high) - 1);
  return main + (stirlingRest(high) - stirlingRest(low)) + logs;
}

/**
 * The logarithm of the beta function Γ(a)Γ(b) / Γ(a + b).
 *
 * @param a above 0
 * @param b above 0
 * @throws RangeError when a parameter is not above 0
 * @example logBeta(2, 3) // -2.4849066497880004
 */
export function logBeta(a: number, b: number): number {
  return logGamma(Math.min(a, b)) - logGammaRatio(Math.max(a, b), Math.min(a, b));
}

/** ln Γ(x) less (x - ½) ln x - x + ½ ln 2π, for x from 12 (Abramowitz & Stegun 6.1.41). */
function stirlingRest(x: number): number {
  const y = 1 / (x * x);
  const inner = 1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * (691 / 360360 - y / 156)));
  return (1 / 12 - y * (1 / 360 - y * inner)) / x;
}

/**
 * The derivative of {@link logGamma}.
 *
 * @param x above 0
 * @throws RangeError when x is not above 0
 * @see Abramowitz & Stegun (1964), 6.3.5 and 6.3.18
 * @example digamma(1) // -0.5772156649015329
 */
export function digamma(x: number): number {
  assertPositive('x', x);
  let below = 0;
  let shifted = x;
  while (shifted < stirlingFrom) below += 1 / shifted++;
  const y = 1 / (shifted * shifted);
  const inner = 1 / 252 - y * (1 / 240 - y * (1 / 132 - y * (691 / 32760 - y / 12)));
  const series = y * (1 / 12 - y * (1 / 120 - y * inner));
  return Math.log(shifted) - 0.5 / shifted - series - below;
}

/**
 * The second derivative of {@link logGamma}.
 *
 * @param x above 0
 * @throws RangeError when x is not above 0
 * @see Abramowitz & Stegun (1964), 6.4.6 and 6.4.12
 * @example trigamma(1) // 1.6449340668482264
 */
export function trigamma(x: number): number {
  assertPositive('x', x);
  let below = 0;
  let shifted = x;
  while (shifted < stirlingFrom) {
    below += 1 / (shifted * shifted);
    shifted++;
  }
  const y = 1 / (shifted * shifted);
  const inner = 1 / 42 - y * (1 / 30 - y * (5 / 66 - y * (691 / 2730 - (y * 7) / 6)));
  const series = y * (1 / 6 - y * (1 / 30 - y * inner));
  return (1 + 0.5 / shifted + series) / shifted + below;
}

function assertPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${name} must be above 0, got ${value}`);
  }
}
