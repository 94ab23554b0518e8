import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Assumptions } from '../../check/assumptions.ts';
import { InputError } from '../../errors.ts';
import { readAssumptions } from '../../input/assumptions.ts';
import { wholeText } from '../../input/text.ts';
import type { Host } from '../process/host.ts';

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
  if (file !== '-') return readAssumptions(textOf(file, 'FILE'), file, interval);
  const bytes = host.stdin();
  if (bytes === undefined) {
    throw new InputError('- must have text on stdin, got a terminal; pipe a file into it');
  }
  return readAssumptions(await wholeText(bytes), 'stdin', interval);
}

/**
 * The text of a file.
 *
 * @param subject what a message calls it
 * @throws InputError when it cannot be read, or is no UTF-8
 */
export function textOf(file: string, subject: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const hint = file === defaultFile ? '; clv init writes one' : '';
    throw new InputError(
      code === 'ENOENT'
        ? `${subject} must be a file that exists, got ${file || "''"}${hint}`
        : `${subject} must be a file that can be read, got ${file} (${code})`,
    );
  }
  return decoded(bytes, file);
}

/** @throws InputError when the bytes are no UTF-8 */
export function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(
      `${file} must be UTF-8 text, got other bytes; convert it, as with iconv -t utf-8`,
    );
  }
}

/** A path as the assumptions file says it: from the folder of that file. */
export function besideFile(file: string, path: string): string {
  return resolve(file === '-' ? '.' : dirname(file), path);
}
