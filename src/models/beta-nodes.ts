/** Probabilities with weights that sum to 1: means over them are means over a beta distribution. */
export interface BetaNodes {
  /** Each probability p, from 0 to 1. */
  readonly p: Float64Array;
  /** 1 - p, with all its digits. */
  readonly rest: Float64Array;
  readonly weight: Float64Array;
}

/** So many nodes: a relative error of about 1e-12 for what is computed here. */
const nodeCount = 72;

/** A weight below e^-38 of the largest adds nothing. */
const negligible = 38;

/**
 * Nodes for means over a Beta(a, c) distribution: the trapezoidal rule after the double-exponential
 * change of variables p = 1 - e^(-s/c), ln s = t - e^-t, over the t where the weight counts. The
 * closed forms with 2F1 lose digits where a is near 1 and overflow for thousands of purchases.
 *
 * @param a at least 0; with 0 the only node is 0
 * @param c above 0
 * @see Takahasi & Mori, Publ. RIMS 9 (1974), pp. 721-741
 */
export function betaNodes(a: number, c: number): BetaNodes {
  if (a === 0) return atoms([0], [1]);
  // Limits of a fit: all at the mean, or all at 0 and 1.
  if (a + c > 1e12 || Math.min(a, c) < 1e-12 * Math.max(a, c)) return atoms([a / (a + c)], [1]);
  if (a + c < 1e-12) return atoms([0, 1], [c / (a + c), a / (a + c)]);
  const logWeight = (t: number) => {
    const logS = t - Math.exp(-t);
    const s = Math.exp(logS);
    return (a - 1) * logShare(logS, s / c) - s + logS + Math.log1p(Math.exp(-t));
  };
  const [low, high] = supportOf(logWeight, -45, Math.log(40 + 2 * a));
  const nodes = { p: new Float64Array(nodeCount), rest: new Float64Array(nodeCount) };
  const logs = new Float64Array(nodeCount);
  for (let index = 0; index < nodeCount; index++) {
    const t = low + ((high - low) * index) / (nodeCount - 1);
    const y = Math.exp(t - Math.exp(-t)) / c;
    nodes.p[index] = -Math.expm1(-y);
    nodes.rest[index] = Math.exp(-y);
    logs[index] = logWeight(t);
  }
  const largest = Math.max(...logs);
  const weight = logs.map((log) => Math.exp(log - largest));
  const total = weight.reduce((sum, value) => sum + value, 0);
  return { ...nodes, weight: weight.map((value) => value / total) };
}

function atoms(p: readonly number[], weight: readonly number[]): BetaNodes {
  return {
    p: Float64Array.from(p),
    rest: Float64Array.from(p, (value) => 1 - value),
    weight: Float64Array.from(weight),
  };
}

/** ln of 1 - e^-y, where ln y is ln s up to a constant, which normalising takes off. */
function logShare(logS: number, y: number): number {
  // (1 - e^-y)/y is 1 - y/2 + y²/6 and so on.
  return y < 1e-5 ? logS - y / 2 : Math.log(-Math.expm1(-y)) + logS - Math.log(y);
}

/** Where a function with one top is within e^-38 of it. */
function supportOf(
  log: (t: number) => number,
  from: number,
  to: number,
): readonly [low: number, high: number] {
  let [low, high] = [from, to];
  for (let round = 0; round < 60; round++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (log(left) < log(right)) low = left;
    else high = right;
  }
  const top = (low + high) / 2;
  const floor = log(top) - negligible;
  return [edge(log, floor, top, from), edge(log, floor, top, to)];
}

/** Where, between a place above the floor and one below, a function crosses it. */
function edge(log: (t: number) => number, floor: number, above: number, below: number): number {
  let [inside, outside] = [above, below];
  for (let round = 0; round < 40; round++) {
    const middle = (inside + outside) / 2;
    if (log(middle) > floor) inside = middle;
    else outside = middle;
  }
  return outside;
}
