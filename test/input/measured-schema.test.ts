import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { recordOfMeasured } from '../../src/input/measured/measured-record.ts';
import { measuredJsonSchema } from '../../src/input/measured/measured-schema.ts';
import { calculate } from '../../src/metrics/calculate.ts';
import { measuredFile } from './measured-file.ts';

/** A sound file with other values at some paths; undefined takes a key away. */
function changed(changes: Readonly<Record<string, unknown>>): unknown {
  const file = measuredFile();
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let inside = file;
    for (const key of keys) inside = inside[key] as Record<string, unknown>;
    if (value === undefined) delete inside[last];
    else inside[last] = value;
  }
  return file;
}

function problems(changes: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    recordOfMeasured(changed(changes), false);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('the record of a measured file', () => {
  test('is its totals and the months that they were counted over', () => {
    expect(recordOfMeasured(measuredFile(), false).record).toEqual({
      revenue: 400,
      customers: 4,
      orders: 8,
      months: 12,
      currency: 'EUR',
    });
  });

  test('gives averageValue, avg and freq as they were measured', () => {
    const totals = fc.record({
      revenue: fc.integer({ min: 1, max: 10 ** 12 }).map((cents) => cents / 100),
      customers: fc.integer({ min: 1, max: 10 ** 7 }),
      orders: fc.integer({ min: 1, max: 10 ** 8 }),
      months: fc.double({ min: 0.01, max: 600, noNaN: true }),
    });
    fc.assert(
      fc.property(totals, ({ revenue, customers, orders, months }) => {
        const measured = {
          averageValue: revenue / customers,
          avg: revenue / orders,
          freq: ((orders / customers) * 12) / months,
        };
        const file = changed({
          'revenue.value': revenue,
          'customers.value': customers,
          'orders.value': orders,
          'window.months': months,
          'averageValue.value': measured.averageValue,
          'avg.value': measured.avg,
          'freq.value': measured.freq,
        });
        const { values } = calculate(recordOfMeasured(file, false).record);
        for (const name of ['averageValue', 'avg', 'freq'] as const) {
          expect(Math.abs((values[name] ?? NaN) / measured[name] - 1)).toBeLessThan(1e-12);
        }
      }),
      { seed: 1 },
    );
  });

  test('lacks what has no value, and takes keys that it does not know', () => {
    expect(
      recordOfMeasured(
        changed({
          'orders.value': null,
          'avg.value': null,
          'freq.value': null,
          shop: [1],
          currency: null,
          preset: undefined,
          averageValue: undefined,
        }),
        false,
      ).record,
    ).toEqual({ revenue: 400, customers: 4, months: 12 });
  });
});

describe('refused is', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'another version',
      { schema: 'clv.measured/9' },
      ['schema must be clv.measured/2; measure the orders again with this clv'],
    ],
    [
      'the version before this one',
      { schema: 'clv.measured/1' },
      [
        'the file is of clv.measured/1, in which freq was of all orders and not of a year; measure the orders again with this clv',
      ],
    ],
    [
      'all that is wrong at once',
      { 'window.months': 0, 'revenue.value': '400', files: {}, customers: undefined },
      [
        'files must be a list; measure the orders anew',
        'window.months must be above 0; measure the orders anew',
        'revenue.value must be a number; measure the orders anew',
        'customers must be an object; measure the orders anew',
      ],
    ],
    [
      'a ledger that does not add up',
      { 'ledger.rows.used': 9 },
      [
        'ledger.rows must add up: read = used + merged + netted + excluded + rejected; measure the orders anew',
      ],
    ],
    [
      'money that does not add up',
      {
        'ledger.money': [
          { currency: 'EUR', read: 9, used: 8, netted: 0, merged: 0, excluded: 0, rejected: 0.5 },
        ],
      },
      [
        'ledger.money.0 must add up: read = used + netted + merged + excluded + rejected; measure the orders anew',
      ],
    ],
    [
      'a day, a hash and a count that are none',
      { 'window.from': '1-1-2025', files: [{ name: 'a', sha256: 'xyz', rows: 1.5 }] },
      [
        'files.0.sha256 must be 64 hexadecimal digits; measure the orders anew',
        'files.0.rows must be a whole number; measure the orders anew',
        'window.from must be a day as 2025-03-14; measure the orders anew',
      ],
    ],
    [
      'a figure that was changed by hand',
      { 'freq.value': 5 },
      ['freq.value does not follow from the totals of its file; measure the orders anew'],
    ],
  ])('%s', (_, changes, messages) => {
    expect(problems(changes)).toEqual(messages);
  });
});

test('the JSON Schema names what must be there', () => {
  expect(measuredJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    required: ['schema', 'files', 'window', 'ledger', 'revenue', 'customers', 'orders'],
    properties: { schema: { const: 'clv.measured/2' } },
  });
});
