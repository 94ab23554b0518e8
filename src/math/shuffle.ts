import type { Random } from './random.ts';
import { wholeDraw } from './variate.ts';

/**
 * Put numbers in a random order, in place.
 *
 * @see Durstenfeld, Algorithm 235, Communications of the ACM 7 (1964), 420: the shuffle of Fisher
 *   and Yates
 */
export function shuffle(
  values: { [index: number]: number; readonly length: number },
  random: Random,
): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = wholeDraw(random, last + 1);
    const held = values[last] as number;
    values[last] = values[other] as number;
    values[other] = held;
  }
}
