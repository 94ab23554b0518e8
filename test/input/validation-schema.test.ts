import { expect, describe, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readValidation, validationJsonSchema } from '../../src/input/model/validation-schema.ts';
import { validationFile } from './validation-file.ts';

function problemsAfter(change: (file: Record<string, never>) => void): string[] {
  const file = structuredClone(validationFile) as unknown as Record<string, never>;
  change(file);
  try {
    readValidation(JSON.stringify(file), 'validation.json');
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
  return [];
}

describe('a validation', () => {
  it('is read as it was written', () => {
    expect(readValidation(JSON.stringify(validationFile), 'validation.json')).toEqual(
      validationFile,
    );
  });

  it.each<[string, (file: Record<string, never>) => void]>([
    [
      'schema must be clv.validation/1; validate anew with this clv',
      (file) => Object.assign(file, { schema: 'clv.validation/2' }),
    ],
    [
      'it has an unknown key; write it with clv validate',
      (file) => Object.assign(file, { more: 1 }),
    ],
    [
      'holdout must be above 0; write it with clv validate',
      (file) => Object.assign(file, { holdout: 0 }),
    ],
    [
      'interval must be below 1; write it with clv validate',
      (file) => Object.assign(file, { interval: 90 }),
    ],
    [
      'modelErrors.0.error must be at least 0; write it with clv validate',
      (file) => Object.assign(file, { modelErrors: [{ model: 'bg-nbd', error: -1 }] }),
    ],
    [
      'origins must have a holdout; write it with clv validate',
      (file) => Object.assign(file, { origins: [] }),
    ],
    [
      'origins must all be of the models that modelErrors has; write it with clv validate',
      (file) => Object.assign(file, { modelErrors: [{ model: 'mbg-nbd', error: 0.1 }] }),
    ],
  ])('is refused where %s', (problem, change) => {
    expect(problemsAfter(change)).toEqual([`validation.json: ${problem}`]);
  });

  it('is refused as a model, and where it is no object', () => {
    for (const text of ['{"schema":"clv.model/1"}', 'null', '[]']) {
      expect(() => readValidation(text, 'it.json')).toThrow(
        'it.json: schema must be clv.validation/1; validate anew with this clv',
      );
    }
  });

  it('has a JSON Schema that describes it', () => {
    expect(validationJsonSchema()).toMatchObject({
      description: 'Models that clv validate held against what came after: aggregates only.',
      additionalProperties: false,
    });
  });
});
