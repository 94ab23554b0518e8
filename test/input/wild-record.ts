import * as fc from 'fast-check';
import { inputNames, quantityNames } from '../../src/quantities.ts';

/** Keys that a record may hold: known, misspelt, those of every object, and any other. */
const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...inputNames) },
  fc.constantFrom<string>(...quantityNames, 'timing', 'period', 'basis', 'horizon', 'byYear'),
  fc.constantFrom('frq', 'AVG', 'unit-cost', 'constructor', 'toString', '__proto__', '', 'name'),
  fc.string(),
);

/** Values that a record may hold: what is valid somewhere, what is valid nowhere, any JSON. */
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 0.5, 1, 2, 12, 50) },
  fc.constantFrom(-1, 101, 1e300, -1e300, 2 ** 53),
  { weight: 3, arbitrary: fc.constantFrom('0.5', '42%', '1', '12', '50,5', '1.234,5', '1.234') },
  fc.constantFrom('-3', '', ' ', 'abc', '0x10', 'NaN', '1e400', '1e17', '200%'),
  fc.constantFrom(
    '4/year',
    '5%/month',
    '5%  per mo',
    '1/week',
    '18 months',
    '3y',
    '3/',
    '3:1',
    '3:2',
  ),
  fc.constantFrom('start', 'mid', 'end', 'year', 'quarter', 'month', 'week'),
  fc.jsonValue(),
);

/** An average that is empty, beside what it follows from or not. */
const withoutAverage = fc.record(
  {
    avg: fc.constantFrom(null, ''),
    revenue: fc.constantFrom(-300, '-300', null),
    orders: fc.constantFrom(4, '4', 0),
    frq: fc.constantFrom(4, 'x'),
  },
  { requiredKeys: ['avg'] },
);

/** Wild records as JSON.parse gives them, so that even `__proto__` is a key of their own. */
export const wildRecord: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => {
      const pairs = entries.map(
        ([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(item)}`,
      );
      return JSON.parse(`{${pairs.join()}}`) as unknown;
    }),
  },
  withoutAverage,
  fc.jsonValue(),
);

export const recordOptions = fc.record({
  decimal: fc.constantFrom('point' as const, 'comma' as const),
  allowUnknown: fc.boolean(),
  cells: fc.boolean(),
});
