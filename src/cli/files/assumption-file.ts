import type { Assumptions } from '../../assumptions/assumptions.ts';
import { InputError } from '../../errors.ts';
import { readAssumptions } from '../../input/yaml/assumptions-file.ts';
import { wholeText } from '../../input/records/text.ts';
import type { Host } from '../process/host.ts';
import { readDocument } from './open.ts';

/** The file that is read where none is named. */
export const defaultFile = 'clv.yaml';

/**
 * Read and work out an assumptions file; `-` is stdin.
 *
 * @throws InputError
 */
export async function readAssumptionFile(
  host: Host,
  file: string,
  interval: number,
): Promise<Assumptions> {
  if (file !== '-') {
    const hint = file === defaultFile ? '; clv init creates one' : '';
    return readAssumptions(readDocument(file, file || "''", hint), file, interval);
  }
  const bytes = host.stdin();
  if (bytes === undefined) {
    throw new InputError('- must have text on stdin, got a terminal; pipe a file into it');
  }
  return readAssumptions(await wholeText(bytes, 'stdin'), 'stdin', interval);
}
