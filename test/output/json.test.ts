import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLine } from '../../src/output/json.ts';

describe('a line of JSON', () => {
  test('keeps the order of its keys, every digit, and null', () => {
    expect(jsonLine({ segment: 'nl', clv: 0.1 + 0.2, ltvCac: null })).toBe(
      '{"segment":"nl","clv":0.30000000000000004,"ltvCac":null}\n',
    );
  });

  test('is one line, whatever its texts hold, and reads back the same', () => {
    const record = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(record, (value) => {
        const line = jsonLine(value);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 1 },
    );
  });
});
