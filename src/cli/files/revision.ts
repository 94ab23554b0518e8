import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Assumptions } from '../../assumptions/assumptions.ts';
import { brief, InputError, shown } from '../../errors.ts';
import { readAssumptions } from '../../input/yaml/assumptions-file.ts';
import { BoundedText, longestDocument } from '../../input/records/text.ts';
import type { Host } from '../process/host.ts';
import { readAssumptionFile } from './assumption-file.ts';

/**
 * A revision of git and a path in it, as in `main:clv.yaml`. What starts like a path or a flag is
 * none, and git knows no path that starts with a slash, so that `C:\clv.yaml` is a file.
 */
const revisionPattern = /^[^-./\\:][^:]*:[^/\\]/;

/**
 * Read assumptions from a file, or from a git revision as in `main:clv.yaml`.
 *
 * @throws InputError
 */
export async function readRevision(
  host: Host,
  name: string,
  interval: number,
): Promise<Assumptions> {
  if (!revisionPattern.test(name)) return readAssumptionFile(host, name, interval);
  const blob = await blobOf(name);
  const isFile = existsSync(name);
  if (blob instanceof InputError) {
    if (isFile) return readAssumptionFile(host, name, interval);
    throw blob;
  }
  if (isFile) {
    // `~0` is the commit itself.
    throw new InputError(
      `${name} is both a file and a revision; write ./${name} for the file, or ${name.replace(':', '~0:')} for the revision`,
    );
  }
  const text = new BoundedText(name);
  text.add(blob);
  return readAssumptions(text.text(), name, interval);
}

/** What git keeps under a name, or why it is not to be had. */
async function blobOf(name: string): Promise<Buffer | InputError> {
  const { execFile } = await import('node:child_process');
  try {
    const { stdout } = await promisify(execFile)('git', ['cat-file', 'blob', name], {
      encoding: 'buffer',
      // One byte more shows that the text is too long.
      maxBuffer: longestDocument + 1,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr, code } = error as {
      readonly stdout?: Buffer;
      readonly stderr?: Buffer;
      readonly code?: unknown;
    };
    if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' && stdout !== undefined) return stdout;
    const said = stderr?.toString('utf8').trim().split('\n')[0] ?? '';
    return new InputError(
      code === 'ENOENT'
        ? `${shown(name)} does not exist, and there is no git to look for a revision`
        : `${shown(name)} is neither a file nor a revision; git says: ${brief(said)}`,
    );
  }
}
