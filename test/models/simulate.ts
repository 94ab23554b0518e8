import { seededRandom } from '../../src/math/random.ts';
import type { Buyer } from '../../src/models/buyer.ts';

/** Random variables of one seed, for customers whose parameters are known. */
export interface Draws {
  /** Between 0 and 1. */
  readonly uniform: () => number;
  readonly exponential: () => number;
  /** With rate 1. */
  readonly gamma: (shape: number) => number;
  readonly beta: (a: number, b: number) => number;
}

export function drawsOf(seed: number): Draws {
  const next = seededRandom(seed, 'simulate');
  const uniform = () => (next() + 0.5) / 2 ** 32;
  const exponential = () => -Math.log(uniform());
  const normal = () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform());
  /** Marsaglia & Tsang, ACM Transactions on Mathematical Software 26 (2000), pp. 363-372. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const beta = (a: number, b: number) => {
    const first = gamma(a);
    return first / (first + gamma(b));
  };
  return { uniform, exponential, gamma, beta };
}

/** A customer who buys at a rate until leaving, from time 0 on. */
export interface Life {
  readonly rate: number;
  /** The probability to leave after a purchase. */
  readonly leaves?: number;
  /** Whether the customer may leave after the first purchase too. */
  readonly fromFirst?: boolean;
  /** When the customer leaves, at the latest. */
  readonly until?: number;
}

/** The moments of repeat purchases of a life, up to a time. */
export function purchasesOf(life: Life, upTo: number, { uniform, exponential }: Draws): number[] {
  const { rate, leaves = 0, fromFirst = false, until = Infinity } = life;
  const moments: number[] = [];
  if (fromFirst && uniform() < leaves) return moments;
  for (let time = exponential() / rate; time <= Math.min(upTo, until);) {
    moments.push(time);
    if (uniform() < leaves) break;
    time += exponential() / rate;
  }
  return moments;
}

/** What is seen of a customer up to T. */
export function seen(moments: readonly number[], T: number): Buyer {
  const inside = moments.filter((moment) => moment <= T);
  return { x: inside.length, t_x: inside.at(-1) ?? 0, T };
}

/** Lives of customers of each model, with known parameters. */
export const lives = {
  'bg-nbd': (draws: Draws): Life => ({
    rate: draws.gamma(0.6) / 5,
    leaves: draws.beta(0.9, 2.5),
  }),
  'mbg-nbd': (draws: Draws): Life => ({
    rate: draws.gamma(0.6) / 5,
    leaves: draws.beta(0.9, 2.5),
    fromFirst: true,
  }),
  'pareto-nbd': (draws: Draws): Life => ({
    rate: draws.gamma(0.6) / 5,
    until: draws.exponential() / (draws.gamma(0.8) / 12),
  }),
} as const;

/** Customers of a model, each observed for 20 to 40 time units. */
export function simulatedBuyers(
  model: keyof typeof lives,
  customers: number,
  seed: number,
): Buyer[] {
  const draws = drawsOf(seed);
  return Array.from({ length: customers }, () => {
    const T = 20 + 20 * draws.uniform();
    return seen(purchasesOf(lives[model](draws), T, draws), T);
  });
}
