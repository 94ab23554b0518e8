import type { Objective } from '../math/newton.ts';
import { dot } from '../math/symmetric.ts';
import type { Limit } from './fitted.ts';

/** A parameter, and how it follows from the variable that it is searched with. */
export interface Parameter {
  readonly name: string;
  /** `share`: the variable is ln(p/(1-p)); else it is the logarithm. */
  readonly kind?: 'share';
}

/**
 * How some logarithms follow from fewer variables: a constant for each, and a factor for each
 * variable. A limit of a model is the model with some logarithms far out.
 */
export interface Affine {
  readonly parameters: readonly Parameter[];
  readonly constants: readonly number[];
  readonly factors: readonly (readonly number[])[];
}

/**
 * A limit is computed with parameters this far out: it differs from the limit by less than a
 * double can hold, and no formula here loses digits there.
 */
export const far = Math.log(1e15);

/** A parameter above this, or below its inverse, is none that a person would believe: 1e13. */
export const largest = Math.exp(30);

/** Each logarithm is a variable of its own. */
export function free(...names: readonly string[]): Affine {
  return {
    parameters: names.map((name) => ({ name })),
    constants: names.map(() => 0),
    factors: names.map((_, row) => names.map((_name, column) => +(row === column))),
  };
}

/** A beta distribution without spread: all at `name`. */
export function equalShares(name: string): Affine {
  return {
    parameters: [{ name, kind: 'share' }],
    constants: [far, far],
    factors: [[1], [0]],
  };
}

/** A beta distribution with a share `name` at 1 and the rest at 0. */
export function allOrNothing(name: string): Affine {
  return { ...equalShares(name), constants: [-far, -far] };
}

/** A beta (or gamma) distribution with all at 0. */
export const allZero: Affine = { parameters: [], constants: [-Infinity, 0], factors: [[], []] };

/** One after the other. */
export function joined(first: Affine, second: Affine): Affine {
  return {
    parameters: [...first.parameters, ...second.parameters],
    constants: [...first.constants, ...second.constants],
    factors: [
      ...first.factors.map((row) => [...row, ...second.parameters.map(() => 0)]),
      ...second.factors.map((row) => [...first.parameters.map(() => 0), ...row]),
    ],
  };
}

/** A model, or a limit of it. */
export interface Form {
  readonly limit?: Limit;
  readonly affine: Affine;
}

/** The logarithms at the variables. */
export function lift({ constants, factors }: Affine, variables: readonly number[]): number[] {
  return factors.map((row, index) => (constants[index] as number) + dot(row, variables));
}

/** A function of the logarithms as one of the variables. */
export function inVariables(affine: Affine, objective: Objective): Objective {
  return (variables) => {
    const { value, gradient, hessian } = objective(lift(affine, variables));
    const columns = variables.map((_, index) => affine.factors.map((row) => row[index] as number));
    const products = columns.map((column) => hessian.map((row) => dot(row, column)));
    return {
      value,
      gradient: columns.map((column) => dot(column, gradient)),
      hessian: columns.map((column) => products.map((product) => dot(column, product))),
    };
  };
}

/** Each parameter at the variables. */
export function valuesAt({ parameters }: Affine, variables: readonly number[]): number[] {
  return parameters.map(({ kind }, index) => {
    const variable = variables[index] as number;
    return kind === 'share' ? 1 / (1 + Math.exp(-variable)) : Math.exp(variable);
  });
}

/**
 * The variables at the parameters.
 *
 * @throws RangeError when a parameter is missing or outside its domain
 */
export function variablesAt(
  { parameters }: Affine,
  values: Readonly<Record<string, number>>,
): number[] {
  return parameters.map(({ name, kind }) => {
    const value = values[name] ?? NaN;
    if (!(value > 0 && value < (kind === 'share' ? 1 : Infinity))) {
      const rule = kind === 'share' ? 'above 0 and below 1' : 'above 0';
      throw new RangeError(`${name} must be ${rule}, got ${values[name]}`);
    }
    return kind === 'share' ? Math.log(value / (1 - value)) : Math.log(value);
  });
}
