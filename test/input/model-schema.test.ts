import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/cli/files/fitted-model.ts';
import { InputError } from '../../src/errors.ts';
import { modelJsonSchema, readModel } from '../../src/input/model/model-schema.ts';
import { modelFiles } from './model-file.ts';

type Change = (file: Record<string, never>) => void;

/** What is wrong with a sound file of clv fit after a change of it. */
function problemsAfter(kind: keyof ReturnType<typeof modelFiles>, change: Change): string[] {
  const file = structuredClone(modelFiles()[kind]) as unknown as Record<string, never>;
  change(file);
  try {
    readModel(JSON.stringify(file), 'model.json');
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
  return [];
}

/** Set what is at a path, or take it away. */
const set =
  (path: string, value?: unknown): Change =>
  (file) => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let inside: Record<string, unknown> = file;
    for (const key of keys) inside = inside[key] as Record<string, unknown>;
    if (value === undefined) delete inside[last];
    else inside[last] = value;
  };

describe('a model file', () => {
  it.each(Object.entries(modelFiles()))(
    'of %s is read as it was written, to the last digit',
    (_, file) => {
      expect(readModel(JSON.stringify(file), 'model.json')).toEqual(file);
    },
  );

  it('has its parameters in the order of the model, also where its keys were sorted', () => {
    const file = modelFiles().buyers;
    const { r = 0, alpha = 0, a = 0, b = 0 } = file.parameters;
    const sorted = { ...file, parameters: { a, alpha, b, r } };
    const { parameters } = readModel(JSON.stringify(sorted), 'model.json');
    expect(Object.keys(parameters)).toEqual(['r', 'alpha', 'a', 'b']);
  });

  it('may be of a limit, which has other parameters', () => {
    const limit = {
      limit: { rates: 'equal', dropout: 'none' },
      parameters: { lambda: 0.1 },
      standardErrors: { lambda: 0.01 },
      covariance: { of: 'logarithms', matrix: [[0.01]] },
    };
    expect(problemsAfter('buyers', (file) => Object.assign(file, limit))).toEqual([]);
  });
});

describe('refused, and nothing of it quoted, is', () => {
  it.each<[string, keyof ReturnType<typeof modelFiles>, Change, string[]]>([
    [
      'another version',
      'buyers',
      set('schema', 'clv.model/2'),
      ['schema must be clv.model/1; fit the model anew with this clv'],
    ],
    [
      'another model',
      'buyers',
      set('model', 'secret'),
      ['model must be one of bg-nbd, mbg-nbd, pareto-nbd, bg-bb, sbg; write it with clv fit'],
    ],
    [
      'an unknown key at the top',
      'buyers',
      set('secret', 1),
      ['it has an unknown key; write it with clv fit'],
    ],
    [
      'an unknown key inside',
      'rounds',
      set('fit.secret', 1),
      ['fit has an unknown key; write it with clv fit'],
    ],
    [
      'a parameter of 0',
      'buyers',
      set('parameters.alpha', 0),
      ['parameters.alpha must be above 0; write it with clv fit'],
    ],
    [
      'a parameter that no fit gives',
      'buyers',
      set('parameters.a', 1e26),
      ['parameters.a must be from 1e-13 to 1e13, as no fit is beyond; write it with clv fit'],
    ],
    [
      'a parameter that is no number',
      'contract',
      set('parameters.a', '0.668'),
      ['parameters.a must be a number; write it with clv fit'],
    ],
    [
      'a parameter of another model',
      'buyers',
      set('model', 'pareto-nbd'),
      [
        'parameters must be those of its model: r, alpha, s, beta; write it with clv fit',
        'standardErrors must be those of its model: r, alpha, s, beta; write it with clv fit',
      ],
    ],
    [
      'a name that no parameter has',
      'contract',
      set('parameters.secret', 'secret'),
      ['parameters has an unknown key; write it with clv fit'],
    ],
    [
      'a parameter that is missing',
      'contract',
      set('parameters.b'),
      ['parameters must be those of its model: a, b; write it with clv fit'],
    ],
    [
      'a limit of another model',
      'contract',
      set('limit', { dropout: 'none' }),
      ['limit.dropout must be one of equal, all-or-nothing; write it with clv fit'],
    ],
    [
      'a covariance of fewer parameters',
      'contract',
      set('covariance.matrix', [[1]]),
      [
        'covariance.matrix must be a covariance of 2 parameters: square, symmetric and without a negative variance; write it with clv fit',
      ],
    ],
    [
      'a covariance that is none',
      'contract',
      set('covariance.matrix', [
        [1, 2],
        [2, 1],
      ]),
      [
        'covariance.matrix must be a covariance of 2 parameters: square, symmetric and without a negative variance; write it with clv fit',
      ],
    ],
    [
      'a spend that cannot be',
      'buyers',
      set('spend.parameters.q', -1),
      ['spend.parameters.q must be above 0; write it with clv fit'],
    ],
    [
      'what nobody can have counted or paid',
      'buyers',
      (file) => {
        set('customers', 1.5)(file);
        set('data.asOf', '2025-13-41')(file);
        set('data.longest', -4)(file);
        set('spend.firstPurchase', -5)(file);
        set('spend.firstPurchaseError', -1)(file);
        set('others.0.model', 'secret')(file);
      },
      [
        'customers must be a whole number; write it with clv fit',
        'data.asOf must be a day as 2025-03-14; write it with clv fit',
        'data.longest must be at least 0; write it with clv fit',
        'others.0.model must be one of bg-nbd, mbg-nbd, pareto-nbd; write it with clv fit',
        'spend.firstPurchase must be at least 0; write it with clv fit',
        'spend.firstPurchaseError must be at least 0; write it with clv fit',
      ],
    ],
    [
      'all that is wrong at once',
      'rounds',
      (file) => {
        set('customers', 0)(file);
        set('data.asOf', 'yesterday')(file);
        set('round', 'week')(file);
        set('warnings', [{ code: 'other' }])(file);
      },
      [
        'customers must be above 0; write it with clv fit',
        'warnings.0.code must be a warning that is known; write it with clv fit',
        'data.asOf must be a day as 2025-03-14; write it with clv fit',
        'round must be one of year, quarter, month; write it with clv fit',
      ],
    ],
  ])('%s', (_, kind, change, messages) => {
    expect(problemsAfter(kind, change)).toEqual(
      messages.map((message) => `model.json: ${message}`),
    );
  });

  it.each([
    ['no JSON', '{"schema":', 'model.json is not JSON: expected a value at column 11'],
    ['a list', '[]', 'model.json: schema must be clv.model/1; fit the model anew with this clv'],
    ['null', 'null', 'model.json: schema must be clv.model/1; fit the model anew with this clv'],
  ])('%s', (_, text, message) => {
    expect(() => readModel(text, 'model.json')).toThrow(message);
  });
});

it('refused is a file that is not there', () => {
  expect(() => openModel('nowhere/model.json')).toThrow(
    'nowhere/model.json does not exist; clv fit writes one',
  );
});

it('the JSON Schema has the three kinds of models, and no key beside theirs', () => {
  const { $schema, oneOf = [] } = modelJsonSchema() as {
    $schema: string;
    oneOf?: { additionalProperties: boolean; required: string[] }[];
  };
  expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(oneOf).toHaveLength(3);
  for (const kind of oneOf) {
    expect(kind.additionalProperties).toBe(false);
    expect(kind.required).toContain('covariance');
  }
});
