import { expect, test } from 'vitest';
import { assertInputs, assertValid, evaluate, type Metric } from '../../src/metrics/metric.ts';

const ratio: Metric<{ readonly clv: number; readonly cac: number }> = {
  name: 'ltvCac',
  formula: 'clv / cac',
  source: 'made up',
  inputs: [['clv', 'cac']],
  compute: ({ clv, cac }) => (cac === 0 ? 'cacIsZero' : clv / cac),
  example: { inputs: { clv: 6, cac: 3 }, result: 2, from: 'by hand' },
};

test('a metric is computed from valid inputs', () => {
  expect(evaluate(ratio, { clv: 6, cac: 3 })).toBe(2);
});

test('a reason is null to a caller of the library', () => {
  expect(evaluate(ratio, { clv: 6, cac: 0 })).toBeNull();
});

test('an input is checked against its domain, any other number for being one', () => {
  expect(() => evaluate(ratio, { clv: 6, cac: -1 })).toThrow(
    new RangeError('cac must be at least 0, got -1'),
  );
  expect(() => evaluate(ratio, { clv: NaN, cac: 1 })).toThrow(
    new RangeError('clv must be a finite number, got NaN'),
  );
  expect(() => assertValid('__proto__', Infinity)).toThrow(
    new RangeError('__proto__ must be a finite number, got Infinity'),
  );
  expect(() => assertValid('clv', -1e308)).not.toThrow();
});

test.each([
  ['Infinity', { clv: 1e308, cac: 0.1 }],
  ['-Infinity', { clv: -1e308, cac: 0.1 }],
])('a result of %s is refused', (shown, inputs) => {
  expect(() => evaluate(ratio, inputs)).toThrow(
    new RangeError(`ltvCac must be a finite number, got ${shown}`),
  );
});

test('a result that is NaN, as for a missing input, is refused', () => {
  const careless = { clv: 6 } as { clv: number; cac: number };
  expect(() => evaluate(ratio, careless)).toThrow(
    new RangeError('ltvCac must be a finite number, got NaN'),
  );
});

test('conventions are one of their names, or absent', () => {
  expect(() => assertInputs({ period: 'month', timing: 'mid', months: 6 })).not.toThrow();
  expect(() => assertInputs({ period: undefined, timing: undefined })).not.toThrow();
  expect(() => assertInputs({ period: 'Year' })).toThrow(
    new RangeError('period must be one of year, quarter, month, got Year'),
  );
  expect(() => assertInputs({ period: 12 })).toThrow(
    new RangeError('period must be one of year, quarter, month, got 12'),
  );
  expect(() => assertInputs({ timing: '' })).toThrow(RangeError);
});
