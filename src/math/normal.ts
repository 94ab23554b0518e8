/**
 * The value that a standard normal variable stays below with a given probability: algorithm
 * PPND16, a relative error of about 1e-16.
 *
 * @param p a probability, from 0 to 1; the ends give the infinities
 * @throws RangeError when it is none
 * @see Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution",
 *   Applied Statistics 37 (1988), pp. 477-484
 * @example normalQuantile(0.95) // 1.6448536269514715
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be from 0 to 1, got ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(centre, 0.180625 - q * q);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = r <= 5 ? ratio(tail, r - 1.6) : ratio(farTail, r - 5);
  return q < 0 ? -z : z;
}

/** The coefficients of a polynomial over a polynomial, the highest power first. */
interface Rational {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

const centre: Rational = {
  above: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  below: [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};

const tail: Rational = {
  above: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  below: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
};

const farTail: Rational = {
  above: [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  below: [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};

function ratio({ above, below }: Rational, x: number): number {
  return polynomial(above, x) / polynomial(below, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

/**
 * The probability that a standard normal variable stays below a value, to about 1e-15.
 *
 * @see Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11/4
 *   (2004), p. 2: a Taylor series of positive terms
 * @example normalProbability(1.6448536269514722) // 0.9499999999999998
 */
export function normalProbability(z: number): number {
  // Beyond this the double next to 0 or 1 is farther away than the rest of the probability.
  if (Math.abs(z) > 8.3) return z < 0 ? 0 : 1;
  let total = z;
  let term = z;
  for (let odd = 3; total + term !== total; odd += 2) {
    term *= (z * z) / odd;
    total += term;
  }
  return 0.5 + (total * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
