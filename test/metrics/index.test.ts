import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive } from '../../src/metrics/calculate.ts';
import { exampleOutlook } from '../../src/metrics/example-outlook.ts';
import { metrics } from '../../src/metrics/index.ts';
import { evaluate, type Metric, type Values } from '../../src/metrics/metric.ts';
import {
  brokenRule,
  conventionNames,
  inputNames,
  type Inputs,
  isInputName,
  isQuantityName,
  largestNumber,
  type ModelOutlook,
  type QuantityName,
  reasons,
} from '../../src/quantities.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { period, seeded, timing } from './arbitrary.ts';

/** A valid value of each input: no two of them state the same quantity. */
const sample: Required<Inputs> = {
  avg: 50,
  freq: 4,
  years: 5,
  churn: 0.2,
  retention: 0.8,
  margin: 0.4,
  unitCost: 30,
  discount: 0.1,
  timing: 'mid',
  period: 'quarter',
  cac: 60,
  acquisitionCost: 6_000,
  newCustomers: 100,
  targetRatio: 3,
  revenue: 120_000,
  customers: 800,
  orders: 2_400,
  months: 6,
  newPerYear: 10,
  firstYearOrders: 3.5,
  marketingShare: 0.08,
  model: exampleOutlook,
};

/** The same, and 100 for a metric. */
function sampleOf(name: keyof Values): number | string | ModelOutlook {
  const known: Values = sample;
  return known[name] ?? 100;
}

const named = metrics.map((metric) => [metric.name, metric] as const);
const alternatives = metrics.flatMap((metric) =>
  metric.inputs.map((names) => [metric.name, names.join(', '), metric, names] as const),
);

function metricNamed(name: string): Metric | undefined {
  return metrics.find((metric) => metric.name === name);
}

/** What must be given so that all the names are known. */
function inputsFor(names: readonly string[]): readonly (keyof Inputs)[] {
  return names.flatMap((name) =>
    Object.hasOwn(sample, name)
      ? [name as keyof Inputs]
      : inputsFor(metricNamed(name)?.inputs[0] ?? []),
  );
}

test.each(named)('the worked example of %s gives its stated result', (_, metric) => {
  const { inputs, result, from } = metric.example;
  expect(relativeError(evaluate(metric, inputs) ?? NaN, result)).toBeLessThan(rounding);
  expect(from).not.toBe('');
});

test.each(named)('%s says its formula and its source in terms of quantities', (_, metric) => {
  expect(metric.formula).not.toBe('');
  expect(metric.source).not.toBe('');
  expect(isQuantityName(metric.name)).toBe(true);
  const known = new Set<string>([...conventionNames, 'model']);
  const unknown = metric.inputs.flat().filter((name) => !isQuantityName(name) && !known.has(name));
  expect(unknown).toEqual([]);
});

