import { InputError } from '../../errors.ts';
import { parseHorizon } from '../../input/grammar/horizon-text.ts';
import type { Horizon } from '../../quantities.ts';
import type { Setup } from '../setup.ts';

export interface ModelFlags {
  readonly model?: string;
  readonly horizon?: string;
}

/** A model file, and how far to look ahead with it. */
export interface ModelOptions {
  readonly file: string;
  readonly horizon: Horizon;
}

export function addModelFlags({ heading, value }: Setup): void {
  heading('Model:');
  value('--model <file>', 'a model of clv fit: what a new customer is worth');
  value('--horizon <time>', 'how far it looks: 5y, 12mo, 52w or lifetime; a bare number is years');
}

/** @throws InputError where one of the two is given without the other */
export function readModelFlags({ model, horizon }: ModelFlags): ModelOptions | undefined {
  if (model === undefined && horizon === undefined) return undefined;
  if (model === undefined) {
    throw new InputError('--horizon needs --model; add the model file, such as --model model.json');
  }
  if (horizon === undefined) {
    throw new InputError('--model needs --horizon; add how far to look, such as --horizon 5y');
  }
  if (model === '') throw new InputError("--model must name a file, got ''");
  return { file: model, horizon: parseHorizon(horizon, '--horizon') };
}
