import type { FitResult } from './fit-result.ts';

/** What was fitted, a row for each model and one for the spend: plain values by name. */
export function fitRows(result: FitResult): Record<string, unknown>[] {
  const { file } = result;
  if (result.kind !== 'buyers') return [{ ...rowOf(file), taken: true }];
  const rows: Record<string, unknown>[] = result.compared.map(({ fit, oneYear, fiveYears }) => ({
    ...rowOf(fit),
    oneYear,
    fiveYears,
    taken: fit.model === file.model,
  }));
  const { spend } = result.file;
  if (spend !== undefined) rows.push({ ...rowOf(spend), taken: true });
  return rows;
}

interface Estimated {
  readonly model: string;
  readonly customers: number;
  readonly logLikelihood: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly standardErrors: Readonly<Record<string, number>>;
}

function rowOf({ model, customers, logLikelihood, parameters, standardErrors }: Estimated) {
  const estimates = Object.entries(parameters).flatMap(([name, value]) => [
    [name, value],
    [`${name}Error`, standardErrors[name]],
  ]);
  return { model, customers, logLikelihood, ...Object.fromEntries(estimates) };
}
