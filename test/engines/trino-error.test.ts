import { describe, expect, it } from 'vitest';
import {
  trinoInWords,
  type TrinoPurpose,
  TrinoRefusal,
} from '../../src/engines/trino/trino-error.ts';
import { InputError } from '../../src/errors.ts';

const refusal = (errorName: string, errorType = 'USER_ERROR', message = 'so it is') =>
  new TrinoRefusal({ errorName, errorType, message });

function said(error: unknown, purpose: TrinoPurpose = 'own', timeout?: number): string {
  const found = trinoInWords(error, 'db:8080', timeout, purpose);
  return found instanceof InputError ? found.message : 'a bug';
}

const of = (message: string) => said(refusal('INVALID_SESSION_PROPERTY', 'USER_ERROR', message));

// The names are those of StandardErrorCode in Trino's source.
describe('an error of Trino in words', () => {
  it.each([
    ['TABLE_NOT_FOUND', 'USER_ERROR', 'the table and its columns must be there'],
    ['TABLE_ALREADY_EXISTS', 'USER_ERROR', 'the table to write must not be there yet'],
    ['PERMISSION_DENIED', 'USER_ERROR', 'must be allowed'],
    ['NOT_SUPPORTED', 'USER_ERROR', 'must be allowed'],
    ['INVALID_CAST_ARGUMENT', 'USER_ERROR', 'the values must be what they are read as'],
    ['USER_CANCELED', 'USER_ERROR', 'got an interrupt'],
    ['ADMINISTRATIVELY_KILLED', 'USER_ERROR', 'must stay up to the end'],
    ['INVALID_SESSION_PROPERTY', 'USER_ERROR', 'must carry out what is asked'],
    [
      'EXCEEDED_LOCAL_MEMORY_LIMIT',
      'INSUFFICIENT_RESOURCES',
      'must have room for the statement, got so it is',
    ],
    ['NO_NODES_AVAILABLE', 'INTERNAL_ERROR', 'got NO_NODES_AVAILABLE: so it is'],
    ['HIVE_METASTORE_ERROR', 'EXTERNAL', 'got HIVE_METASTORE_ERROR: so it is'],
  ])('%s of the kind %s', (name, type, words) => {
    expect(said(refusal(name, type))).toContain(words);
  });

  it('is a bug where Trino does not understand a statement of ours, and not one that was given', () => {
    expect(said(refusal('SYNTAX_ERROR'))).toBe('a bug');
    expect(said(refusal('TYPE_MISMATCH'))).toBe('a bug');
    expect(said(refusal('SYNTAX_ERROR'), 'given')).toContain('mend --table or --query');
    expect(said(new TypeError('x is undefined'))).toBe('a bug');
  });

  it('depends on what was asked', () => {
    expect(said(refusal('SCHEMA_NOT_FOUND'))).toContain('the table and its columns');
    expect(said(refusal('SCHEMA_NOT_FOUND'), 'store')).toContain('must have a schema');
    expect(said(refusal('CATALOG_NOT_FOUND'), 'scratch')).toContain('scratch in --engine must be');
  });

  it('says how long a statement was given', () => {
    const late = refusal('EXCEEDED_TIME_LIMIT', 'INSUFFICIENT_RESOURCES');
    expect(said(late, 'own', 5)).toContain('must end each statement within 5 s, got no end');
    expect(said(late)).toContain('within the time that the server gives');
  });

  it('is its first line, without where in a statement that was and without its full stop', () => {
    expect(of('line 1:8: no such thing.\nat io.trino')).toContain('got no such thing; mend');
    expect(of('x'.repeat(300))).toContain(`got ${'x'.repeat(200)}…; mend`);
    expect(of('')).toContain('got nothing; mend');
  });
});
