import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { parseJson } from '../../src/input/json.ts';

describe('JSON', () => {
  test('is read as JSON.parse reads it', () => {
    const text = ' {"avg": 5e1, "tags": ["a", null, {"b": true}], "__proto__": 1}\r\n';
    expect(JSON.stringify(parseJson(text, 'input'))).toBe(JSON.stringify(JSON.parse(text)));
  });

  test.each([
    ['', '""'],
    ['{avg: 50}', '"{avg: 50}"'],
    ['{"avg": 50,}', '{"avg": 50,}'],
    ['{"avg": 1_000}', '{"avg": 1_000}'],
    ['NaN', 'NaN'],
  ])('must not be %j', (text, got) => {
    const shown = got.startsWith('{') ? JSON.stringify(got) : got;
    expect(() => parseJson(text, 'input')).toThrow(InputError);
    expect(() => parseJson(text, 'input')).toThrow(`input must be JSON, got ${shown}: `);
  });

  test.each([
    ['an object', '{"avg":50,"avg":60}', 'avg'],
    ['an object, with the same value', '{"avg":50,"avg":50}', 'avg'],
    ['a nested object', '{"a":{"b":[{"avg":1,"freq":2,"avg":3}]}}', 'avg'],
    ['an object in an array', '[{"x":1},{"y":1,"y":2}]', 'y'],
    ['an object that comes after a nested one', '{"a":{"b":1},"c":2,"a":3}', 'a'],
    ['an object whose first is an object', '{"a":{"b":1,"c":2},"a":3}', 'a'],
    ['an escaped spelling', String.raw`{"avg":50,"\u0061vg":60}`, 'avg'],
    ['a key that is __proto__', '{"__proto__":1,"__proto__":2}', '__proto__'],
    ['an object with colons in its texts', '{"a":"x:y","a":"{:}"}', 'a'],
    ['a key that ends on a backslash', String.raw`{"a\\":1,"a\\":2}`, String.raw`a\ `.trim()],
    ['an empty key', '{"":1,"":2}', ''],
  ])('with a key twice in %s is refused', (_, text, key) => {
    expect(() => parseJson(text, 'the line')).toThrow(
      new InputError(`the line must give ${key} once, got it twice in one object`),
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
