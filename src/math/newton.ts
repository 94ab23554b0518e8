import { dot, eigenOf, quadraticForm, type Eigen, type Matrix } from './symmetric.ts';

/** A function of several variables at one place. */
export interface Derivatives {
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: Matrix;
}

/** A function to maximise; a value that is no number marks a place outside its domain. */
export type Objective = (place: readonly number[]) => Derivatives;

/** Where a search ended. */
export interface Maximum extends Derivatives {
  readonly place: readonly number[];
  /** How often the function was computed. */
  readonly evaluations: number;
  /** Whether the gradient vanishes and the function falls in every direction. */
  readonly converged: boolean;
}

const mostEvaluations = 300;

/** Longer steps leap out of the valley of the maximum, onto a plain where nothing changes. */
const largestRadius = 2;

/**
 * A local maximum by Newton's method in a region of trust: each step goes to the maximum of the
 * quadratic model within a radius that grows where the model predicts well, and shrinks where not.
 *
 * It has converged when a further full step promises less than 1e-13 of the value, which rounding
 * hides, and the Hessian is negative definite.
 *
 * @param start one number a variable, all of about the same scale (logarithms)
 * @see Nocedal & Wright, Numerical Optimization (2006), algorithm 4.1 and section 4.3
 */
export function maximize(objective: Objective, start: readonly number[]): Maximum {
  let place = start;
  let here = objective(place);
  let radius = 1;
  let evaluations = 1;
  let polished = 0;
  while (evaluations < mostEvaluations && isFinitePoint(here)) {
    const eigen = eigenOf(here.hessian.map((row) => row.map((value) => -value)));
    const step = stepWithin(eigen, here.gradient, radius);
    const promise = dot(here.gradient, step) + quadraticForm(here.hessian, step) / 2;
    const isNewton = norm(step) < radius && eigen.values.every((value) => value > 0);
    const isSmall = promise <= 1e-13 * Math.max(1, Math.abs(here.value));
    // Rounding hides what the last two steps gain; they square the error all the same.
    if (isSmall && (!isNewton || polished === 2)) {
      return { ...here, place, evaluations, converged: isNewton };
    }
    const next = place.map((value, index) => value + (step[index] as number));
    const there = objective(next);
    evaluations++;
    const ratio = (there.value - here.value) / promise;
    if (isSmall) polished++;
    else if (!(ratio > 0.25)) radius = norm(step) / 4;
    else if (ratio > 0.75 && !isNewton) radius = Math.min(2 * radius, largestRadius);
    if (isSmall ? isFinitePoint(there) : ratio > 1e-4) [place, here] = [next, there];
    if (radius < 1e-12) break;
  }
  return { ...here, place, evaluations, converged: false };
}

function isFinitePoint({ value, gradient, hessian }: Derivatives): boolean {
  return [value, ...gradient, ...hessian.flat()].every(Number.isFinite);
}

function norm(vector: readonly number[]): number {
  return Math.hypot(...vector);
}

/**
 * The step to the maximum of g·s - sᵀBs/2 within a radius: (B + λ)⁻¹ g with the smallest λ from 0
 * that leaves B + λ positive and the step within it.
 */
function stepWithin(eigen: Eigen, gradient: readonly number[], radius: number): number[] {
  const along = eigen.vectors.map((vector) => dot(vector, gradient));
  const shares = (lambda: number) =>
    eigen.values.map((value, k) => {
      const share = along[k] as number;
      return share === 0 ? 0 : share / (value + lambda);
    });
  const least = Math.min(...eigen.values);
  const scale = Math.max(...eigen.values.map(Math.abs), 1e-300);
  let low = least > scale * 1e-14 ? 0 : -least + scale * 1e-14;
  if (norm(shares(low)) > radius) {
    let high = low + norm(along) / radius + scale;
    for (let round = 0; round < 100 && high - low > 1e-3 * (high - Math.min(0, least)); round++) {
      const middle = (low + high) / 2;
      if (norm(shares(middle)) > radius) low = middle;
      else high = middle;
    }
    low = high;
  }
  const chosen = shares(low);
  return gradient.map((_, index) =>
    eigen.vectors.reduce(
      (sum, vector, k) => sum + (chosen[k] as number) * (vector[index] as number),
      0,
    ),
  );
}
