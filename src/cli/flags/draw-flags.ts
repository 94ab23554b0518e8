import type { DrawOptions } from '../../assumptions/draw.ts';
import type { Setup } from '../setup.ts';
import { wholeNumber } from './whole-number.ts';

/** How ranges are read and drawn from. */
export interface SamplingOptions extends DrawOptions {
  /** The share of its values that lies inside a range such as `45 to 55`. */
  readonly interval: number;
}

/** As many as `stratifiedDraws` takes; a test holds the two equal. */
const mostDraws = 1_000_000;

export interface DrawFlags {
  readonly seed?: string;
  readonly draws?: string;
  readonly interval?: string;
}

/** How ranges are read and drawn from where no flag says so. */
export const defaultSampling: SamplingOptions = { seed: 1, draws: 10_000, interval: 0.9 };

export function addDrawFlags({ heading, value }: Setup): void {
  const { seed, draws, interval } = defaultSampling;
  heading('Ranges:');
  value('--seed <number>', `seed of the draws (${seed} if not given)`);
  value('--draws <count>', `how many draws (${draws} if not given)`);
  value(
    '--interval <percent>',
    `what a range such as 45 to 55 covers (${interval * 100} if not given)`,
  );
}

/** @throws InputError */
export function readDrawFlags({ seed, draws, interval }: DrawFlags): SamplingOptions {
  const percent = wholeNumber('--interval', interval, { least: 1, most: 99 });
  return {
    seed: wholeNumber('--seed', seed, { least: 0, most: 2 ** 32 - 1 }) ?? defaultSampling.seed,
    draws: wholeNumber('--draws', draws, { least: 100, most: mostDraws }) ?? defaultSampling.draws,
    interval: percent === undefined ? defaultSampling.interval : percent / 100,
  };
}
