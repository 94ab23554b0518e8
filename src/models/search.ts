import { maximize, type Maximum, type Objective } from '../math/newton.ts';
import { inverseOf, type Matrix } from '../math/symmetric.ts';
import type { FitSummary, SearchSummary } from './fitted.ts';
import { valuesAt, type Affine } from './form.ts';

/** The best of the maxima that were found, and how they were searched. */
export interface Found extends Maximum {
  readonly summary: SearchSummary;
}

/** Maxima that differ by more than this share of the log-likelihood are two. */
const sameLikelihood = 1e-9;

/** Search from each start and keep the highest; one that converged goes before one that did not. */
export function search(objective: Objective, starts: readonly (readonly number[])[]): Found {
  const maxima = starts.map((start) => maximize(objective, start));
  const ranked = maxima.toSorted(
    (one, other) => +other.converged - +one.converged || other.value - one.value,
  );
  const best = ranked[0] as Maximum;
  const tolerance = sameLikelihood * Math.max(1, Math.abs(best.value));
  const summary = {
    evaluations: maxima.reduce((sum, { evaluations }) => sum + evaluations, 0),
    gradient: Math.max(0, ...best.gradient.map(Math.abs)),
    starts: starts.length,
    agree: maxima.every((found) => found.converged && best.value - found.value <= tolerance),
  };
  return { ...best, summary };
}

/** What to report of a maximum: everything but the warnings. */
export function summaryOf(
  found: Found,
  affine: Affine,
  customers: number,
  cells: number,
): Omit<FitSummary, 'warnings'> {
  const { parameters } = affine;
  const values = valuesAt(affine, found.place);
  // The derivative of ln p by ln(p/(1-p)) is 1 - p.
  const slopes = parameters.map(({ kind }, index) =>
    kind === 'share' ? 1 - (values[index] as number) : 1,
  );
  const matrix = scaled(covarianceAt(found), slopes);
  const errors = matrix.map((row, index) => Math.sqrt(row[index] as number));
  const inverseErrors = errors.map((error) => 1 / error);
  const named = (numbers: readonly number[]) =>
    Object.fromEntries(parameters.map(({ name }, index) => [name, numbers[index] as number]));
  return {
    parameters: named(values),
    standardErrors: named(values.map((value, index) => value * (errors[index] as number))),
    correlations: scaled(matrix, inverseErrors),
    covariance: { of: 'logarithms', matrix },
    logLikelihood: found.value,
    aic: 2 * parameters.length - 2 * found.value,
    bic: Math.log(customers) * parameters.length - 2 * found.value,
    customers,
    cells,
    fit: found.summary,
  };
}

/** The covariance of the variables at a maximum: the inverse of the curvature. */
function covarianceAt({ hessian }: Found): number[][] {
  return inverseOf(hessian.map((row) => row.map((value) => -value)));
}

/** Each element times the factor of its row and that of its column. */
function scaled(matrix: Matrix, factors: readonly number[]): number[][] {
  return matrix.map((row, i) =>
    row.map((value, j) => value * (factors[i] as number) * (factors[j] as number)),
  );
}

/** Where the standard error of a variable is larger than this, limits of a model are looked at. */
const uncertain = 0.7;

/** Whether all variables are known so well at a maximum that it is far from every limit. */
export function isCertain(found: Found): boolean {
  if (!found.converged || !isPeak(found)) return false;
  return covarianceAt(found).every((row, index) => (row[index] as number) < uncertain ** 2);
}

/** Whether a maximum falls off in every direction, and is no place on a plateau. */
export function isPeak(found: Found): boolean {
  try {
    covarianceAt(found);
    return true;
  } catch {
    return false;
  }
}