test('each metric is in the list once', () => {
  const names = metrics.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(alternatives)('%s from %s reads nothing else', (_, __, metric, names) => {
  const values = Object.fromEntries(names.map((name) => [name, sampleOf(name)]));
  const read = new Set<string | symbol>();
  const spy = new Proxy(values, {
    get: (target, name) => (read.add(name), Reflect.get(target, name) as unknown),
    has: (target, name) => (read.add(name), Reflect.has(target, name)),
  });
  expect(metric.compute(spy as Values)).toEqual(expect.any(Number));
  const allowed = new Set<string | symbol>(metric.inputs.flat());
  expect([...read].filter((name) => !allowed.has(name))).toEqual([]);
  // Every name of the alternative counts, but for what only says on which basis a value is.
  const basis = names.includes('clvPresent')
    ? ['marginPerYear']
    : names.includes('modelClv')
      ? ['margin', 'unitCost']
      : [];
  expect(names.filter((name) => !read.has(name))).toEqual(
    names.filter((name) => basis.includes(name)),
  );
});

test.each(alternatives)('%s comes of %s alone', (name, _, metric, names) => {
  const only = metrics.map((each) => (each === metric ? { ...metric, inputs: [names] } : each));
  const given = Object.fromEntries(inputsFor(names).map((input) => [input, sample[input]]));
  const calculation = derive(given, { metrics: only });
  expect(calculation.metrics).toContain(name);
  expect(calculation.values[name]).toEqual(expect.any(Number));
  expect(calculation.unused).toEqual([]);
});

test.each(named)('%s stands after all that it is computed from', (name, metric) => {
  const before = new Set(metrics.slice(0, metrics.indexOf(metric)).map((each) => each.name));
  const later = metric.inputs
    .flat()
    .filter((each) => metricNamed(each) !== undefined && !before.has(each as QuantityName));
  expect(later).toEqual([]);
  expect(metric.inputs.flat()).not.toContain(name);
});

test('every input is read by a metric, but for what only a check compares', () => {
  const read = new Set<string>(metrics.flatMap(({ inputs }) => inputs.flat()));
  expect(inputNames.filter((name) => !read.has(name))).toEqual(['firstYearOrders']);
});

const wrong = [NaN, Infinity, -Infinity];

test.each(named)('%s refuses what is no number, by name', (_, metric) => {
  for (const name of Object.keys(metric.example.inputs)) {
    if (name === 'timing' || name === 'period' || name === 'model') continue;
    for (const value of wrong) {
      const inputs = { ...metric.example.inputs, [name]: value };
      const rule = isInputName(name) ? brokenRule(name, value) : 'must be a finite number';
      expect(() => evaluate(metric, inputs)).toThrow(
        new RangeError(`${name} ${rule}, got ${value}`),
      );
    }
  }
});

/** Anything from a billionth to the largest number, of either sign, that a domain lets through. */
function anyNumber(name: keyof Values): fc.Arbitrary<number | string | ModelOutlook> {
  if (name === 'model') return fc.constant(exampleOutlook);
  if (name === 'timing') return timing;
  if (name === 'period') return period;
  const inside = (value: number) => !isInputName(name) || brokenRule(name, value) === undefined;
  const size = fc.double({ min: 1e-9, max: largestNumber, noNaN: true });
  return fc
    .oneof(
      fc.constantFrom(0, 1e-9, 1 - 2 ** -53, 1, largestNumber, -largestNumber),
      fc.double({ min: 1e-9, max: 1, noNaN: true }),
      size,
      size.map((value) => -value),
    )
    .filter(inside);
}

test.each(alternatives)('%s from %s is a number or a reason, never NaN', (_, __, metric, names) => {
  const values = fc.record(Object.fromEntries(names.map((name) => [name, anyNumber(name)])));
  fc.assert(
    fc.property(values, (inputs) => {
      const result = metric.compute(inputs);
      expect(Number.isFinite(result) || Object.hasOwn(reasons, result)).toBe(true);
      expect(evaluate(metric, inputs)).toBe(typeof result === 'string' ? null : result);
    }),
    seeded,
  );
});

test.each(alternatives)(
  '%s from %s refuses to end as NaN or infinite',
  (name, _, metric, names) => {
    const edges = fc.constantFrom(
      0,
      5e-324,
      1e-300,
      1 - 2 ** -53,
      1,
      largestNumber,
      -largestNumber,
    );
    const inside = (each: keyof Values) =>
      edges.filter((value) => !isInputName(each) || brokenRule(each, value) === undefined);
    const values = fc.record(
      Object.fromEntries(
        names.map((each) => [
          each,
          typeof sampleOf(each) === 'number' ? inside(each) : anyNumber(each),
        ]),
      ),
    );
    fc.assert(
      fc.property(values, (inputs) => {
        let outcome: number | null | string;
        try {
          outcome = evaluate(metric, inputs);
        } catch (error) {
          outcome = String(error);
        }
        const refusal = `RangeError: ${name} must be a finite number`;
        const isRefusal = typeof outcome === 'string' && outcome.startsWith(refusal);
        expect(outcome === null || Number.isFinite(outcome) || isRefusal).toBe(true);
      }),
      seeded,
    );
  },
);
