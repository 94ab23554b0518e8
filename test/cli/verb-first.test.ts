import { describe, expect, it } from 'vitest';
import { clvInProcess } from './clv.ts';

describe('a verb behind --', () => {
  it.each([
    ['-- check', 'the verb comes first: clv check; see clv --help'],
    ['-- check -q', 'the verb comes first: clv check; see clv --help'],
    ['help -- check', 'the verb comes first: clv check; see clv --help'],
    ['-- -- check', '-- is not a verb of clv; see clv --help'],
    ['--', 'name a verb; see clv --help'],
    [' check', "'' is not a verb of clv; see clv --help"],
  ])('clv %s says %s', async (line, message) => {
    const { stdout, stderr, code } = await clvInProcess(line.split(' '));
    expect([stdout, stderr, code]).toEqual(['', `${message}\n`, 2]);
  });
});
