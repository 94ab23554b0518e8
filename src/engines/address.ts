import { InputError } from '../errors.ts';
import { type Environment, urlOf } from './address-parts.ts';
import { type PostgresAddress, postgresAddress } from './postgres/postgres-address.ts';
import { type TrinoAddress, trinoAddress } from './trino/trino-address.ts';

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
