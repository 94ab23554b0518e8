import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Assumptions } from '../../check/assumptions.ts';
import { InputError } from '../../errors.ts';
import { readAssumptions } from '../../input/assumptions.ts';
import { decoded, readAssumptionFile } from './assumption-file.ts';
import type { Host } from '../process/host.ts';

/**
 * Read assumptions from a file, or from a git revision as in `main:clv.yaml`.
 *
 * @throws InputError
 */
export function readRevision(host: Host, name: string, interval: number): Promise<Assumptions> {
  const isRevision = /^[^:]+:./.test(name) && !existsSync(name);
  return isRevision ? readFromGit(name, interval) : readAssumptionFile(host, name, interval);
}

async function readFromGit(name: string, interval: number): Promise<Assumptions> {
  // What starts with a dash would be a flag of git.
  if (name.startsWith('-')) {
    throw new InputError(`a revision must be one such as main:clv.yaml, got ${name}`);
  }
  const { execFile } = await import('node:child_process');
  try {
    const { stdout } = await promisify(execFile)('git', ['cat-file', 'blob', name], {
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    });
    return readAssumptions(decoded(stdout, name), name, interval);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { stderr, code } = error as { readonly stderr?: Buffer; readonly code?: unknown };
    const said = stderr?.toString('utf8').trim().split('\n')[0] ?? '';
    throw new InputError(
      code === 'ENOENT'
        ? `${name} must be a file that exists, or git must be there to look for a revision, got neither`
        : `${name} must be a file or a revision that exists, got neither: git says ${said}`,
    );
  }
}
