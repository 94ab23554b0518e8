import type { CaseModel } from '../../assumptions/case-model.ts';
import type { Located } from '../../assumptions/place.ts';
import { InputError } from '../../errors.ts';
import type { Horizon, ModelOutlook, Period } from '../../quantities.ts';
import { parseHorizon } from '../grammar/horizon-text.ts';
import type { AssumptionsFile, WrittenModel } from './assumptions-schema.ts';
import type { Document } from './yaml.ts';
import type { Path } from './yaml-reader.ts';

/**
 * Reads a model that a file of assumptions names, and looks ahead with it.
 *
 * @throws InputError
 */
export type OpenModel = (
  file: string,
  options: { readonly horizon: Horizon; readonly period: Period | undefined },
) => ModelOutlook;

interface NamedModels {
  readonly byScenario: ReadonlyMap<string, CaseModel>;
  /** That of the file, or else of its models. */
  readonly currency: string | undefined;
  readonly problems: readonly Located[];
}

/** The models of all scenarios: their own, or the one of the file. */
export function modelsOf(
  content: AssumptionsFile,
  scenarios: readonly string[],
  document: Document,
  openModel: OpenModel = notOpened,
): NamedModels {
  const problems: Located[] = [];
  const byScenario = new Map<string, CaseModel>();
  let { currency } = content;
  for (const scenario of scenarios) {
    const own: WrittenModel = content.scenarios?.[scenario] ?? {};
    const path = (key: keyof WrittenModel): Path =>
      own[key] === undefined ? [key] : ['scenarios', scenario, key];
    const file = own.model ?? content.model;
    const horizon = own.horizon ?? content.horizon;
    const problem = (key: keyof WrittenModel, message: string) =>
      problems.push({ place: document.placeOf(path(key)), message });
    if (file === undefined) {
      if (own.horizon !== undefined)
        problem('horizon', 'horizon needs a model; add model: model.json');
      continue;
    }
    if (horizon === undefined) {
      problem('model', 'model needs a horizon; add how far to look, such as horizon: 5y');
      continue;
    }
    try {
      const options = { horizon: parseHorizon(String(horizon), 'horizon'), period: content.period };
      const outlook = openModel(file, options);
      const found = outlook.about.currency;
      currency ??= found;
      if (found !== undefined && found !== currency) {
        problem(
          'model',
          `model ${file} is in ${found}, the file in ${currency}; fit a model in ${currency}`,
        );
      }
      byScenario.set(scenario, { outlook, isOwn: own.model !== undefined });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const message of error.problems) problem('model', message);
    }
  }
  if (content.horizon !== undefined && byScenario.size === 0 && problems.length === 0) {
    problems.push({
      place: document.placeOf(['horizon']),
      message: 'horizon needs a model; add model: model.json',
    });
  }
  return { byScenario, currency, problems };
}

function notOpened(): never {
  throw new Error('a file names a model, and nothing was given to read it with');
}
