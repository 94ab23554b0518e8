/** Where to evaluate a function, and what each value counts for in the integral. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The rule of Gauss and Legendre on -1 to 1: exact for polynomials below degree 2n.
 *
 * @param n how many nodes, a whole number from 1
 * @throws RangeError when n is none
 * @see Press et al., Numerical Recipes (1992), section 4.5, `gauleg`: Newton's method on the
 *   Legendre polynomial
 * @example gaussLegendre(2).nodes[1] // 0.5773502691896257
 */
export function gaussLegendre(n: number): QuadratureRule {
  if (!(Number.isInteger(n) && n >= 1)) {
    throw new RangeError(`n must be a whole number from 1, got ${n}`);
  }
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let index = 0; 2 * index < n; index++) {
    let node = Math.cos((Math.PI * (index + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let round = 0; round < 8; round++) {
      const { value, derivative } = legendre(n, node);
      slope = derivative;
      node -= value / derivative;
    }
    slope = legendre(n, node).derivative;
    const last = n - 1 - index;
    nodes[index] = -node;
    nodes[last] = 2 * index === last * 2 ? 0 : node;
    weights[index] = weights[last] = 2 / ((1 - node * node) * slope * slope);
  }
  return { nodes, weights };
}

function legendre(n: number, x: number): { value: number; derivative: number } {
  let value = 1;
  let before = 0;
  for (let degree = 1; degree <= n; degree++) {
    [value, before] = [((2 * degree - 1) * x * value - (degree - 1) * before) / degree, value];
  }
  return { value, derivative: (n * (x * value - before)) / (x * x - 1) };
}

/**
 * The integral from 0 to infinity of a smooth function that falls off there like e^-x and may have
 * a power of x above -1 at 0: the double-exponential rule x = exp(t - e^-t), to about 1e-13.
 *
 * @see Takahasi & Mori, "Double Exponential Formulas for Numerical Integration", Publ. RIMS 9
 *   (1974), pp. 721-741
 * @example halfLineIntegral((x) => Math.exp(-x)) // 1
 */
export function halfLineIntegral(f: (x: number) => number): number {
  const step = 1 / 16;
  let total = 0;
  for (let index = -72; index <= 64; index++) {
    const inner = Math.exp(-index * step);
    const x = Math.exp(index * step - inner);
    const value = f(x) * x * (1 + inner);
    if (value !== 0) total += value;
  }
  return total * step;
}
