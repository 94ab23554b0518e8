import { closeSync, constants, fstatSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import type { InputFormat } from '../../input/format.ts';
import type { Bytes } from '../../input/text.ts';
import { type Host, readAll } from '../process/host.ts';
import { openWhenReady } from '../process/open.ts';
import { inputFormatOf, type InputOptions } from '../options.ts';

/** Where records come from. */
export interface Source {
  readonly bytes: Bytes;
  readonly format: InputFormat | undefined;
  /** The file, or undefined for stdin. */
  readonly file: string | undefined;
}

/**
 * The file that was named, or stdin.
 *
 * @returns undefined where there is neither: no file was named and stdin is a terminal
 * @throws InputError when the file cannot be read
 */
export function sourceOf(host: Host, { input, inputFormat }: InputOptions): Source | undefined {
  if (input === undefined || input === '-') {
    const bytes = host.stdin();
    if (bytes !== undefined) return { bytes, format: inputFormat, file: undefined };
    if (input === undefined) return undefined;
    throw new InputError('--input - must have text on stdin, got a terminal; pipe a file into it');
  }
  return { bytes: fileBytes(input), format: inputFormat ?? inputFormatOf(input), file: input };
}

async function* fileBytes(file: string): AsyncGenerator<Uint8Array> {
  const descriptor = await opened(file);
  try {
    yield* readAll(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function opened(file: string): Promise<number> {
  let descriptor: number;
  try {
    descriptor = await openWhenReady(file, constants.O_RDONLY);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === 'ENOENT'
        ? `--input must be a file that exists, got ${file || "''"}`
        : `--input must be a file that can be read, got ${file} (${code})`,
    );
  }
  if (!fstatSync(descriptor).isDirectory()) return descriptor;
  closeSync(descriptor);
  throw new InputError(`--input must be a file, got the directory ${file}`);
}
