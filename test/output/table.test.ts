import { describe, expect, test } from 'vitest';
import type { Grid } from '../../src/output/grid.ts';
import { terminalTable } from '../../src/output/table.ts';

const asIs = { width: undefined, strong: (text: string) => text };

const segments = {
  header: ['Segment', 'Customer lifetime value (CLV)'],
  groups: [
    [
      ['nl', '600.00'],
      ['be', '58.00'],
    ],
  ],
  numbers: [false, true],
};

const report = {
  groups: [[['Years', '3.00', 'years']], [['CLV', '600.00', '']]],
  numbers: [false, true, false],
};

/** The columns that a text takes in a terminal: East Asian characters take two. */
function columns(text: string): number {
  return (
    Array.from(text).length +
    (text.match(/[\u3000-\u9FFF\uAC00-\uD7AF\uFF01-\uFF60]/g)?.length ?? 0)
  );
}

describe('a table for a terminal', () => {
  test('sets numbers right and breaks a heading into lines', () => {
    expect(terminalTable(segments, asIs)).toBe(
      [
        '┌─────────┬────────────────┐',
        '│ Segment │       Customer │',
        '│         │ lifetime value │',
        '│         │          (CLV) │',
        '├─────────┼────────────────┤',
        '│ nl      │         600.00 │',
        '│ be      │          58.00 │',
        '└─────────┴────────────────┘',
        '',
      ].join('\n'),
    );
  });

  test('sets groups apart, needs no heading, and leaves out a group without lines', () => {
    expect(terminalTable({ ...report, groups: [...report.groups, []] }, asIs)).toBe(
      [
        '┌───────┬────────┬───────┐',
        '│ Years │   3.00 │ years │',
        '├───────┼────────┼───────┤',
        '│ CLV   │ 600.00 │       │',
        '└───────┴────────┴───────┘',
        '',
      ].join('\n'),
    );
  });

  test('sets its headings off, and nothing else', () => {
    const table = terminalTable(segments, { width: undefined, strong: (text) => `*${text}*` });
    expect(table.match(/\*[^*]*\*/g)?.[0]).toBe('*Segment*');
    expect(table).not.toContain('*nl*');
  });

  test('is a table as long as it fits, and else a list of lines', () => {
    // The table above is 28 columns wide.
    expect(terminalTable(segments, { ...asIs, width: 28 })).toBe(terminalTable(segments, asIs));
    expect(terminalTable(segments, { ...asIs, width: 27 })).toBe(
      [
        'Segment: nl',
        'Customer lifetime value (CLV): 600.00',
        '',
        'Segment: be',
        'Customer lifetime value (CLV): 58.00',
        '',
      ].join('\n'),
    );
  });

  test('is a list that tells no empty cell, and no name where there is none', () => {
    const grid: Grid = {
      header: ['', 'value', 'n', ''],
      numbers: [false, true, true, false],
      groups: [
        [
          ['Revenue', '63.10', '', ''],
          ['Frequency', '1.33', '792', 'per year'],
        ],
      ],
    };
    expect(terminalTable(grid, { ...asIs, width: 10 })).toBe(
      'Revenue\nvalue: 63.10\n\nFrequency\nvalue: 1.33\nn: 792\nper year\n',
    );
  });

  test('is a list with the note in brackets where it has no heading', () => {
    const explained = {
      numbers: [false, false],
      groups: [
        [],
        [
          ['Source', 'a long one'],
          ['', 'that goes on'],
        ],
      ],
    };
    expect(terminalTable(explained, { ...asIs, width: 10 })).toBe(
      'Source: a long one\n  that goes on\n',
    );
    expect(terminalTable(report, { ...asIs, width: 10 })).toBe(
      'Years: 3.00 (years)\n\nCLV: 600.00\n',
    );
  });

  test('keeps its frame straight around wide East Asian characters', () => {
    const groups = [
      [
        ['日本', '1.00'],
        ['한국어', '2.00'],
        ['Ａ', '3.00'],
        ['nl', '4.00'],
      ],
    ];
    const lines = terminalTable({ ...segments, groups }, asIs)
      .trimEnd()
      .split('\n');
    expect(new Set(lines.map(columns)).size).toBe(1);
  });

  test.each([
    ['colours', '\u001B[31mred', String.raw`\u001b[31mred`],
    ['a bell', 'a\u0007b', String.raw`a\u0007b`],
    ['a control sequence of one byte', '\u009B31mred', String.raw`\u009b31mred`],
    ['a carriage return', 'a\rb', String.raw`a\rb`],
    ['a line end', 'a\nCLV: 9', String.raw`a\nCLV:`],
    ['a delete', 'a\u007Fb', String.raw`a\u007fb`],
  ])('shows %s in a label or a heading, as a table and as a list', (_, text, harmless) => {
    const grid = { header: ['x', text], groups: [[['1', text]]], numbers: [false, false] };
    for (const width of [80, 1]) {
      const drawn = terminalTable(grid, { ...asIs, width });
      expect(drawn.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      expect(drawn).toContain(harmless);
    }
    expect(terminalTable(grid, { ...asIs, width: 1 }).split('\n')).toHaveLength(3);
  });
});
