/**
 * The probabilities of at least 1, 2, 3 … purchases within t of a customer who stays, whose rate
 * of purchases is gamma-distributed: a negative binomial distribution.
 *
 * @param shape above 0
 * @param rate above 0, in time units
 */
export function* purchasesAtLeast(
  shape: number,
  rate: number,
  t: number,
): Generator<number, never> {
  const logShare = -Math.log1p(rate / t);
  let log = -shape * Math.log1p(t / rate);
  // The first is exact where hardly anything happens; the rest is what is left of 1.
  let tail = -Math.expm1(log);
  for (let n = 1; ; n++) {
    yield tail;
    log += Math.log((shape + n - 1) / n) + logShare;
    tail = Math.max(0, tail - Math.exp(log));
  }
}
