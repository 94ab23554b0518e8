import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, shown } from '../../errors.ts';
import { type Destination, destinationOf } from './destination.ts';
import type { Host } from './host.ts';

/** A text and where it goes. */
export interface Output {
  readonly text: string;
  /** The path; undefined or `-` is stdout. */
  readonly file: string | undefined;
  /** The same as a person wrote it. */
  readonly name: string | undefined;
  /** What a message calls it. */
  readonly subject: string;
  /** What such a file is often called. */
  readonly example: string;
}

/**
 * Write several texts: all files are opened before anything is written, and the files are there
 * before stdout says so.
 *
 * @param source a file that none of them may replace
 * @param what the source is
 * @throws InputError when one of them cannot be written
 */
export async function writeAll(
  host: Host,
  outputs: readonly Output[],
  source: string,
  what: string,
): Promise<void> {
  assertApart(outputs, [source], what);
  const filesFirst = outputs.toSorted(
    (one, other) => Number(isStdout(one)) - Number(isStdout(other)),
  );
  const open: { readonly text: string; readonly destination: Destination }[] = [];
  for (const { text, file, subject } of filesFirst) {
    open.push({ text, destination: await destinationOf(host, file, subject) });
  }
  for (const { text, destination } of open) {
    await destination.write(text);
    await destination.finish();
  }
}

function isStdout({ file }: Pick<Output, 'file'>): boolean {
  return file === undefined || file === '-';
}

/**
 * @param what the sources are
 * @throws InputError when two go to one file, or one over a source
 */
export function assertApart(
  outputs: readonly Omit<Output, 'text'>[],
  sources: readonly string[],
  what: string,
): void {
  const read = new Set(sources.filter((source) => source !== '-').map(realFile));
  const seen = new Set<string>();
  for (const output of outputs) {
    if (output.file === undefined || isStdout(output)) continue;
    const { subject, example, name = output.file } = output;
    const file = realFile(output.file);
    if (read.has(file)) {
      throw new InputError(
        `${subject} must be another file than ${what}, got ${shown(name)}; name one such as ${example}`,
      );
    }
    if (seen.has(file)) {
      throw new InputError(`${subject} must be a file of its own, got ${shown(name)} twice`);
    }
    seen.add(file);
  }
}

function realFile(file: string): string {
  return existsSync(file) ? realpathSync(file) : resolve(file);
}
