import { eigenOf, type Matrix } from '../../math/symmetric.ts';
import { brokenParameterRule, parametersOf } from '../../models/parameters.ts';
import type { KeptSpend, ModelFile } from './model-file.ts';

/** What a schema cannot say: all that is impossible in a model file, a sentence each. */
export function problemsOfFit(file: ModelFile): string[] {
  const spend = 'spend' in file && file.spend ? problemsOf(file.spend, 'spend.') : [];
  return [...problemsOf(file, ''), ...spend];
}

function problemsOf(kept: ModelFile | KeptSpend, before: string): string[] {
  const parameters = parametersOf(kept);
  const names = parameters.map(({ name }) => name);
  const problems = namesProblems(kept, names, before);
  if (problems.length > 0) return problems;
  for (const parameter of parameters) {
    const rule = brokenParameterRule(parameter, kept.parameters[parameter.name] ?? NaN);
    if (rule !== undefined) problems.push(`${before}parameters.${parameter.name} ${rule}`);
  }
  if (!isCovariance(kept.covariance.matrix, names.length)) {
    problems.push(
      `${before}covariance.matrix must be a covariance of ${names.length} parameters: square, symmetric and without a negative variance`,
    );
  }
  return problems;
}

/** Parameters and their errors go by name. */
function namesProblems(
  { parameters, standardErrors }: ModelFile | KeptSpend,
  names: readonly string[],
  before: string,
): string[] {
  return Object.entries({ parameters, standardErrors }).flatMap(([key, values]) =>
    Object.keys(values).toSorted().join(' ') === names.toSorted().join(' ')
      ? []
      : [`${before}${key} must be those of its model: ${names.join(', ')}`],
  );
}

/** A file with its parameters in the order of the covariance, whatever sorted its keys. */
export function inModelOrder(file: ModelFile): ModelFile {
  if (!('spend' in file) || file.spend === undefined) return ordered(file);
  return { ...ordered(file), spend: ordered(file.spend) };
}

function ordered<Any extends ModelFile | KeptSpend>(kept: Any): Any {
  const names = parametersOf(kept).map(({ name }) => name);
  const inOrder = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(names.map((name) => [name, values[name] as number]));
  return {
    ...kept,
    parameters: inOrder(kept.parameters),
    standardErrors: inOrder(kept.standardErrors),
  };
}

function isCovariance(matrix: Matrix, size: number): boolean {
  if (matrix.length !== size || matrix.some((row) => row.length !== size)) return false;
  const largest = Math.max(...matrix.flat().map(Math.abs));
  const isSymmetric = matrix.every((row, i) =>
    row.every((value, j) => Math.abs(value - (matrix[j]?.[i] ?? NaN)) <= 1e-9 * largest),
  );
  return isSymmetric && eigenOf(matrix).values.every((value) => value >= -1e-9 * largest);
}
