import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRecord } from '../../src/input/records/record.ts';
import { explainRecord, recordJsonSchema } from '../../src/input/records/record-schema.ts';
import { inputNames } from '../../src/quantities.ts';
import { recordOptions, wildRecord } from './wild-record.ts';

const strict = { decimal: 'point', allowUnknown: false } as const;

function problemsOf(json: string): readonly string[] {
  return explainRecord(JSON.parse(json), strict).problems;
}

describe('the problems of a record', () => {
  test.each([
    ['{"avg":"abc"}', 'avg must be a number such as 1234.5, got abc'],
    ['{"avg":null}', 'avg must be a number, got null; leave the key out'],
    ['{"avg":{"value":50}}', String.raw`avg must be a number, got "{\"value\":50}"`],
    ['{"years":-3}', 'years must be at least 0, got -3'],
    ['{"margin":42}', 'margin must be at most 1, got 42; write 42% or 0.42'],
    ['{"avg":"42%"}', 'avg must be a number without a percent sign, got 42%'],
    ['{"timing":"late"}', 'timing must be one of start, mid, end, got late'],
    ['{"period":7}', 'period must be one of year, quarter, month, got 7'],
    ['{"__proto__":1}', '__proto__ must not be the name of a key; rename it'],
    [
      '{"active":true}',
      'active must be a text to be a label, got true; --allow-unknown carries it through',
    ],
    ['[1]', 'a record must be a JSON object, got [1]'],
    ['null', 'a record must be a JSON object, got null'],
  ])('%s: %s', (json, problem) => {
    expect(problemsOf(json)).toEqual([problem]);
  });

  test.each(['{"years":-1e300}', '{"margin":1e300}', '{"years":1e400}', '{"avg":"1e400"}'])(
    'of %s are one, though it breaks two rules',
    (json) => {
      expect(problemsOf(json)).toHaveLength(1);
    },
  );

  test('are all told at once, in the order of the vocabulary', () => {
    expect(problemsOf('{"zip":1234,"years":-1,"avg":"x","timing":"late"}')).toEqual([
      'avg must be a number such as 1234.5, got x',
      'years must be at least 0, got -1',
      expect.stringMatching(/^timing must be one of /),
      expect.stringMatching(/^zip is not a name that clv knows, got 1234; --allow-unknown/),
    ]);
  });

  test('are told in the words of the caller', () => {
    const { problems } = explainRecord({ unitCost: -1 }, strict, () => '--unit-cost');
    expect(problems).toEqual(['--unit-cost must be at least 0, got -1']);
  });

  test.each([
    ['frq', 'freq'],
    ['AVG', 'avg'],
    ['unitcost', 'unitCost'],
    ['unit-cost', 'unitCost'],
    ['acquisition_cost', 'acquisitionCost'],
    ['maragin', 'margin'],
    ['retension', 'retention'],
  ])('suggest for %s the name %s', (key, name) => {
    expect(problemsOf(JSON.stringify({ [key]: 4 }))).toEqual([
      `${key} is not a name that clv knows, got 4; did you mean ${name}?; --allow-unknown carries it through`,
    ]);
  });

  test.each(['zip', 'shoeSize', 'x'])('suggest nothing for %s', (key) => {
    expect(problemsOf(JSON.stringify({ [key]: 4 }))).toEqual([
      `${key} is not a name that clv knows, got 4; --allow-unknown carries it through`,
    ]);
  });

  test('are at least one, each once, for every record that is not taken', () => {
    let refused = 0;
    fc.assert(
      fc.property(wildRecord, recordOptions, (raw, options) => {
        if (readRecord(raw, options) !== undefined) return;
        refused++;
        const { problems } = explainRecord(raw, options);
        expect(problems.length).toBeGreaterThan(0);
        expect(new Set(problems).size).toBe(problems.length);
      }),
      { seed: 2, numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});

describe('the JSON Schema', () => {
  const schema = recordJsonSchema() as {
    readonly $schema: string;
    readonly type: string;
    readonly required?: unknown;
    readonly additionalProperties: unknown;
    readonly properties: Readonly<
      Record<string, { readonly anyOf?: readonly object[]; readonly description?: string }>
    >;
  };

  test('is one of an object under draft 2020-12 that requires nothing', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.type).toBe('object');
    expect(schema.required).toBeUndefined();
    expect(schema.additionalProperties).toEqual({ type: 'string' });
  });

  test('says of every input its bounds as a number, its pattern as a text, and what it is', () => {
    for (const name of inputNames) {
      expect(schema.properties[name]).toEqual({
        anyOf: [
          expect.objectContaining({ type: 'number' }),
          { type: 'string', maxLength: 2000, pattern: expect.any(String) as unknown },
          // What clv prints without a value, it also reads.
          ...(name === 'avg' ? [{ type: 'null' }] : []),
        ],
        description: expect.any(String) as unknown,
      });
    }
    expect(schema.properties['churn']?.anyOf?.[0]).toEqual({
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
    });
  });

  test('has a pattern that any reader of JSON Schema takes for the grammar of a number', () => {
    const [, plain] = schema.properties['avg']?.anyOf ?? [];
    const [, text] = schema.properties['margin']?.anyOf ?? [];
    const pattern = new RegExp((text as { readonly pattern: string }).pattern, 'u');
    expect(['50', '1_234.5', '.5', '42%', '1e3'].every((good) => pattern.test(good))).toBe(true);
    expect(new RegExp((plain as { readonly pattern: string }).pattern, 'u').test('42%')).toBe(
      false,
    );
    expect(['', '0x10', 'NaN', '1__2', '1.', '50,5'].some((bad) => pattern.test(bad))).toBe(false);
  });

  test('knows the conventions, and lets results be anything', () => {
    expect(schema.properties['timing']).toMatchObject({ enum: ['start', 'mid', 'end'] });
    expect(schema.properties['period']).toMatchObject({ enum: ['year', 'quarter', 'month'] });
    expect(schema.properties['clv']).toEqual({});
    expect(schema.properties['basis']).toEqual({});
  });
});
