import { shown } from '../../errors.ts';
import type { ModelFile } from '../../input/model/model-file.ts';
import { readModel } from '../../input/model/model-schema.ts';
import { readDocument } from './open.ts';

/**
 * Read the model file that a person named.
 *
 * @throws InputError when there is none, or it is no sound model
 */
export function openModel(file: string): ModelFile {
  const name = shown(file);
  return readModel(readDocument(file, name, '; clv fit writes one'), name);
}
