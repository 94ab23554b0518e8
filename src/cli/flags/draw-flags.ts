import type { DrawOptions } from '../../assumptions/draw.ts';
import { InputError, shown } from '../../errors.ts';
import type { FlagTexts } from './quantity-flags.ts';
import type { Setup } from '../setup.ts';

/** How ranges are read and drawn from. */
export interface SamplingOptions extends DrawOptions {
  /** The share of its values that lies inside a range such as `45 to 55`. */
  readonly interval: number;
}

/** As many as `stratifiedDraws` takes; a test holds the two equal. */
const mostDraws = 1_000_000;

const defaults = { seed: 1, draws: 10_000, interval: 90 };

export function addDrawOptions({ heading, value }: Setup): void {
  heading('Ranges:');
  value('--seed <number>', `seed of the draws (${defaults.seed} if not given)`);
  value('--draws <count>', `how many draws (${defaults.draws} if not given)`);
  value(
    '--interval <percent>',
    `what a range such as 45 to 55 covers (${defaults.interval} if not given)`,
  );
}

/** @throws InputError */
export function readDrawOptions(texts: FlagTexts): SamplingOptions {
  return {
    seed: wholeOf(texts['seed'], '--seed', 0, 2 ** 32 - 1) ?? defaults.seed,
    draws: wholeOf(texts['draws'], '--draws', 100, mostDraws) ?? defaults.draws,
    interval: (wholeOf(texts['interval'], '--interval', 1, 99) ?? defaults.interval) / 100,
  };
}

function wholeOf(text: unknown, flag: string, least: number, most: number): number | undefined {
  if (typeof text !== 'string') return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new InputError(
    `${flag} must be a whole number from ${least} to ${most}, got ${shown(text)}`,
  );
}
