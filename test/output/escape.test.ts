import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commandMessage,
  commandProperty,
  csvText,
  jsonText,
  markdownText,
  terminalLine,
  xmlText,
} from '../../src/output/escape.ts';
import { csvLine } from '../../src/output/csv.ts';
import { hazardIn, hostileText } from './hostile-text.ts';

const media: readonly [string, (text: string) => string][] = [
  ['a line of a terminal', terminalLine],
  ['JSON', jsonText],
  ['pretty JSON', (text) => jsonText({ [text]: [text] }, 2)],
  ['a cell of CSV', (text) => csvLine([text, text])],
  ['Markdown', markdownText],
  ['XML', xmlText],
];

describe.each(media)('a hostile text in %s', (_, write) => {
  test('moves no cursor and commands no runner', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(hazardIn(write(text))).toBeUndefined();
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('a line of a terminal', () => {
  test.each([
    ['\u001B[31mred', String.raw`\u001b[31mred`],
    ['a\nb\tc\rd', String.raw`a\nb\tc\rd`],
    ['\u0000\u007F\u0085\u009B', String.raw`\u0000\u007f\u0085\u009b`],
    ['\u202Eevil\u2066', String.raw`\u202eevil\u2066`],
    ['a\u2028b\u2029c', String.raw`a\u2028b\u2029c`],
    ['a\u200Bb\uFEFFc\u00ADd', String.raw`a\u200bb\ufeffc\u00add`],
    ['\u{E0041}', String.raw`\udb40\udc41`],
    ['\uD800', String.raw`\ud800`],
    ['::error::x', String.raw`\u003a:error::x`],
    [' \u00A0::error::x', ' \u00A0\\u003a:error::x'],
    ['x ##[group]y', String.raw`x \u0023#[group]y`],
    ['##vso[task.setvariable]', String.raw`\u0023#vso[task.setvariable]`],
    ['##TeamCity[x]', String.raw`\u0023#TeamCity[x]`],
    ['###[x]', String.raw`#\u0023#[x]`],
  ])('shows %j', (text, shown) => {
    expect(terminalLine(text)).toBe(shown);
  });

  test.each(['Zoë', '日本', 'a ## b [c]', 'key: a::b', '❤️', 'C:\\x', '┌─┐ ± €', ''])(
    'leaves %j as it is',
    (text) => {
      expect(terminalLine(text)).toBe(text);
    },
  );

  test('is the same when it is escaped again', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = terminalLine(text);
        expect(terminalLine(once)).toBe(once);
      }),
      { seed: 1 },
    );
  });
});

test('JSON keeps its values, whatever is in them', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (key, text) => {
      const value = Object.fromEntries([[key, [text, { [`${key}a`]: text }]]]);
      expect(JSON.parse(jsonText(value))).toEqual(value);
      expect(JSON.parse(jsonText(value, 2))).toEqual(value);
    }),
    { seed: 1 },
  );
});

describe('a cell of CSV', () => {
  test.each([
    ['  =1+1', "'  =1+1"],
    ['\u00A0=1+1', "'\u00A0=1+1"],
    ['＝1+1', "'＝1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['\n=1+1', String.raw`'\n=1+1`],
    ['a;=1+1', "a;'=1+1"],
    ['a; "=1+1', `a;' "=1+1`],
    ['a\t-1', String.raw`a\t'-1`],
    ['::error::x', "'::error::x"],
    ['##[group]', String.raw`\u0023#[group]`],
  ])('makes %j text', (text, cell) => {
    expect(csvText(text)).toBe(cell);
    expect(parse(csvLine([text, 'end']))).toEqual([[cell, 'end']]);
  });

  test('is no formula where the comma does not separate, as with a German Excel', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        for (const cell of csvLine([one, other, 'end']).split(/[;\t]/)) {
          expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

test.each([
  ['![x](https://evil.example/a.png)', String.raw`!\[x\](https\://evil.example/a.png)`],
  ['[x](javascript:alert(1))', String.raw`\[x\](javascript:alert(1))`],
  ['www.evil.example', String.raw`www\.evil.example`],
  ['<img src=x onerror=1>', '&lt;img src=x onerror=1>'],
  ['a|b', String.raw`a\|b`],
  ['a\\|b', String.raw`a\\\|b`],
  ['*a* _b_ `c` ~~d~~', String.raw`\*a\* \_b\_ \`c\` \~\~d\~\~`],
  ['price_up', 'price_up'],
  ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ['R&D', 'R&D'],
  ['a\nb\u0000\u001B', String.raw`a\\nb\\u0000\\u001b`],
  ['::error::x', String.raw`\::error::x`],
])('Markdown shows %j as it is', (text, written) => {
  expect(markdownText(text)).toBe(written);
});

test('XML has no character that XML 1.0 forbids', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      // Char of XML 1.0 (fifth edition), section 2.2, without the line ends.
      expect(xmlText(text)).toMatch(/^[\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
      expect(xmlText(text)).not.toMatch(/[<>"]/);
    }),
    { seed: 1 },
  );
  expect(xmlText('\uFFFF<a b="c">&')).toBe(String.raw`\uffff&lt;a b=&quot;c&quot;&gt;&amp;`);
});

test('a command of GitHub escapes what its runner reads, and the controls first', () => {
  expect(commandMessage(['50% of ##[x]\n', '\u001B'])).toBe(
    String.raw`50%25 of \u0023#[x]\n%0A\u001b`,
  );
  expect(commandProperty('::a')).toBe('%3A%3Aa');
  expect(commandProperty('a:b,c%\r')).toBe(String.raw`a%3Ab%2Cc%25\r`);
});
