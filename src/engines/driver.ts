import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../errors.ts';

/**
 * Load a driver, which is no part of clv.
 *
 * @param need what needs it, as `clv measure needs DuckDB`
 * @throws InputError when it is not installed where clv is, with the command that helps there
 */
export async function driver<T>(load: () => Promise<T>, name: string, need: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const { folder, command } = packagesAround(import.meta.dirname);
    const isAbsent = message.includes(`'${name}'`);
    const [said = ''] = message.split('\n');
    throw new InputError(
      `${need}, which ${isAbsent ? `is not in ${folder}` : `does not load: ${said}`}; ${command} ${name}`,
    );
  }
}

/**
 * The folder of packages that clv is in, and the command that installs one there. A project has a
 * package.json beside that folder; where packages are installed for all there is none.
 *
 * @param own a folder of clv
 */
export function packagesAround(own: string): { readonly folder: string; readonly command: string } {
  const [, root = topOf(own), pnpm] =
    /^(.*?)[\\/]node_modules[\\/](?:(\.pnpm)[\\/].*[\\/]node_modules[\\/])?clv(?:[\\/]|$)/.exec(
      own,
    ) ?? [];
  const folder = join(root, 'node_modules');
  if (!existsSync(join(root, 'package.json'))) return { folder, command: 'npm install -g' };
  const quoted = /^[\w./:\\-]+$/.test(root) ? root : `"${root}"`;
  const command = pnpm === undefined ? 'npm install --prefix' : 'pnpm add --dir';
  return { folder, command: `${command} ${quoted}` };
}

/** The top of a checkout, where clv is not installed. */
function topOf(own: string): string {
  const above = dirname(own);
  return above === own || existsSync(join(own, 'package.json')) ? own : topOf(above);
}
