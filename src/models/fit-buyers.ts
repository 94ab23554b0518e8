import type { Buyer } from './buyer.ts';
import { buyerForm, buyerLimits, buyerObjective, type BuyerForm } from './buyer-form.ts';
import { buyerModels, type BuyerModel, type BuyerModelName } from './buyer-model.ts';
import { cellsOf, someCells, type Cells } from './cells.ts';
import { choose, type Candidate } from './choice.ts';
import { FitError } from './fit-error.ts';
import type { FitSummary, Limit } from './fitted.ts';
import { variablesAt } from './form.ts';
import { isCertain, search, summaryOf, type Found } from './search.ts';
import { dropoutStart, startsOf } from './starts.ts';

/** A model of buyers that was fitted. */
export interface BuyerFit extends BuyerModel, FitSummary {}

/** Beyond so many cells the first search is made on some of them. */
const fewCells = 10_000;

/**
 * Fit one model of buyers by maximum likelihood.
 *
 * Where the data show no dropout, or no differences between the customers, the limit of the model
 * is fitted and reported, never parameters that run off to infinity.
 *
 * @throws RangeError when a buyer cannot be one
 * @throws FitError when the data have no fit; its `reason` says why
 */
export function fitBuyers(model: BuyerModelName, buyers: Iterable<Buyer>): BuyerFit {
  return fitCells(model, fittable(cellsOf(buyers)));
}

/**
 * Fit `bg-nbd`, `mbg-nbd` and `pareto-nbd` to the same customers, the one with the highest
 * log-likelihood first: all have four parameters. Fits that are alike in the data may differ by a
 * fifth ahead; {@link validate} says which forecasts best.
 *
 * @throws RangeError when a buyer cannot be one
 * @throws FitError when the data have no fit; its `reason` says why
 * @see the sources of {@link fit}
 */
export function fitAllBuyers(buyers: Iterable<Buyer>): BuyerFit[] {
  const cells = fittable(cellsOf(buyers));
  return buyerModels
    .map((model) => fitCells(model, cells))
    .toSorted((one, other) => other.logLikelihood - one.logLikelihood);
}

/** The cells, if a model can be fitted to them. */
function fittable(cells: Cells): Cells {
  if (!cells.T.some((T) => T > 0)) {
    throw new FitError('nothing-observed', 'no customer was observed for longer than no time');
  }
  if (cells.customers <= 1) {
    throw new FitError('one-customer', 'one customer is not enough to fit a model');
  }
  if (cells.withMore.length === 0) {
    throw new FitError('no-repeat-purchases', 'no customer bought again, so no rate can be fitted');
  }
  if (cells.length === 1) {
    throw new FitError('all-alike', 'all customers did the same, so no difference can be fitted');
  }
  return cells;
}

function fitCells(model: BuyerModelName, cells: Cells): BuyerFit {
  const form = buyerForm(model);
  const found = searchAll(form, cells);
  const choice = choose({ form, found }, () =>
    buyerLimits.map((limit) => fitLimit(model, limit, found, cells)),
  );
  if (choice === undefined) {
    throw new FitError('no-maximum', `the likelihood of ${model} has no maximum for this data`);
  }
  const { limit, affine } = choice.form;
  return {
    model,
    ...summaryOf(choice.found, affine, cells.customers, cells.length),
    ...(limit && { limit }),
    warnings: choice.warnings,
  };
}

/** The maximum of a model with all its parameters. */
function searchAll(form: BuyerForm, cells: Cells): Found {
  const some = cells.length > fewCells ? someCells(cells, fewCells) : cells;
  const starts = startsOf(some, form);
  const objective = buyerObjective(form, some);
  const first = search(objective, starts);
  const all =
    isCertain(first) && first.summary.agree
      ? first
      : search(objective, [...starts, ...dropoutStart(some, form)]);
  if (some === cells) return all;
  const last = search(buyerObjective(form, cells), [all.place]);
  const evaluations = all.summary.evaluations + last.summary.evaluations;
  return { ...last, summary: { ...all.summary, evaluations, gradient: last.summary.gradient } };
}

/** The maximum of a limit, searched from what the whole model says and from an ordinary start. */
function fitLimit(
  model: BuyerModelName,
  limit: Limit,
  whole: Found,
  cells: Cells,
): Candidate<BuyerForm> {
  const form = buyerForm(model, limit);
  const starts = [whole.place, ...startsOf(cells, buyerForm(model)).slice(0, 1)];
  const variables = starts.map(([logR = 0, logAlpha = 0, one = 0, other = 0]) => {
    const rate = limit.rates === 'equal' ? [logR - logAlpha] : [logR, logAlpha];
    if (limit.dropout === 'none') return rate;
    return [...rate, ...(limit.dropout === undefined ? [one, other] : [one - other])];
  });
  return { form, found: search(buyerObjective(form, cells), variables) };
}

/**
 * The log-likelihood of customers under a model of buyers, without the factors T^x/x! that no
 * parameter changes.
 *
 * @throws RangeError when a parameter or a buyer is outside its domain
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 6, for bg-nbd
 */
export function logLikelihood(
  { model, parameters, limit }: BuyerModel,
  buyers: Iterable<Buyer>,
): number {
  const form = buyerForm(model, limit);
  const variables = variablesAt(form.affine, parameters);
  return buyerObjective(form, cellsOf(buyers))(variables).value;
}
