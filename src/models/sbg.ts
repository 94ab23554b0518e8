import { addChained, clear, derivativesOf, emptySums } from '../math/derivative-sums.ts';
import type { Objective } from '../math/newton.ts';
import { addLogRatio, betaRatios } from './beta-ratios.ts';
import { choose } from './choice.ts';
import { FitError } from './fit-error.ts';
import type { FitSummary, Limit } from './fitted.ts';
import { allOrNothing, equalShares, free, inVariables, type Form } from './form.ts';
import { search, summaryOf } from './search.ts';

/**
 * How many customers of a cohort were still there at the start of each period: all of them at
 * first, then never more than before.
 */
export type Survivors = readonly number[];

/** A fitted model of customers with a contract (shifted-beta-geometric). */
export interface SbgModel {
  readonly model: 'sbg';
  /**
   * a and b of the beta distribution, over customers, of the probability to leave at a renewal.
   * Of a limit p: the same probability for all, or the share that leaves at the first renewal.
   */
  readonly parameters: Readonly<Record<string, number>>;
  readonly limit?: Limit;
}

/** A model of customers with a contract that was fitted. */
export interface SbgFit extends SbgModel, FitSummary {}

const limitsOfSbg: readonly Limit[] = [{ dropout: 'equal' }, { dropout: 'all-or-nothing' }];

/** The model, or a limit of it, in ln a and ln b. */
export function sbgForm(limit?: Limit): Form {
  if (limit === undefined) return { affine: free('a', 'b') };
  return { limit, affine: limit.dropout === 'equal' ? equalShares('p') : allOrNothing('p') };
}

/**
 * Fit the shifted-beta-geometric model by maximum likelihood to one cohort or several.
 *
 * @param cohorts the survivors of each; cohorts may be seen for different numbers of periods
 * @throws RangeError when a count is not finite, below 0 or above the one before
 * @throws FitError when nobody was seen to renew or leave, nobody left, or nobody renewed
 * @see Fader & Hardie, "How to Project Customer Retention", J. Interactive Marketing 21 (2007),
 *   pp. 76-90, equations 5 and 6
 */
export function fitSbg(cohorts: readonly Survivors[]): SbgFit {
  const ends = endsOf(cohorts);
  const started = cohorts.reduce((sum, [first = 0]) => sum + first, 0);
  if (ends.length === 0) {
    throw new FitError('nothing-observed', 'no customer was observed for a period or more');
  }
  if (ends.every(({ left }) => left === 0)) {
    throw new FitError('nobody-left', 'no customer left, so no chance to leave can be fitted');
  }
  if (ends.every(({ stayed, period }) => stayed === 0 && period === 1)) {
    throw new FitError('all-alike', 'all customers left at once, so no difference can be fitted');
  }
  const whole = sbgForm();
  const objective = endsObjective(ends);
  const found = search(objective, [
    [0, 1],
    [-1, 0],
  ]);
  const odds = (found.place[0] ?? 0) - (found.place[1] ?? 0);
  const choice = choose({ form: whole, found }, () =>
    limitsOfSbg.map((limit) => {
      const form = sbgForm(limit);
      return { form, found: search(inVariables(form.affine, objective), [[odds], [-1]]) };
    }),
  );
  if (choice === undefined) {
    throw new FitError('no-maximum', 'the likelihood of sbg has no maximum for this data');
  }
  const { limit, affine } = choice.form;
  return {
    model: 'sbg',
    ...summaryOf(choice.found, affine, started, ends.length),
    ...(limit && { limit }),
    warnings: choice.warnings,
  };
}

/** Customers who left after a number of periods, or were still there after it. */
interface End {
  readonly period: number;
  readonly left: number;
  readonly stayed: number;
}

/** How the customers of all cohorts ended, by period. */
function endsOf(cohorts: readonly Survivors[]): End[] {
  const ends = new Map<number, End>();
  const add = (period: number, left: number, stayed: number) => {
    const before = ends.get(period) ?? { period, left: 0, stayed: 0 };
    ends.set(period, { period, left: before.left + left, stayed: before.stayed + stayed });
  };
  for (const survivors of cohorts) {
    for (const [period, customers] of survivors.entries()) {
      const before = survivors[period - 1] ?? Infinity;
      if (!(customers >= 0 && customers < Infinity && customers <= before)) {
        const rule =
          period === 0 ? 'at least 0' : `from 0 to those of the period before, ${before}`;
        throw new RangeError(`customers of period ${period} must be ${rule}, got ${customers}`);
      }
      if (period > 0 && before > customers) add(period, before - customers, 0);
    }
    const last = survivors.length - 1;
    const remaining = survivors[last] ?? 0;
    if (last > 0 && remaining > 0) add(last, 0, remaining);
  }
  return [...ends.values()].toSorted((one, other) => one.period - other.period);
}

/** The log-likelihood by ln a and ln b. */
export function sbgObjective(cohorts: readonly Survivors[]): Objective {
  return endsObjective(endsOf(cohorts));
}

/** ln P(T = t) for who left, ln S(t) for who stayed. */
function endsObjective(ends: readonly End[]): Objective {
  const most = Math.max(...ends.map(({ period }) => period));
  return ([logA = NaN, logB = NaN]) => {
    const ratios = betaRatios(Math.exp(logA), Math.exp(logB), most);
    const sums = emptySums(2);
    const term = emptySums(2);
    for (const { period, left, stayed } of ends) {
      for (const [customers, leavers] of [
        [left, 1],
        [stayed, 0],
      ] as const) {
        if (customers === 0) continue;
        clear(term);
        addLogRatio(term, 0, ratios, leavers, period - leavers);
        sums.value += customers * term.value;
        addChained(sums, term, customers, 1, 0);
      }
    }
    return derivativesOf(sums);
  };
}
