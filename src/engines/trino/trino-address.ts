import { InputError } from '../../errors.ts';
import {
  type Environment,
  hostPart,
  isNear,
  addressParameters,
  partsOf,
  passwordOf,
  portOf,
  wordOf,
} from '../address-parts.ts';

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

/** @throws InputError when it is no address of a Trino */
export function trinoAddress(url: URL, env: Environment): TrinoAddress {
  const given = addressParameters(url, ['ssl', 'scratch']);
  const host = hostPart(url);
  if (host === '')
    throw new InputError('--engine must name the host, as in trino://ann@host/hive/shop, got none');
  const isSecure = isSecureBy(given['ssl'], url.port);
  const password = passwordOf(url, env) ?? env['TRINO_PASSWORD'];
  if (password !== undefined && !isSecure && !isNear(host)) {
    throw new InputError(
      `a password must not cross plain http to ${host}, got one; add ?ssl=true to the address`,
    );
  }
  const user = userOf(url, env);
  const [catalog, schema] = plainPartsOf(url);
  return {
    kind: 'trino',
    origin: originOf(host, url.port, isSecure),
    user,
    password,
    mayAsk: isSecure,
    catalog,
    schema,
    scratch: scratchOf(given['scratch']),
  };
}

function isSecureBy(ssl: string | undefined, port: string): boolean {
  if (ssl === undefined) return port === '443';
  if (ssl === 'true' || ssl === 'false') return ssl === 'true';
  throw new InputError('ssl must be true or false, got another word');
}

/** The signs that a header may carry. */
const plain = /^[\x21-\x7e]+$/;

function userOf(url: URL, env: Environment): string {
  const user = wordOf(url.username, 'user', env) ?? env['TRINO_USER'] ?? env['USER'] ?? '';
  if (plain.test(user) && !user.includes(':')) return user;
  throw new InputError(
    `--engine must name a user in plain letters, as in trino://ann@host, got ${user === '' ? 'none' : 'other signs'}`,
  );
}

/** The catalog and the schema, as far as they are named. */
function plainPartsOf(url: URL): string[] {
  const parts = partsOf(url, 2);
  const other = parts.find((name) => !plain.test(name));
  if (other === undefined) return parts;
  throw new InputError(
    `the catalog and the schema in --engine must be plain letters, got ${other}; name them with --table instead`,
  );
}

function originOf(host: string, port: string, isSecure: boolean): string {
  const scheme = isSecure ? 'https' : 'http';
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return new URL(`${scheme}://${bracketed}:${portOf(port || (isSecure ? '443' : '8080'))}`).origin;
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
