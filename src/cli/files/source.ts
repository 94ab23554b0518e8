import { InputError } from '../../errors.ts';
import type { InputFormat } from '../../input/records/format.ts';
import type { Bytes } from '../../input/records/text.ts';
import { inputFormatOf, type InputOptions } from '../flags/result-flags.ts';
import type { Host } from '../process/host.ts';
import { bytesOfFile } from './open.ts';

/** Where records come from. */
export interface RecordSource {
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
export function sourceOf(
  host: Host,
  { input, inputFormat }: InputOptions,
): RecordSource | undefined {
  if (input === undefined || input === '-') {
    const bytes = host.stdin();
    if (bytes !== undefined) return { bytes, format: inputFormat, file: undefined };
    if (input === undefined) return undefined;
    throw new InputError('--input - must have text on stdin, got a terminal; pipe a file into it');
  }
  return {
    bytes: bytesOfFile(input, `--input ${input || "''"}`),
    format: inputFormat ?? inputFormatOf(input),
    file: input,
  };
}
