import { InputError } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface PostgresAddress {
  readonly kind: 'postgres';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  readonly tls: 'disable' | 'no-verify' | 'verify-ca' | 'verify-full';
  /** The file of the authority that signed the server, where it is not a known one. */
  readonly authority: string | undefined;
}

export interface TrinoAddress {
  readonly kind: 'trino';
  readonly origin: string;
  readonly user: string;
  readonly password: string | undefined;
  /** Whether a person may be asked for a password: only where it would not cross plain http. */
  readonly mayAsk: boolean;
  readonly catalog: string | undefined;
  readonly schema: string | undefined;
  /** The catalog and the schema in which tables may be made for the time of a run. */
  readonly scratch: readonly [string, string] | undefined;
}

interface DuckdbAddress {
  readonly kind: 'duckdb';
  readonly file: string;
}

export type Address = PostgresAddress | TrinoAddress | DuckdbAddress;

/**
 * Read where an engine is. A password is named, `postgres://ann:$PGPASSWORD@db/shop`, never written
 * out, for the list of processes shows what a program was started with. No message repeats it.
 *
 * @throws InputError when it is no address, or a password is in it
 */
export function addressOf(text: string, env: Environment): Address {
  const [, scheme = ''] = /^([a-z]+):/i.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case 'duckdb':
      return duckdbAddress(text.slice('duckdb:'.length));
    case 'postgres':
    case 'postgresql':
      return postgresAddress(urlOf(text), env);
    case 'trino':
      return trinoAddress(urlOf(text), env);
    default:
      // What it was may hold a password, so it is not repeated.
      throw new InputError(
        `--engine must be postgres://…, trino://… or duckdb:file, got ${scheme ? `${scheme}:…` : 'no such address'}`,
      );
  }
}

function duckdbAddress(file: string): DuckdbAddress {
  if (/^[a-z]+:\/\//i.test(file)) {
    throw new InputError(
      '--engine must be one address, got another one behind duckdb:; leave duckdb: out',
    );
  }
  if (file === '' || /^\/\/(?!\/.)/.test(file)) {
    throw new InputError('--engine must name the file, as in duckdb:shop.db, got none');
  }
  return { kind: 'duckdb', file: file.replace(/^\/\/(?=\/)/, '') };
}

/** The parts of an address; the environment's words in it are not yet put in. */
function urlOf(text: string): URL {
  try {
    // An address may leave the host to its parameters, as for a socket in a folder.
    return new URL(text.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[/?]|$)/i, `$1${noHost}`));
  } catch {
    throw new InputError(
      '--engine must be like postgres://user@host:5432/database, got what is no address; write %40 for @ in a name, and a port up to 65535',
    );
  }
}

function postgresAddress(url: URL, env: Environment): PostgresAddress {
  const given = parametersOf(url, ['host', 'sslmode', 'sslrootcert']);
  const host = hostOf(url) || given['host'] || env['PGHOST'] || 'localhost';
  const user = wordOf(url.username, 'user', env) ?? env['PGUSER'] ?? env['USER'] ?? '';
  if (user === '')
    throw new InputError('--engine must name the user, as in postgres://ann@db/shop, got none');
  const database = partsOf(url, 1)[0] ?? env['PGDATABASE'] ?? user;
  const mode = given['sslmode'] ?? env['PGSSLMODE'];
  return {
    kind: 'postgres',
    host,
    port: portOf(url.port || env['PGPORT'] || '5432'),
    user,
    database,
    password: passwordOf(url, env) ?? env['PGPASSWORD'],
    tls: tlsOf(mode, host),
    authority: given['sslrootcert'] ?? env['PGSSLROOTCERT'],
  };
}

/** Far servers must show who they are unless another mode is asked for. */
function tlsOf(mode: string | undefined, host: string): PostgresAddress['tls'] {
  switch (mode) {
    case undefined:
      return isNear(host) ? 'disable' : 'verify-full';
    case 'disable':
    case 'no-verify':
    case 'verify-ca':
    case 'verify-full':
      return mode;
    // As the driver reads it: who asks for TLS gets all of it.
    case 'require':
      return 'verify-full';
    default:
      throw new InputError(
        'sslmode must be disable, no-verify, require, verify-ca or verify-full, got another word',
      );
  }
}

function trinoAddress(url: URL, env: Environment): TrinoAddress {
  const given = parametersOf(url, ['ssl', 'scratch']);
  const host = hostOf(url);
  if (host === '')
    throw new InputError('--engine must name the host, as in trino://ann@host/hive/shop, got none');
  const { ssl } = given;
  if (ssl !== undefined && ssl !== 'true' && ssl !== 'false') {
    throw new InputError('ssl must be true or false, got another word');
  }
  const isSecure = ssl === 'true' || (ssl === undefined && url.port === '443');
  const password = passwordOf(url, env) ?? env['TRINO_PASSWORD'];
  const maySend = isSecure || isNear(host);
  if (password !== undefined && !maySend) {
    throw new InputError(
      `a password must not cross plain http to ${host}, got one; add ?ssl=true to the address`,
    );
  }
  const user = wordOf(url.username, 'user', env) ?? env['TRINO_USER'] ?? env['USER'] ?? '';
  if (!/^[\x21-\x7e]+$/.test(user) || user.includes(':')) {
    throw new InputError(
      `--engine must name a user in plain letters, as in trino://ann@host, got ${user === '' ? 'none' : 'other signs'}`,
    );
  }
  const [catalog, schema] = partsOf(url, 2);
  for (const name of [catalog, schema]) {
    if (name !== undefined && !/^[\x21-\x7e]+$/.test(name)) {
      throw new InputError(
        `the catalog and the schema in --engine must be plain letters, got ${name}; name them with --table instead`,
      );
    }
  }
  const port = portOf(url.port || (isSecure ? '443' : '8080'));
  return {
    kind: 'trino',
    origin: new URL(
      `${isSecure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    ).origin,
    user,
    password,
    mayAsk: isSecure,
    catalog,
    schema,
    scratch: scratchOf(given['scratch']),
  };
}

function scratchOf(text: string | undefined): readonly [string, string] | undefined {
  if (text === undefined) return undefined;
  const [catalog, schema, ...rest] = text.split('.');
  if (!catalog || !schema || rest.length > 0) {
    throw new InputError(
      `scratch must be a catalog and a schema, such as hive.tmp, got ${text || "''"}`,
    );
  }
  return [catalog, schema];
}

function parametersOf(url: URL, known: readonly string[]): Readonly<Record<string, string>> {
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
function partsOf(url: URL, most: number): string[] {
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
function wordOf(text: string, what: string, env: Environment): string | undefined {
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

function passwordOf(url: URL, env: Environment): string | undefined {
  if (url.password === '') return undefined;
  const isName = /^\$([A-Z_][A-Z0-9_]*|\{[A-Z_][A-Z0-9_]*\})$/.test(decoded(url.password));
  if (isName) return wordOf(url.password, 'password', env);
  const name = url.protocol === 'trino:' ? 'TRINO_PASSWORD' : 'PGPASSWORD';
  throw new InputError(
    `--engine must name where the password is, got a password, which all users of this machine can see; write '$${name}' in its place, within single quotes, or leave it out and set ${name}`,
  );
}

/** Stands for a host that is not named; a name that nobody can have. */
const noHost = 'unnamed.invalid';

const hostOf = (url: URL): string =>
  url.hostname === noHost ? '' : decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InputError(`the port must be from 1 to 65535, got ${text}`);
  }
  return port;
}

/** Whether what is sent stays on this machine. */
const isNear = (host: string): boolean =>
  host.startsWith('/') || /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
