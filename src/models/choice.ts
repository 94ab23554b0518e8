import type { FitWarning, Limit } from './fitted.ts';
import { largest, type Form } from './form.ts';
import { isCertain, isPeak, type Found } from './search.ts';

/** A model or a limit of it, and its maximum. */
export interface Candidate<AForm extends Form = Form> {
  readonly form: AForm;
  readonly found: Found;
}

/** A log-likelihood higher by less is no reason for another parameter: the limit is reported. */
const negligibleGain = 0.01;

/** Half of the 90 % quantile of chi-square with one degree of freedom: a warning below it. */
const smallGain = 1.35;

/** What is reported, and what a reader of it should know. */
export interface ModelChoice<AForm extends Form> extends Candidate<AForm> {
  readonly warnings: readonly FitWarning[];
}

/**
 * Choose between a model and its limits: the one with the fewest parameters of those whose
 * log-likelihood is the highest but for 0.01. A search that ended beyond {@link largest} found no maximum.
 *
 * @param limits fits the limits, those with the fewest parameters first; called where the
 *   parameters of the whole model are not known well
 * @returns none where no search converged, or the likelihood is flat where it is the highest
 */
export function choose<AForm extends Form>(
  whole: Candidate<AForm>,
  limits: () => readonly Candidate<AForm>[],
): ModelChoice<AForm> | undefined {
  const all = isCertain(whole.found) ? [whole] : [...limits(), whole];
  const candidates = all.filter(
    ({ found }) => found.converged && found.place.every((log) => Math.abs(log) < Math.log(largest)),
  );
  const highest = Math.max(...candidates.map(({ found }) => found.value));
  const chosen = candidates.find(
    ({ found }) => highest - found.value < negligibleGain && isPeak(found),
  );
  return chosen && { ...chosen, warnings: warningsOf(chosen, candidates) };
}

function warningsOf(chosen: Candidate, candidates: readonly Candidate[]): FitWarning[] {
  const warnings: FitWarning[] = chosen.found.summary.agree ? [] : [{ code: 'starts-disagree' }];
  const near = candidates
    .map(({ form, found }) => ({ form, gain: chosen.found.value - found.value }))
    .filter(({ form, gain }) => gain < smallGain && isLimitOf(form, chosen.form))
    .toSorted((one, other) => one.gain - other.gain)[0];
  if (near?.form.limit) {
    warnings.push({ code: 'near-limit', limit: near.form.limit, gain: near.gain });
  }
  return warnings;
}

/** Whether one form is a limit of the other, which may be a limit itself. */
function isLimitOf(inner: Form, outer: Form): boolean {
  const names = Object.keys(outer.limit ?? {}) as (keyof Limit)[];
  return (
    names.every((name) => outer.limit?.[name] === inner.limit?.[name]) &&
    inner.affine.parameters.length < outer.affine.parameters.length
  );
}
