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

/** @throws InputError when it is no address of a Postgres */
export function postgresAddress(url: URL, env: Environment): PostgresAddress {
  const given = addressParameters(url, ['host', 'sslmode', 'sslrootcert']);
  const host = hostPart(url) || given['host'] || env['PGHOST'] || 'localhost';
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
