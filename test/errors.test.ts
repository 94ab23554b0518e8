import { describe, expect, test } from 'vitest';
import { listed, shown } from '../src/errors.ts';

describe('a text in a message', () => {
  test('is quoted where it is empty, has spaces, quotes or control characters', () => {
    expect(shown('')).toBe("''");
    expect(shown('a b')).toBe('"a b"');
    expect(shown('a"b')).toBe(String.raw`"a\"b"`);
    expect(shown('\u001B[31m')).toBe(String.raw`"\u001b[31m"`);
    expect(shown('1.234,5')).toBe('1.234,5');
  });

  test('is cut where it is long', () => {
    expect(shown('x'.repeat(200))).toBe('x'.repeat(200));
    expect(shown('x'.repeat(201))).toBe(`${'x'.repeat(197)}...`);
  });
});

test('names in a message are listed until they are many', () => {
  expect(listed(['nl', 'be'])).toBe('nl, be');
  expect(listed([])).toBe('');
  const many = Array.from({ length: 1000 }, (_, at) => `s${at}`);
  expect(listed(many)).toMatch(/^s0, s1, .* 9\d\d more$/);
  expect(listed(many).length).toBeLessThan(220);
});
