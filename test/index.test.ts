import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import * as library from '../src/index.ts';
import { InputError } from '../src/errors.ts';

const folder = new URL('../src/metrics/', import.meta.url);

/** The doc comments of the exported functions of the metrics, by the name of the function. */
const docs = new Map(
  readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .flatMap((source) => [
      ...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export function (\w+)/g),
    ])
    .map(([, doc = '', name = '']) => [name, doc] as const),
);

const functions = Object.entries<unknown>(library)
  .filter(([name, value]) => typeof value === 'function' && name !== 'InputError')
  .map(([name]) => name);

test('the library is the metrics, the vocabulary and one error, and no more', async () => {
  const names = Object.keys(library).toSorted().join('\n');
  await expect(`${names}\n`).toMatchFileSnapshot('golden/library.txt');
});

/** Lines `@example expression // result`, as a reader sees them. */
function examplesOf(name: string): readonly (readonly [string, string])[] {
  const lines = docs.get(name)?.matchAll(/@example (.+) \/\/ (.+)/g) ?? [];
  return [...lines].map(([, expression = '', printed = '']) => [expression.trim(), printed.trim()]);
}

/** A result as an example prints it: numbers to the decimals printed there. */
function print(result: unknown, printed: string): string {
  const decimals = /^-?\d+\.(\d+)$/.exec(printed)?.[1]?.length;
  if (typeof result === 'number' && decimals !== undefined) return result.toFixed(decimals);
  return JSON.stringify(result);
}

test.each(functions)('the doc of %s has an example, and it gives what it says', (name) => {
  const examples = examplesOf(name);
  expect(examples.length).toBeGreaterThan(0);
  for (const [expression, printed] of examples) {
    expect(expression).toContain(`${name}(`);
    const result: unknown = runInNewContext(`(${expression})`, { ...library });
    const expected = /^-?[\d.]+$/.test(printed)
      ? printed
      : JSON.stringify(runInNewContext(`(${printed})`));
    expect(print(result, printed)).toBe(expected);
  }
});

test.each(functions)('the doc of %s says what it returns or throws', (name) => {
  expect(docs.get(name)).toMatch(/@throws (RangeError|InputError)/);
});

test('an input error carries its problems, one a line', () => {
  const error = new InputError(['a must be 1, got 2', 'b must be 3, got 4']);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('InputError');
  expect(error.problems).toEqual(['a must be 1, got 2', 'b must be 3, got 4']);
  expect(error.message).toBe('a must be 1, got 2\nb must be 3, got 4');
  expect(new InputError('one').problems).toEqual(['one']);
});
