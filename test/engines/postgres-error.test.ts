import { describe, expect, it } from 'vitest';
import {
  postgresInWords,
  type PostgresPurpose,
} from '../../src/engines/postgres/postgres-error.ts';
import { InputError } from '../../src/errors.ts';

/** As the driver throws it: what the server answered has a SQLSTATE, what the line did a word. */
const thrown = (code: string | undefined, message = 'so it is') =>
  Object.assign(new Error(message), { code });

const said = (error: Error, purpose: PostgresPurpose = 'own', connecting = false): string => {
  const found = postgresInWords(error, 'db:5432', { timeout: 5, purpose, connecting });
  return found instanceof InputError ? found.message : 'a bug';
};

// The codes are those of appendix A of the manual of Postgres, and of node's errors.
describe('an error of Postgres in words', () => {
  it.each([
    ['57P01', 'must stay up to the end, got so it is'],
    ['EPIPE', 'must stay up to the end, got so it is'],
    ['57014', 'must end each statement within 5 s'],
    ['42501', 'must be allowed'],
    ['28P01', 'must know the user and the password'],
    ['53100', 'must have room for the statement'],
    ['22P02', 'the values must be what they are read as'],
    ['42P07', 'the table to write must not be there yet'],
    ['XX000', 'must carry out what is asked'],
  ])('%s', (code, words) => {
    expect(said(thrown(code))).toContain(words);
  });

  it('is a bug where it is the grammar of a statement of ours, and not of one that was given', () => {
    expect(said(thrown('42601'))).toBe('a bug');
    expect(said(thrown('42601'), 'given')).toContain('mend --table or --query');
    expect(said(new TypeError('x is undefined'))).toBe('a bug');
  });

  it('depends on what was asked', () => {
    expect(said(thrown('3F000'))).toContain('the table and its columns must be there');
    expect(said(thrown('3F000'), 'store')).toContain('must have a schema that is there');
    const cancelled = 'canceling statement due to user request';
    expect(said(thrown('57014', cancelled))).toContain(`must stay up to the end, got ${cancelled}`);
  });

  it.each([
    ['ECONNREFUSED', 'so it is'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'so it is'],
    ['HOSTNAME_MISMATCH', 'so it is'],
    [undefined, 'Connection terminated unexpectedly'],
    [undefined, 'The server does not support SSL connections'],
  ])('of the line: %s %s', (code, message) => {
    expect(said(thrown(code, message), 'own', true)).toContain('must answer');
    expect(said(thrown(code, message))).toContain('must stay up to the end');
  });

  it('of a certificate, and of a password', () => {
    expect(said(thrown('SELF_SIGNED_CERT_IN_CHAIN'), 'own', true)).toContain('certificate');
    const lacking = 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string';
    expect(said(thrown(undefined, lacking))).toContain('got no password');
  });
});
