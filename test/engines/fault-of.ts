import { expect } from 'vitest';
import { InputError } from '../../src/errors.ts';

/** The one line that a person reads when this fails. */
export async function faultOf(failing: Promise<unknown>): Promise<string> {
  const error: unknown = await failing.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error;
  expect(error.problems).toHaveLength(1);
  expect(error.message).toMatch(/^[^\n]{20,400}$/);
  return error.message;
}

/** Ask until it is so, for what another process does in its own time. */
export async function soon(isSo: () => Promise<boolean>, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it was not so within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
