import { maximize } from '../math/newton.ts';
import { normalQuantile } from '../math/normal.ts';
import { seededRandom, type Random } from '../math/random.ts';
import { gammaDraw, uniformDraw } from '../math/variate.ts';
import type { Buyer } from './buyer.ts';
import { buyerForm, buyerObjective } from './buyer-form.ts';
import type { BuyerModel } from './buyer-model.ts';
import { cellsOf, withCounts } from './cells.ts';
import { valuesAt, variablesAt } from './form.ts';

/** Parameters of fits to reweighted customers. */
export interface Bootstrap {
  /** By name, one record a fit. */
  readonly parameters: readonly Readonly<Record<string, number>>[];
  /** How many fits had no maximum; they are left out. */
  readonly failed: number;
}

/**
 * Fit a model again and again to the same customers with random weights, each of mean 1 (the
 * Bayesian bootstrap). The spread of a figure over the results is its uncertainty.
 *
 * @param model the fit to all customers: the searches start there, and keep its limit
 * @param draws how many fits, a whole number from 1
 * @param seed any whole number
 * @throws RangeError when an argument is outside its domain
 * @see Rubin, "The Bayesian Bootstrap", Annals of Statistics 9 (1981), pp. 130-134
 */
export function bootstrap(
  model: BuyerModel,
  buyers: Iterable<Buyer>,
  draws: number,
  seed: number,
): Bootstrap {
  if (!(Number.isInteger(draws) && draws >= 1)) {
    throw new RangeError(`draws must be a whole number from 1, got ${draws}`);
  }
  const cells = cellsOf(buyers);
  const form = buyerForm(model.model, model.limit);
  const start = variablesAt(form.affine, model.parameters);
  const random = seededRandom(seed, 'bootstrap');
  const parameters: Record<string, number>[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const weighted = withCounts(
      cells,
      cells.count.map((count) => weightDraw(random, count)),
    );
    const { place, converged } = maximize(buyerObjective(form, weighted), start);
    if (!converged) continue;
    const values = valuesAt(form.affine, place);
    parameters.push(
      Object.fromEntries(form.affine.parameters.map(({ name }, k) => [name, values[k] as number])),
    );
  }
  return { parameters, failed: draws - parameters.length };
}

/** A gamma variable with mean and variance `count`: the weights of so many customers together. */
function weightDraw(random: Random, count: number): number {
  if (count <= 64 && Number.isInteger(2 * count)) return gammaDraw(random, count);
  // Wilson & Hilferty (1931): the cube root of a gamma variable is close to normal.
  const root = 1 - 1 / (9 * count) + normalQuantile(uniformDraw(random)) / (3 * Math.sqrt(count));
  return count * Math.max(root, 0) ** 3;
}
