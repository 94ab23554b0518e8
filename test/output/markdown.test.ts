import { describe, expect, test } from 'vitest';
import { markdownTable } from '../../src/output/markdown.ts';

describe('a table in Markdown', () => {
  test('has a heading, a rule that sets numbers right, and its groups as one', () => {
    const table = markdownTable({
      header: ['Segment', 'CLV'],
      groups: [[['nl', '600.00']], [['be', '58.00']]],
      numbers: [false, true],
    });
    expect(table).toBe('| Segment | CLV |\n| --- | ---: |\n| nl | 600.00 |\n| be | 58.00 |\n');
  });

  test('has an empty heading where it has none, since Markdown asks for one', () => {
    expect(markdownTable({ groups: [[['CLV', '600.00']]], numbers: [false, true] })).toBe(
      '|  |  |\n| --- | ---: |\n| CLV | 600.00 |\n',
    );
  });

  test.each([
    ['a bar', 'a|b', String.raw`a\|b`],
    ['a backslash', String.raw`a\b`, String.raw`a\\b`],
    ['a backslash before a bar', String.raw`a\|b`, String.raw`a\\\|b`],
    ['a tag', '<img src=x>', '&lt;img src=x>'],
    ['a line end', 'a\nb', String.raw`a\\nb`],
    ['a line end of Windows', 'a\r\nb', String.raw`a\\r\\nb`],
  ])('keeps %s inside its cell', (_, text, cell) => {
    const table = markdownTable({ header: [text], groups: [[[text]]], numbers: [false] });
    expect(table).toBe(`| ${cell} |\n| --- |\n| ${cell} |\n`);
  });
});
