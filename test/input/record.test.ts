import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import {
  checkedNumber,
  kindOf,
  readRecord,
  type RecordOptions,
} from '../../src/input/records/record.ts';
import { recordSchema } from '../../src/input/records/record-schema.ts';
import { recordOptions, wildRecord } from './wild-record.ts';

const strict = { decimal: 'point', allowUnknown: false } as const;
const cells = { decimal: 'point', allowUnknown: false, cells: true } as const;
const lenient = { decimal: 'point', allowUnknown: true } as const;

describe('a record', () => {
  test('of numbers is taken as it is', () => {
    expect(readRecord({ avg: 50, freq: 4, years: 3 }, strict)).toEqual({
      inputs: { avg: 50, freq: 4, years: 3 },
      labels: undefined,
    });
  });

  test('of texts is read as numbers, in the decimal sign of its locale', () => {
    expect(readRecord({ avg: '1_234.5', margin: '42%' }, strict)?.inputs).toEqual({
      avg: 1234.5,
      margin: 0.42,
    });
    const comma = { decimal: 'comma', allowUnknown: false } as const;
    expect(readRecord({ avg: '1.234,5' }, comma)?.inputs).toEqual({ avg: 1234.5 });
    expect(readRecord({ avg: '50,5' }, strict)).toBeUndefined();
  });

  test('carries texts under other names along as labels', () => {
    expect(readRecord({ segment: 'nl', avg: 50, note: '' }, strict)).toEqual({
      inputs: { avg: 50 },
      labels: { segment: 'nl', note: '' },
    });
  });

  test('of cells has no labels that are numbers, so that a misspelt header is seen', () => {
    expect(readRecord({ avg: '50', frq: ' 42% ' }, cells)).toBeUndefined();
    expect(readRecord({ avg: '50', frq: '4,5' }, { ...cells, decimal: 'comma' })).toBeUndefined();
    expect(readRecord({ avg: '50', frq: '1e400' }, cells)).toBeUndefined();
    expect(readRecord({ avg: '50', frq: '50 a year' }, cells)?.labels).toEqual({
      frq: '50 a year',
    });
    expect(readRecord({ avg: '50', frq: '4' }, strict)?.labels).toEqual({ frq: '4' });
    expect(readRecord({ avg: '50', id: '007' }, { ...cells, allowUnknown: true })?.labels).toEqual({
      id: '007',
    });
  });

  test('keeps its conventions and drops what is computed anew', () => {
    const record = {
      avg: 50,
      timing: 'mid',
      period: 'month',
      clv: 600,
      basis: 'margin',
      equity: 9,
    };
    expect(readRecord(record, strict)).toEqual({
      inputs: { avg: 50, timing: 'mid', period: 'month' },
      labels: undefined,
    });
  });

  test.each([
    ['a number under an unknown name', { frq: 4 }],
    ['a boolean under an unknown name', { active: true }],
    ['null under an unknown name', { note: null }],
    ['an object under an unknown name', { nested: { avg: 50 } }],
  ])('with %s is carried through only when that is allowed', (_, record) => {
    expect(readRecord(record, strict)).toBeUndefined();
    expect(readRecord(record, lenient)).toEqual({ inputs: {}, labels: record });
  });

  test.each([
    ['a number outside its domain', '{"years":-3}'],
    ['a text outside its domain', '{"churn":"0%"}'],
    ['null for a number', '{"avg":null}'],
    ['a boolean for a number', '{"avg":true}'],
    ['a list for a number', '{"avg":[50]}'],
    ['a number beyond a double', '{"avg":1e400}'],
    ['an unknown timing', '{"timing":"late"}'],
    ['an unknown period', '{"period":"week"}'],
    ['a key named __proto__', '{"__proto__":"x"}'],
  ])('with %s is not taken, whatever is allowed', (_, json) => {
    expect(readRecord(JSON.parse(json), lenient)).toBeUndefined();
  });

  test.each([[null], [[]], [[{ avg: 50 }]], ['avg'], [50], [true]])('must be no %j', (raw) => {
    expect(readRecord(raw, lenient)).toBeUndefined();
  });

  test('is taken exactly where the schema takes it, but for __proto__ that the schema passes over', () => {
    const verdicts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(wildRecord, recordOptions, (raw, options) => {
        const taken = readRecord(raw, options) !== undefined;
        const poisoned = typeof raw === 'object' && raw !== null && Object.hasOwn(raw, '__proto__');
        expect(taken).toBe(schemaFor(options).safeParse(raw).success && !poisoned);
        verdicts[taken ? 'taken' : 'refused']++;
      }),
      { seed: 1, numRuns: 3000 },
    );
    expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(300);
  });
});

const schemas = new Map<string, ReturnType<typeof recordSchema>>();

/** Schemas take longer to make than to use. */
function schemaFor(options: RecordOptions) {
  const key = JSON.stringify(options);
  const schema = schemas.get(key) ?? recordSchema(options);
  schemas.set(key, schema);
  return schema;
}

describe('a checked number', () => {
  test.each([
    ['years', -3, '--years must be at least 0, got -3'],
    ['years', '-3', '--years must be at least 0, got -3'],
    ['newCustomers', 0, '--newCustomers must be above 0, got 0'],
    ['retention', 1, '--retention must be below 1, got 1'],
    ['margin', 42, '--margin must be at most 1, got 42; write 42% or 0.42'],
    ['margin', '42', '--margin must be at most 1, got 42; write 42% or 0.42'],
    ['margin', 101, '--margin must be at most 1, got 101'],
    ['churn', '200%', '--churn must be at most 1, got 200%'],
  ] as const)('%s of %j is refused, saying what to do', (name, value, message) => {
    expect(() => checkedNumber(name, value, 'point', `--${name}`)).toThrow(new InputError(message));
  });

  test('beyond a double is refused without the word Infinity', () => {
    expect(() => checkedNumber('avg', Infinity, 'point', 'avg')).toThrow(
      new InputError(
        'avg must be a number that a double carries exactly, at most 9007199254740991 either way, got a number beyond 1.8e308',
      ),
    );
  });

  test('may lie on a bound that counts as inside', () => {
    expect(checkedNumber('years', 0, 'point', 'years')).toBe(0);
    expect(checkedNumber('churn', '100%', 'point', 'churn')).toBe(1);
    expect(checkedNumber('margin', -5, 'point', 'margin')).toBe(-5);
  });
});

test('a key is of one kind, and an input that is printed too stays an input', () => {
  expect(['customers', 'cac', 'clv', 'equity', 'basis', 'timing', 'period'].map(kindOf)).toEqual([
    'input',
    'input',
    'result',
    'result',
    'result',
    'timing',
    'period',
  ]);
  expect(['won', 'year', 'constructor', '__proto__', ''].map(kindOf)).toEqual(
    Array.from({ length: 5 }),
  );
});
