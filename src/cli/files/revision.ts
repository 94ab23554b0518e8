import type { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import type { Assumptions } from '../../assumptions/assumptions.ts';
import { brief, InputError, shown } from '../../errors.ts';
import { readAssumptions } from '../../input/yaml/assumptions-file.ts';
import { BoundedText, longestDocument } from '../../input/records/text.ts';
import type { Host } from '../process/host.ts';
import { modelOpenerFor, readAssumptionFile } from './assumption-file.ts';

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
  const { spawnSync: git } = await import('node:child_process');
  const blob = blobOf(name, git);
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
  const content = text.text();
  const openModel = await modelOpenerFor(content, modelIn(name, git));
  return readAssumptions(content, name, interval, openModel);
}

/** What git keeps under a name, or why it is not to be had. */
function blobOf(name: string, git: typeof spawnSync): Buffer | InputError {
  // One byte more shows that the text is too long.
  const maxBuffer = longestDocument + 1;
  const { stdout, stderr, status, error } = git('git', ['cat-file', 'blob', name], { maxBuffer });
  const fault: NodeJS.ErrnoException | undefined = error;
  const code = fault?.code;
  if (status === 0 || code === 'ENOBUFS') return stdout;
  if (code === 'ENOENT') {
    return new InputError(
      `${shown(name)} does not exist, and there is no git to look for a revision`,
    );
  }
  const said = stderr.toString('utf8').trim().split('\n')[0] ?? '';
  return new InputError(
    `${shown(name)} is neither a file nor a revision; git says: ${brief(said)}`,
  );
}

/** A model that assumptions of a revision name, of the same revision and from their folder. */
function modelIn(revision: string, git: typeof spawnSync) {
  const [, commit = '', file = ''] = /^(.*?):(.*)$/.exec(revision) ?? [];
  return (path: string, name: string): string => {
    const inside = posix.join(posix.dirname(file), path);
    const blob = blobOf(`${commit}:${inside}`, git);
    if (blob instanceof InputError) throw new InputError(`${name} is not in ${shown(commit)}`);
    const text = new BoundedText(name);
    text.add(blob);
    return text.text();
  };
}
