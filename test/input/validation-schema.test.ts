import { expect, describe, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { ValidationFile } from '../../src/input/model/validation-file.ts';
import { readValidation, validationJsonSchema } from '../../src/input/model/validation-schema.ts';

const forecast = { total: 12, mae: 0.5, rmse: 1.25, bias: -0.25, topTenth: 0.5 };
const best = { total: 'bg-nbd', squared: 'bg-nbd', ranking: 'hiatus' } as const;

/** A record as clv validate writes it, of one model and one rule. */
const sound: ValidationFile = {
  schema: 'clv.validation/1',
  timeUnit: 'week',
  holdout: 26,
  interval: 0.9,
  data: {
    source: 'orders.csv',
    sha256: 'a'.repeat(64),
    first: '2024-01-01',
    asOf: '2025-12-31',
    longest: 104,
    currency: 'EUR',
    ledger: null,
  },
  comparison: {
    scores: [
      { name: 'bg-nbd', totalError: 0.1, rmse: 1.25, topTenth: 0.5 },
      { name: 'hiatus', totalError: 0.2, rmse: 1.5, topTenth: 0.6 },
    ],
    best,
    bestRule: { total: 'hiatus', squared: 'hiatus', ranking: 'hiatus' },
    bestModel: 'bg-nbd',
  },
  modelErrors: [{ model: 'bg-nbd', error: 0.12 }],
  origins: [
    {
      until: '2025-07-02',
      to: '2025-12-31',
      customers: 16,
      actual: 16,
      actualAmount: 320.5,
      hiatusDays: 90,
      models: [
        {
          model: 'bg-nbd',
          parameters: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 },
          logLikelihood: -123.5,
          forecast,
          interval: { low: 8, high: 18 },
          outcomeVariance: 10,
          parameterVariance: 2,
          predictedAmount: null,
          classes: [{ x: 0, customers: 16, actual: 1, predicted: 0.75 }],
          calibration: [{ customers: 16, predicted: 0.3, actual: 0.4 }],
          tracking: [{ time: 1, expected: 1.5, actual: 2 }],
          warnings: [
            { code: 'trend', z: 4 },
            { code: 'season', correlation: 0.5 },
          ],
        },
      ],
      rules: [{ name: 'hiatus', ...forecast }],
    },
  ],
};

function problemsAfter(change: (file: Record<string, never>) => void): string[] {
  const file = structuredClone(sound) as unknown as Record<string, never>;
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
    expect(readValidation(JSON.stringify(sound), 'validation.json')).toEqual(sound);
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
