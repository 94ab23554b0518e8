import { type Fault, faultError } from '../fault.ts';

export interface TrinoError {
  readonly message: string;
  readonly errorName: string;
  readonly errorType: string;
}

/** An error that Trino reported for a statement, for the driver to put into words. */
export class TrinoRefusal extends Error {
  override readonly name = 'TrinoRefusal';
  readonly error: TrinoError;

  constructor(error: TrinoError) {
    super(`${error.errorName}: ${error.message}`);
    this.error = error;
  }
}

/** What a statement is for. */
export type TrinoPurpose = 'own' | 'given' | 'scratch' | 'store';

/** What the names of Trino's errors mean here. */
const faults: Readonly<Record<string, Fault>> = {
  TABLE_ALREADY_EXISTS: 'taken',
  ALREADY_EXISTS: 'taken',
  TABLE_NOT_FOUND: 'missing',
  COLUMN_NOT_FOUND: 'missing',
  SCHEMA_NOT_FOUND: 'missing',
  CATALOG_NOT_FOUND: 'missing',
  MISSING_SCHEMA_NAME: 'missing',
  MISSING_CATALOG_NAME: 'missing',
  PERMISSION_DENIED: 'denied',
  NOT_SUPPORTED: 'denied',
  EXCEEDED_TIME_LIMIT: 'timeout',
  USER_CANCELED: 'interrupted',
  ADMINISTRATIVELY_KILLED: 'gone',
  ABANDONED_QUERY: 'gone',
  INVALID_CAST_ARGUMENT: 'data',
  INVALID_FUNCTION_ARGUMENT: 'data',
  NUMERIC_VALUE_OUT_OF_RANGE: 'data',
  DIVISION_BY_ZERO: 'data',
};

/** What a statement of ours that Trino does not understand would be called: a bug. */
const bugs =
  /^(SYNTAX_ERROR|TYPE_MISMATCH|TYPE_NOT_FOUND|FUNCTION_NOT_FOUND|AMBIGUOUS_|MISSING_|MISMATCHED_|NESTED_|EXPRESSION_|DUPLICATE_|INVALID_COLUMN_REFERENCE)/;

/** What says where a table should be made that there is no such place. */
const places: ReadonlySet<string> = new Set(['NOT_FOUND', 'SCHEMA_NOT_FOUND', 'CATALOG_NOT_FOUND']);

/** The words of an error; a statement of our own that Trino does not understand is a bug. */
export function trinoInWords(
  error: unknown,
  where: string,
  timeout: number | undefined,
  purpose: TrinoPurpose,
) {
  if (!(error instanceof TrinoRefusal)) return error;
  const { errorName, errorType, message } = error.error;
  const limit = timeout === undefined ? 'the time that the server gives' : `${timeout} s`;
  const said = errorName === 'EXCEEDED_TIME_LIMIT' ? limit : message;
  if (places.has(errorName) && (purpose === 'store' || purpose === 'scratch')) {
    return faultError(purpose === 'store' ? 'noPlace' : 'noScratch', { where, said });
  }
  const named = faults[errorName];
  if (named !== undefined) return faultError(named, { where, said });
  if (errorType === 'INSUFFICIENT_RESOURCES') return faultError('resources', { where, said });
  if (errorType === 'USER_ERROR') {
    if (purpose === 'given') return faultError('missing', { where, said });
    return bugs.test(errorName) ? error : faultError('refused', { where, said });
  }
  return faultError('gone', { where, said: `${errorName}: ${said}` });
}
