import type { Objective } from '../math/newton.ts';
import { betaGeometricObjective, type Chances } from './beta-geometric.ts';
import type { BuyerModelName } from './buyer-model.ts';
import type { Cells } from './cells.ts';
import type { Limit } from './fitted.ts';
import {
  allOrNothing,
  allZero,
  equalShares,
  far,
  free,
  inVariables,
  joined,
  type Affine,
  type Form,
} from './form.ts';
import { paretoObjective } from './pareto.ts';

/** A model of buyers, or a limit of it, in the logarithms of its four parameters. */
export interface BuyerForm extends Form {
  /** After which purchases customers may leave; absent where they may leave at any moment. */
  readonly chances?: Chances;
}

/** All limits, those with the fewest parameters first. */
export const buyerLimits: readonly Limit[] = [
  { rates: 'equal', dropout: 'none' },
  { rates: 'equal', dropout: 'equal' },
  { rates: 'equal', dropout: 'all-or-nothing' },
  { dropout: 'none' },
  { rates: 'equal' },
  { dropout: 'equal' },
  { dropout: 'all-or-nothing' },
];

/** ln r and ln alpha where all rates are lambda = r/alpha. */
const equalRates: Affine = {
  parameters: [{ name: 'lambda' }],
  constants: [far, far],
  factors: [[0], [-1]],
};

/** ln s and ln beta where all leave at the rate mu = s/beta. */
const equalLeaving: Affine = {
  parameters: [{ name: 'mu' }],
  constants: [far, far],
  factors: [[1], [0]],
};

/** The form of a model without a limit, or of one of its limits. */
export function buyerForm(model: BuyerModelName, limit?: Limit): BuyerForm {
  const rate = limit?.rates === 'equal' ? equalRates : free('r', 'alpha');
  const withLimit = limit === undefined ? {} : { limit };
  if (limit?.dropout === 'all-or-nothing') {
    // In pareto-nbd they leave at the first moment, so as after the first purchase in mbg-nbd.
    const chances = model === 'bg-nbd' ? 0 : 1;
    return { ...withLimit, chances, affine: joined(rate, allOrNothing('p')) };
  }
  const isPareto = model === 'pareto-nbd';
  const chances = isPareto ? {} : ({ chances: model === 'bg-nbd' ? 0 : 1 } as const);
  return { ...withLimit, ...chances, affine: joined(rate, dropoutOf(limit, isPareto)) };
}

function dropoutOf(limit: Limit | undefined, isPareto: boolean): Affine {
  if (limit?.dropout === 'none') return allZero;
  if (limit?.dropout === 'equal') return isPareto ? equalLeaving : equalShares('p');
  return isPareto ? free('s', 'beta') : free('a', 'b');
}

/** The log-likelihood of customers as a function of the variables of a form. */
export function buyerObjective({ affine, chances }: BuyerForm, cells: Cells): Objective {
  return inVariables(
    affine,
    chances === undefined ? paretoObjective(cells) : betaGeometricObjective(cells, chances),
  );
}
