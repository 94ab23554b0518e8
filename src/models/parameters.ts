import { bgbbForm } from './bg-bb-form.ts';
import type { BgBbModel } from './bg-bb.ts';
import { buyerForm } from './buyer-form.ts';
import type { BuyerModel } from './buyer-model.ts';
import { largest, type Form, type Parameter } from './form.ts';
import { spendForm, type SpendModel } from './gamma-gamma.ts';
import { sbgForm, type SbgModel } from './sbg.ts';

/** A model or a limit of it, whatever its parameters are. */
export type ModelKind = Pick<BuyerModel | BgBbModel | SbgModel | SpendModel, 'model' | 'limit'>;

/** The parameters that a model has, or a limit of it, in their order. */
export function parametersOf(kind: ModelKind): readonly Parameter[] {
  return formOf(kind).affine.parameters;
}

function formOf({ model, limit }: ModelKind): Form {
  switch (model) {
    case 'bg-bb':
      return bgbbForm(limit);
    case 'sbg':
      return sbgForm(limit);
    case 'gamma-gamma':
      return spendForm(limit);
    case 'bg-nbd':
    case 'mbg-nbd':
    case 'pareto-nbd':
      return buyerForm(model, limit);
  }
}

/** The rule that a parameter breaks, as `must be above 0 and below 1`; none where a fit may give it. */
export function brokenParameterRule({ kind }: Parameter, value: number): string | undefined {
  if (kind === 'share') return value > 0 && value < 1 ? undefined : 'must be above 0 and below 1';
  if (!(value > 0)) return 'must be above 0';
  return value >= 1 / largest && value <= largest
    ? undefined
    : 'must be from 1e-13 to 1e13, as no fit is beyond';
}
