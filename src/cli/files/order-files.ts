import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SourceFile } from '../../engines/duckdb/source-file.ts';
import { InputError, writeError } from '../../errors.ts';
import type { Host } from '../process/host.ts';
import { say } from '../process/say.ts';
import { tidyFile } from './tidy-file.ts';
import { startOf, utf8File } from './utf8-file.ts';

/** What stdin is called, in messages and in what is written. */
const stdinName = 'stdin';

/** A file of orders as it was named, and as the engine can read it. */
export interface OrderFile extends SourceFile {
  /** The bytes as they were given, of which the hash is told. */
  readonly given: string;
  /** The state it was in before it was read; absent where it is gone. */
  readonly state: string | undefined;
}

/** @throws InputError when one is no longer what it was before it was read: rows may be missing */
export function assertUnchanged(files: readonly OrderFile[]): void {
  const changed = files.find(({ given, state }) => state === undefined || stateOf(given) !== state);
  if (changed === undefined) return;
  throw new InputError(
    `${changed.name} was changed or removed while it was measured; measure it again`,
  );
}

function stateOf(file: string): string | undefined {
  try {
    const { dev, ino, size, mtimeNs } = statSync(file, { bigint: true });
    return [dev, ino, size, mtimeNs].join(' ');
  } catch {
    return undefined;
  }
}

/**
 * Make files ready for the engine: stdin is written aside, and text in another encoding than UTF-8
 * is brought to it.
 *
 * @param names the files; `-` is stdin
 * @param folder where what is written aside goes; whoever made it removes it
 * @param skip the lines above the header of each
 * @throws InputError when one is named twice, cannot be read, or is no text
 */
export async function orderFiles(
  host: Host,
  names: readonly string[],
  folder: string,
  { quiet, skip }: { readonly quiet: boolean; readonly skip: number },
): Promise<OrderFile[]> {
  const paths = names.map((name) => (name === '-' ? name : resolve(name)));
  const twice = names.find((_, at) => paths.indexOf(paths[at] ?? '') < at);
  if (twice !== undefined) throw new InputError(`${twice} must be named once, got it twice`);
  const files: OrderFile[] = [];
  for (const [at, name] of names.entries()) {
    const isStdin = name === '-';
    const given = isStdin ? await stdinAside(host, join(folder, 'stdin')) : name;
    const shown = isStdin ? stdinName : name;
    const state = stateOf(given);
    if (startOf(given, 4) === 'PAR1') {
      files.push({ name: shown, given, state, path: given, skip });
      continue;
    }
    const text = await utf8File(given, join(folder, `text-${at}`), shown);
    if (text.encoding !== 'UTF-8' && !quiet) say(host, `${shown} read as ${text.encoding}`);
    const path = await tidyFile(text, join(folder, `tidy-${at}`), shown);
    files.push({ name: shown, given, state, path, skip });
  }
  return files;
}

/** Write stdin to a file: the engine reads it more than once. */
async function stdinAside(host: Host, path: string): Promise<string> {
  const bytes = host.stdin();
  if (bytes === undefined) {
    throw new InputError('- must have orders on stdin, got a terminal; pipe a file into it');
  }
  const descriptor = openSync(path, 'wx');
  let length = 0;
  try {
    for await (const piece of bytes) {
      length += piece.length;
      writeFileSync(descriptor, piece);
    }
  } catch (error) {
    throw writeError(
      error,
      (code) =>
        `the temporary folder must have room for what is piped in, got ${code}; free the disk or set TMPDIR`,
    );
  } finally {
    closeSync(descriptor);
  }
  if (length === 0) {
    throw new InputError(
      '- must have orders on stdin, got nothing; see whether what is piped in went well',
    );
  }
  return path;
}
