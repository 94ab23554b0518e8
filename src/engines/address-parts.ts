import { InputError } from '../errors.ts';

/** The variables that a program is started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Stands for a host that is not named; a name that nobody can have. */
const noHost = 'unnamed.invalid';

/** The parts of an address; the environment's words in it are not yet put in. */
export function urlOf(text: string): URL {
  try {
    // An address may leave the host to its parameters, as for a socket in a folder.
    return new URL(text.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[/?]|$)/i, `$1${noHost}`));
  } catch {
    throw new InputError(
      '--engine must be like postgres://user@host:5432/database, got what is no address; write %40 for @ in a name, and a port up to 65535',
    );
  }
}

export function addressParameters(
  url: URL,
  known: readonly string[],
): Readonly<Record<string, string>> {
  for (const name of url.searchParams.keys()) {
    if (known.includes(name)) continue;
    // What stands there may be part of a password with a ? in it, so it is not repeated.
    const remedy = /pass/i.test(name)
      ? 'name the password in the environment'
      : 'write %3F for ? in a name';
    throw new InputError(
      `the address in --engine may have ${known.join(', ')} after the ?, got another word; ${remedy}`,
    );
  }
  return Object.fromEntries(url.searchParams);
}

/** The parts of the path, each with its signs decoded. */
export function partsOf(url: URL, most: number): string[] {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  if (parts.length > most) {
    throw new InputError(
      `the path in --engine must have ${most === 1 ? 'one name' : 'two names'} at most, got ${parts.length}`,
    );
  }
  return parts.map(decoded);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InputError('--engine must write % as %25, got it alone');
  }
}

/** A word, or the one that the environment has under the name behind the dollar sign. */
export function wordOf(text: string, what: string, env: Environment): string | undefined {
  if (text === '') return undefined;
  const word = decoded(text);
  const [, , name] = /^\$(\{?)([A-Z_][A-Z0-9_]*)\}?$/.exec(word) ?? [];
  if (name === undefined) return word;
  const value = env[name];
  if (value === undefined || value === '') {
    throw new InputError(
      `the ${what} in --engine must be in the environment as ${name}, got nothing there; export it`,
    );
  }
  return value;
}

export function passwordOf(url: URL, env: Environment): string | undefined {
  if (url.password === '') return undefined;
  const isName = /^\$([A-Z_][A-Z0-9_]*|\{[A-Z_][A-Z0-9_]*\})$/.test(decoded(url.password));
  if (isName) return wordOf(url.password, 'password', env);
  const name = url.protocol === 'trino:' ? 'TRINO_PASSWORD' : 'PGPASSWORD';
  throw new InputError(
    `--engine must name where the password is, got a password, which all users of this machine can see; write '$${name}' in its place, within single quotes, or leave it out and set ${name}`,
  );
}

export const hostPart = (url: URL): string =>
  url.hostname === noHost ? '' : decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');

export function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InputError(`the port must be from 1 to 65535, got ${text}`);
  }
  return port;
}

/** Whether what is sent stays on this machine. */
export const isNear = (host: string): boolean =>
  host.startsWith('/') || /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
