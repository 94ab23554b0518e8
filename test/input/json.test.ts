import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { parseJson } from '../../src/input/records/json-document.ts';
import { jsonFault } from '../../src/input/records/json-fault.ts';

/** Whether a fault is found where, and only where, JSON.parse finds one. */
function isRightAbout(json: string): boolean {
  const fault = jsonFault(json);
  if (fault?.problem.startsWith('has a key twice') === true) {
    // What precedes is sound: only an object that is open may follow it.
    return json.slice(0, fault.at).trimEnd().endsWith(',');
  }
  let isJson = true;
  try {
    JSON.parse(json);
  } catch {
    isJson = false;
  }
  return isJson === (fault === undefined);
}

describe('JSON', () => {
  test('is read as JSON.parse reads it, __proto__ and all', () => {
    const text = ' {"avg": 5e1, "tags": ["a", null, {"b": true}], "__proto__": 1}\r\n';
    expect(JSON.stringify(parseJson(text, 'input'))).toBe(JSON.stringify(JSON.parse(text)));
  });

  test.each([
    ['', 'a value at column 1'],
    [' \n', 'a value at column 1'],
    ['NaN', 'a value at column 1'],
    ['hunter2', 'a value at column 1'],
    ['{avg: 50}', 'a key in double quotes or } at column 2'],
    ['{"avg": 50,}', 'a key in double quotes at column 12'],
    ['{"avg" 50}', 'a colon at column 8'],
    ['{"avg": 1_000}', 'a comma or } at column 10'],
    ['{"avg": 01}', 'a comma or } at column 10'],
    ['{"avg":}', 'a value at column 8'],
    ['{"avg": -}', 'a value at column 9'],
    ['{"avg": 5', 'a comma or } at column 10'],
    ['[1,]', 'a value at column 4'],
    ['[,1]', 'a value or ] at column 2'],
    ['[1 2]', 'a comma or ] at column 4'],
    ['[1}', 'a comma or ] at column 3'],
    ['1 2', 'nothing more at column 3'],
    ['["hunter2]', 'a double quote at column 11'],
    ['["hun\tter2"]', 'a double quote at column 6'],
    [String.raw`["\x41"]`, 'an escape that JSON has at column 3'],
    [String.raw`["\u00g1"]`, 'an escape that JSON has at column 3'],
    ['{\n  "token": hunter2\n}', 'a value at line 2, column 12'],
    ['\u00a01', 'a value at column 1'],
  ])('must not be %j, and a message gives the place and quotes nothing', (text, expected) => {
    expect(() => parseJson(text, 'input')).toThrow(
      new InputError(`input is not JSON: expected ${expected}`),
    );
  });

  test('has a fault where, and only where, JSON.parse finds one', () => {
    const sign = fc.constantFrom(
      ...'{ } [ ] , : " \\ 0 - 1 . e + a t u /'.split(' '),
      ' ',
      '\n',
      'true',
      'null',
      '"a":',
      '\u2028',
      '\0',
    );
    const changed = fc
      .tuple(fc.json(), fc.nat(), fc.nat({ max: 3 }), fc.array(sign, { maxLength: 3 }))
      .map(([json, at, length, signs]) => {
        const start = at % (json.length + 1);
        return json.slice(0, start) + signs.join('') + json.slice(start + length);
      });
    const text = fc.oneof(
      changed,
      fc.array(sign).map((signs) => signs.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (json) => {
        expect(isRightAbout(json)).toBe(true);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test.each([
    ['an object', '{"avg":50,"avg":60}', 11],
    ['an object, with the same value', '{"avg":50,"avg":50}', 11],
    ['a nested object', '{"a":{"b":[{"avg":1,"freq":2,"avg":3}]}}', 30],
    ['an object in an array', '[{"x":1},{"y":1,"y":2}]', 17],
    ['an object that comes after a nested one', '{"a":{"b":1},"c":2,"a":3}', 20],
    ['an object whose first is an object', '{"a":{"b":1,"c":2},"a":3}', 20],
    ['an escaped spelling', String.raw`{"avg":50,"\u0061vg":60}`, 11],
    ['a key that is __proto__', '{"__proto__":1,"__proto__":2}', 16],
    ['an object with colons in its texts', '{"a":"x:y","a":"{:}"}', 12],
    ['a key that ends on a backslash', String.raw`{"a\\":1,"a\\":2}`, 10],
    ['an empty key', '{"":1,"":2}', 7],
  ])('with a key twice in %s is refused', (_, text, column) => {
    expect(() => parseJson(text, 'the line')).toThrow(
      new InputError(`the line has a key twice in one object, the second time at column ${column}`),
    );
  });

  test.each([
    ['colons in texts', '{"url":"https://a.example:80","note":"a: b"}'],
    ['colons and braces in keys', '{"a:b":1,"{a":2,"}":3,"a":{"a:b":4}}'],
    ['texts that look like keys', String.raw`{"a":"\"b\":1,\"b\":2","b":":"}`],
    ['texts that end on a backslash', String.raw`{"a":":\\","b":"\\"}`],
    ['the same key in other objects', '[{"a":":"},{"a":{"a":{"a":1}}}]'],
    ['keys that differ in case', '{"a":":","A":1}'],
  ])('with %s has no key twice', (_, text) => {
    expect(parseJson(text, 'input')).toEqual(JSON.parse(text));
  });

  test('may hold a text of many megabytes', () => {
    const note = 'a:'.repeat(8_000_000);
    expect(parseJson(`{"note":"${note}"}`, 'input')).toEqual({ note });
  });

  test.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s in each other is read 100 deep and refused beyond, however deep', (_, open, close) => {
    const nested = (depth: number) =>
      `${open.repeat(depth)}${open === '[' ? '' : '1'}${close.repeat(depth)}`;
    expect(parseJson(nested(100), 'input')).toEqual(JSON.parse(nested(100)));
    for (const depth of [102, 100_000]) {
      expect(() => parseJson(nested(depth), 'input')).toThrow(
        new InputError('input must be nested at most 100 deep, got a deeper one'),
      );
    }
  });
});
