import { InputError } from '../../errors.ts';
import { measuredKind, measuredVersion } from '../../quantities.ts';

/** The version that an older clv wrote. */
const firstVersion = `${measuredKind}1`;

/** @throws InputError that says what to do with a file of another version */
export function assertVersion(schema: unknown): void {
  if (schema === measuredVersion) return;
  if (schema === firstVersion) {
    throw new InputError(
      `the file is of ${firstVersion}, in which freq was of all orders and not of a year; measure the orders again with this clv`,
    );
  }
  throw new InputError(`schema must be ${measuredVersion}; measure the orders again with this clv`);
}

/** Whether a file is one that clv measure wrote, of whatever version. */
export function isMeasured(schema: unknown): boolean {
  return typeof schema === 'string' && schema.startsWith(measuredKind);
}
