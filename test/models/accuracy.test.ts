import { describe, expect, test } from 'vitest';
import fixture from './accuracy.json' with { type: 'json' };
import type { Buyer } from '../../src/models/buyer.ts';
import type { BuyerModelName } from '../../src/models/buyer-model.ts';
import { logLikelihood } from '../../src/models/fit-buyers.ts';
import { predictor } from '../../src/models/predict-buyer.ts';
import { relativeError } from '../relative-error.ts';

// The numbers of accuracy.json are made by accuracy.py, with 60 digits.

type Point = [parameters: Record<string, number>, buyer: Buyer, log: number, alive: number];

describe.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const)('%s', (model) => {
  const points = fixture[model] as unknown as Point[];

  test.each(points)('the likelihood at %o of %o is %d', (parameters, buyer, expected) => {
    const error = Math.abs(logLikelihood({ model, parameters }, [buyer]) - expected);
    expect(error).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));
  });

  test.each(points)('P(alive) at %o of %o', (parameters, buyer, _log, expected) => {
    const { alive } = predictor({ model, parameters }, { horizon: 1 })(buyer);
    expect(Math.abs(alive - expected)).toBeLessThanOrEqual(model === 'pareto-nbd' ? 1e-12 : 1e-13);
  });
});

type Expected = [BuyerModelName, Record<string, number>, Buyer, horizon: number, expected: number];

test.each(fixture.expected as unknown as Expected[])(
  'purchases of %s at %o of %o within %d are %d',
  (model, parameters, buyer, horizon, expected) => {
    const { purchases } = predictor({ model, parameters }, { horizon })(buyer);
    // Where a customer has left, to have no digits of a probability of 1e-300 is no loss.
    if (expected > 1e-280) expect(relativeError(purchases, expected)).toBeLessThanOrEqual(1e-10);
    else expect(purchases).toBeLessThanOrEqual(1e-270);
  },
);
