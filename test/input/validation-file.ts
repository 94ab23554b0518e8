import type { ValidationFile } from '../../src/input/model/validation-file.ts';

const forecast = { total: 12, mae: 0.5, rmse: 1.25, bias: -0.25, topTenth: 0.5 };
const best = { total: 'bg-nbd', squared: 'bg-nbd', ranking: 'hiatus' } as const;

/** A record as clv validate writes it, of one model and one rule. */
export const validationFile: ValidationFile = {
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
