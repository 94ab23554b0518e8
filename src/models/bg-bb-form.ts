import type { Limit } from './fitted.ts';
import {
  allOrNothing,
  allZero,
  equalShares,
  free,
  joined,
  type Affine,
  type Form,
} from './form.ts';

/** The limits of bg-bb, those with the fewest parameters first. */
export const bgbbLimits: readonly Limit[] = [
  { rates: 'equal', dropout: 'none' },
  { rates: 'equal', dropout: 'equal' },
  { rates: 'equal', dropout: 'all-or-nothing' },
  { dropout: 'none' },
  { rates: 'equal' },
  { dropout: 'equal' },
  { dropout: 'all-or-nothing' },
];

/** bg-bb, or a limit of it, in the logarithms of alpha, beta, gamma and delta. */
export function bgbbForm(limit?: Limit): Form {
  const buying = limit?.rates === 'equal' ? equalShares('p') : free('alpha', 'beta');
  const affine = joined(buying, leavingOf(limit?.dropout));
  return limit === undefined ? { affine } : { limit, affine };
}

function leavingOf(dropout: Limit['dropout']): Affine {
  if (dropout === 'none') return allZero;
  if (dropout === undefined) return free('gamma', 'delta');
  return dropout === 'equal' ? equalShares('theta') : allOrNothing('theta');
}
