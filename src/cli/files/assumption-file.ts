import type { Assumptions } from '../../assumptions/assumptions.ts';
import { InputError } from '../../errors.ts';
import { readAssumptions } from '../../input/yaml/assumptions-file.ts';
import { wholeText } from '../../input/records/text.ts';
import type { Host } from '../process/host.ts';
import type { OpenModel } from '../../input/yaml/named-models.ts';
import { readDocument, readPlainDocument } from './open.ts';
import { folderOf, referencesFrom } from './reference.ts';

/** The file that is read where none is named. */
export const defaultFile = 'clv.yaml';

/**
 * Read and work out an assumptions file; `-` is stdin.
 *
 * @param isOpen whether it may name a model outside of its checkout
 * @throws InputError
 */
export async function readAssumptionFile(
  host: Host,
  file: string,
  interval: number,
  isOpen = false,
): Promise<Assumptions> {
  const find = referencesFrom(folderOf(file), isOpen);
  const read = async (text: string, name: string) =>
    readAssumptions(
      text,
      name,
      interval,
      await modelOpenerFor(text, (path, of) => readPlainDocument(find(path, of), of)),
    );
  if (file !== '-') {
    const hint = file === defaultFile ? '; clv init creates one' : '';
    return read(readDocument(file, file || "''", hint), file);
  }
  const bytes = host.stdin();
  if (bytes === undefined) {
    throw new InputError('- must have text on stdin, got a terminal; pipe a file into it');
  }
  return read(await wholeText(bytes, 'stdin'), 'stdin');
}

/** How a text's models are read, loaded where it may name one: by that word, or in escapes. */
export async function modelOpenerFor(
  text: string,
  textOf: (path: string, name: string) => string,
): Promise<OpenModel | undefined> {
  if (!/model|\\/.test(text)) return undefined;
  return (await import('./named-model.ts')).modelOpener(textOf);
}
