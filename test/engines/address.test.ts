import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/engines/address.ts';
import { InputError } from '../../src/errors.ts';

const env = { USER: 'ann' };

function said(text: string, environment: Record<string, string> = env): string {
  try {
    addressOf(text, environment);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('an address of Postgres', () => {
  it('has what it names', () => {
    expect(
      addressOf(
        'postgres://bob@db.example:5433/my%20shop?sslmode=verify-ca&sslrootcert=ca.pem',
        env,
      ),
    ).toEqual({
      kind: 'postgres',
      host: 'db.example',
      port: 5433,
      user: 'bob',
      database: 'my shop',
      password: undefined,
      tls: 'verify-ca',
      authority: 'ca.pem',
    });
  });

  it('has the rest from the variables of Postgres', () => {
    const variables = {
      PGHOST: '/run/postgresql',
      PGPORT: '6000',
      PGUSER: 'carl',
      PGPASSWORD: 'p',
      PGDATABASE: 'shop',
      PGSSLMODE: 'require',
    };
    expect(addressOf('postgres://', variables)).toMatchObject({
      host: '/run/postgresql',
      port: 6000,
      user: 'carl',
      password: 'p',
      database: 'shop',
      tls: 'verify-full',
    });
    expect(addressOf('postgresql://', env)).toMatchObject({
      host: 'localhost',
      port: 5432,
      user: 'ann',
      database: 'ann',
      tls: 'disable',
    });
    expect(addressOf('postgres://h', env)).toMatchObject({ tls: 'verify-full' });
    expect(addressOf('postgres://[::1]/d', env)).toMatchObject({ host: '::1', tls: 'disable' });
  });

  it.each(['$SECRET', '${SECRET}', '%24SECRET'])('names its password as %s', (name) => {
    const secret = { SECRET: 'p@ss:word/' };
    expect(addressOf(`postgres://ann:${name}@h/d`, secret)).toMatchObject({
      password: 'p@ss:word/',
    });
    expect(said(`postgres://ann:${name}@h/d`, {})).toBe(
      'the password in --engine must be in the environment as SECRET, got nothing there; export it',
    );
  });
});

describe('an address of Trino', () => {
  it('has what it names', () => {
    expect(
      addressOf('trino://bob@trino.example/hive/shop?ssl=true&scratch=hive.tmp', {
        TRINO_PASSWORD: 'p',
      }),
    ).toEqual({
      kind: 'trino',
      origin: 'https://trino.example',
      user: 'bob',
      password: 'p',
      mayAsk: true,
      catalog: 'hive',
      schema: 'shop',
      scratch: ['hive', 'tmp'],
    });
    expect(addressOf('trino://h', env)).toMatchObject({
      origin: 'http://h:8080',
      user: 'ann',
      mayAsk: false,
    });
    expect(addressOf('trino://h:443', env)).toMatchObject({ origin: 'https://h' });
    expect(addressOf('trino://[::1]:8081', env)).toMatchObject({ origin: 'http://[::1]:8081' });
  });

  it('sends a password over TLS or to this machine, and nowhere else', () => {
    const secret = { USER: 'ann', TRINO_PASSWORD: 'secret-word' };
    expect(said('trino://h', secret)).toBe(
      'a password must not cross plain http to h, got one; add ?ssl=true to the address',
    );
    expect(said('trino://127.0.0.1.example', secret)).toContain('must not cross plain http');
    expect(said('trino://localhost', secret)).toBe('nothing');
    expect(said('trino://127.0.0.1:9', secret)).toBe('nothing');
    expect(said('trino://h?ssl=true', secret)).toBe('nothing');
  });
});

it('a file of DuckDB', () => {
  expect(addressOf('duckdb:shop.db', env)).toEqual({ kind: 'duckdb', file: 'shop.db' });
  expect(addressOf('duckdb:///a/b.db', env)).toEqual({ kind: 'duckdb', file: '/a/b.db' });
  expect(said('duckdb://a/b.db', env)).toContain('must name the file');
});

it('a socket in a folder', () => {
  expect(addressOf('postgres://ann@/shop?host=/run/postgresql', env)).toMatchObject({
    host: '/run/postgresql',
    database: 'shop',
    tls: 'disable',
  });
});

it.each([
  'postgres://ann:12?s3cret@db/shop',
  'postgres://ann:?s3cret@db/shop',
  'postgres://db/shop?s3cret=1',
  'postgres://db/shop?sslmode=require;password=s3cret',
  'postgres://ann:s3cret@db/shop',
  'trino://ann%3As3cret@db',
  'trino://db?ssl=s3cret',
  'duckdb:postgres://ann:s3cret@db',
  'mysql://ann:s3cret@db',
])('what may be a password is never repeated: %s', (address) => {
  const message = said(address, env);
  expect(message).not.toBe('nothing');
  expect(message).not.toContain('s3cret');
});

it.each([
  ['', '--engine must be postgres://…, trino://… or duckdb:file, got no such address'],
  ['mysql://a:secret@h/d', '--engine must be postgres://…, trino://… or duckdb:file, got mysql:…'],
  ['duckdb:', '--engine must name the file, as in duckdb:shop.db, got none'],
  [
    'postgres://h:99999/d',
    '--engine must be like postgres://user@host:5432/database, got what is no address; write %40 for @ in a name, and a port up to 65535',
  ],
  ['postgres://h/a/b', 'the path in --engine must have one name at most, got 2'],
  ['postgres://h/%', '--engine must write % as %25, got it alone'],
  [
    'postgres://h/d?sslmode=maybe',
    'sslmode must be disable, no-verify, require, verify-ca or verify-full, got another word',
  ],
  [
    'postgres://h/d?password=x',
    'the address in --engine may have host, sslmode, sslrootcert after the ?, got another word; name the password in the environment',
  ],
  ['trino:///hive', '--engine must name the host, as in trino://ann@host/hive/shop, got none'],
  ['trino://h/a/b/c', 'the path in --engine must have two names at most, got 3'],
  ['trino://h?ssl=yes', 'ssl must be true or false, got another word'],
  ['trino://h?scratch=hive', 'scratch must be a catalog and a schema, such as hive.tmp, got hive'],
  [
    'trino://%E5%90%8D@h',
    '--engine must name a user in plain letters, as in trino://ann@host, got other signs',
  ],
  [
    'trino://h/%E5%90%8D',
    'the catalog and the schema in --engine must be plain letters, got 名; name them with --table instead',
  ],
])('refuses %j', (text, message) => {
  expect(said(text)).toBe(message);
});

it('a password in the address is refused and not repeated, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('postgres', 'trino'),
      fc.string({ minLength: 8, unit: fc.constantFrom(...'abcXYZ019$%@:/?#[]{} "\\é'.split('')) }),
      (scheme, password) => {
        const message = said(`${scheme}://ann:${encodeURIComponent(password)}@h/d`, {});
        expect(message).not.toBe('nothing');
        if (/^\$([A-Z_][A-Z0-9_]*|\{[A-Z_][A-Z0-9_]*\})$/.test(password))
          expect(message).toContain('in the environment');
        else {
          expect(message).toContain('must name where the password is');
          expect(message).not.toContain(password);
        }
        // As it stands it may be no address; it is not told either way.
        const raw = said(`${scheme}://ann:${password}@h/d`, {});
        if (!/^\$[A-Z{]/.test(password)) expect(raw.includes(password)).toBe(false);
      },
    ),
  );
});
