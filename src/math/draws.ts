import { seededRandom } from './random.ts';
import { shuffle } from './shuffle.ts';

/** The largest number of draws: of more, the last strata would round to 1. */
export const mostDraws = 1_000_000;

const words = 2 ** 32;

/**
 * Probabilities to put into a quantile function: one from each of so many equal strata between 0
 * and 1, in a random order (Latin hypercube sampling).
 *
 * @param seed any whole number
 * @param stream the name of what is drawn: its order does not hang on what else is drawn
 * @throws RangeError when count is not a whole number from 1 to 1,000,000
 * @see McKay, Beckman & Conover, Technometrics 21 (1979), pp. 239-245
 */
export function stratifiedDraws(count: number, seed: number, stream: string): Float64Array {
  if (!Number.isInteger(count) || count < 1 || count > mostDraws) {
    throw new RangeError(`count must be a whole number from 1 to ${mostDraws}, got ${count}`);
  }
  const random = seededRandom(seed, stream);
  const draws = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    draws[index] = (index + (random() + 0.5) / words) / count;
  }
  shuffle(draws, random);
  return draws;
}
