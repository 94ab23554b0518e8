import { saidByModel } from '../metrics/beside-model.ts';
import { type InputName, type Inputs, type ModelOutlook } from '../quantities.ts';
import { baseScenario } from './assumptions.ts';
import type { Note } from './note.ts';

/** The model that a scenario looks ahead with. */
export interface CaseModel {
  readonly outlook: ModelOutlook;
  /** Whether the scenario names it itself, so that it takes the place of what it inherits. */
  readonly isOwn: boolean;
}

/** What a scenario inherits, without what its own model says itself. */
export function besideModel<Value>(
  under: ReadonlyMap<InputName, Value>,
  model: CaseModel | undefined,
): ReadonlyMap<InputName, Value> {
  if (model?.isOwn !== true) return under;
  return new Map([...under].filter(([name]) => !saidByModel(name)));
}

/** The conventions of a case, and its model. */
export function withCaseModel(conventions: Inputs, model: CaseModel | undefined): Inputs {
  if (model === undefined) return conventions;
  const { counted } = model.outlook.about;
  const kept = Object.entries(conventions).filter(
    ([name]) =>
      // What a period is has become a part of the outlook.
      !(name === 'period' && counted !== undefined) && !(model.isOwn && saidByModel(name)),
  );
  return { ...Object.fromEntries(kept), model: model.outlook };
}

/** What a reader should know of the model of a scenario: which it is, and what it replaces. */
export function modelNotes(
  scenario: string,
  inherited: Iterable<ReadonlyMap<InputName, unknown>>,
  model: CaseModel | undefined,
): Note[] {
  if (model === undefined) return [];
  const names = new Set([...inherited].flatMap((under) => [...under.keys()].filter(saidByModel)));
  const { about } = model.outlook;
  const place = { scenario: scenario === baseScenario ? null : scenario, segment: null };
  return [
    { kind: 'model', ...place, about },
    ...(model.isOwn && names.size > 0
      ? [{ kind: 'modelReplaces' as const, scenario, segment: null, names: [...names] }]
      : []),
  ];
}
