import { dirname, relative, resolve, sep } from 'node:path';
import { InputError } from '../../errors.ts';
import { type Measured, readMeasured } from '../../input/measured/measured-schema.ts';
import { parseJson } from '../../input/records/json-document.ts';
import type { StartingPoint } from '../../output/starter/measured-starter.ts';
import { brokenRule } from '../../quantities.ts';
import { readDocument } from './open.ts';
import { referencesFrom } from './reference.ts';

/** The inputs that orders show. */
const shown = ['avg', 'freq', 'customers', 'newPerYear', 'firstYearOrders'] as const;

/**
 * Read what a file of assumptions starts from.
 *
 * @param from the file of `clv measure`
 * @param file where the assumptions will be, since they name the measured file from there
 * @param isOpen whether they may name a file that is not below their checkout or folder
 * @throws InputError when it is no such file, or holds nothing that can be assumed
 */
export function startingPoint(from: string, file: string, isOpen: boolean): StartingPoint {
  const measured = measuredOf(from);
  referencesFrom(dirname(resolve(file)), isOpen)(resolve(from), `--from ${from}`);
  const path = relative(dirname(resolve(file)), resolve(from))
    .split(sep)
    .join('/');
  if (path.includes('#')) {
    throw new InputError(`--from must have no # in its path, got ${path}; rename it`);
  }
  const inputs = shown.flatMap((name) => {
    const { value, ...interval } = measured[name] ?? { value: null };
    if (value === null) return [];
    const rule = brokenRule(name, value);
    if (rule !== undefined) {
      throw new InputError(`--from ${from}: ${name} ${rule}; measure other orders`);
    }
    return [{ name, value, ...interval }];
  });
  if (inputs.some(({ name }) => name !== 'customers')) return { measured, path, inputs };
  throw new InputError(
    `--from ${from} must hold avg, freq, newPerYear or firstYearOrders, got none; measure the orders anew`,
  );
}

function measuredOf(from: string): Measured {
  const value = parseJson(readDocument(from, `--from ${from || "''"}`), `--from ${from}`);
  try {
    return readMeasured(value);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => `--from ${from}: ${problem}`));
  }
}
