import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { hazardIn, hostileText } from '../output/hostile-text.ts';
import { clvInProcess } from './clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A hostile text in each place where one can come from outside. */
interface Names {
  readonly one: string;
  readonly other: string;
}

/** A name that a segment may have: one that is refused would hide the rest. */
function named(text: string): string {
  return text.replace(/[{},=*\p{Cc}]/gu, '').trim() || 'a';
}

/** A file of assumptions with the names in every text that it may hold. */
function assumptions({ one, other }: Names, avg: number): string {
  return JSON.stringify({
    version: 1,
    inputs: {
      avg: { value: avg, range: `${avg - 5}..${avg + 5}`, source: one, owner: other },
      freq: 4,
      years: 3,
      margin: '40%',
      cac: 60,
    },
    segments: { [named(one)]: {}, [`${named(other)}2`]: { avg: '+8%' } },
    scenarios: { [named(one)]: { avg: '40 to 60' }, [`${named(other)}2`]: { freq: 2 } },
    checks: [
      { warn: 'ltvCac >= 30', because: one, id: other },
      { error: 'p10(ltvCac) >= 30', because: other, id: `${one}2` },
      `ltvCac{segment=${named(one)}} >= 1`,
      `ltvCac{scenario=${named(one)}} >= 30`,
    ],
  });
}

let count = 0;

/** The path of a new file with a hostile name. */
function fileNamed(name: string, content?: string): string {
  const inside = join(folder, String(count++));
  mkdirSync(inside);
  const path = join(inside, name.replaceAll(/[\0/]/g, '').slice(0, 60) || 'a');
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

/** The arguments of a run, and what is piped in. */
type Case = (names: Names, format: string) => readonly [readonly string[], string?];

const numbers = { avg: 50, freq: 4, years: 3, customers: 10 };

const cases: Readonly<Record<string, Case>> = {
  'labels of a record': ({ one, other }, format) => [
    ['calc', '--format', format],
    JSON.stringify({ [one]: other, ...numbers }),
  ],
  'labels of records': ({ one, other }, format) => [
    ['calc', '--format', format],
    JSON.stringify([
      { [one]: other, ...numbers },
      { [one]: one, ...numbers, avg: '45..55' },
    ]),
  ],
  'labels of CSV': ({ one, other }, format) => [
    ['calc', '--format', format],
    [
      ['avg', 'freq', 'years', one],
      [50, 4, 3, other],
    ]
      .map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','))
      .join('\n'),
  ],
  'labels of segments': ({ one, other }, format) => [
    ['equity', '--format', format],
    JSON.stringify([one, other].map((label) => ({ [one]: label, ...numbers }))),
  ],
  'a number under an unknown key': ({ one }) => [['calc'], JSON.stringify({ [one]: 5 })],
  'an unknown key that is kept': ({ one, other }, format) => [
    ['calc', '--allow-unknown', '--format', format],
    JSON.stringify({ ...numbers, [one]: [other, { [other]: one }] }),
  ],
  'a text for a number': ({ one }) => [['calc'], JSON.stringify({ avg: one })],
  'text that is no record': ({ one }) => [['calc', '--input-format', 'json'], one],
  'records that are refused in turn': ({ one, other }) => [
    ['calc', '--keep-going'],
    `${JSON.stringify({ avg: one })}\n${JSON.stringify({ [other]: 1 })}\n`,
  ],
  'a flag for a number': ({ one }) => [['calc', '--avg', one]],
  'a word behind the verb': ({ one }) => [['calc', one]],
  'an unknown flag': ({ one }) => [['calc', `--${one}`]],
  'an unknown verb': ({ one }) => [[one]],
  'a format': ({ one }) => [['calc', '--format', one]],
  'a locale': ({ one }) => [['calc', '--locale', one]],
  'a currency': ({ one }) => [['calc', '--currency', one]],
  'a file of records': ({ one }) => [['calc', '--input', fileNamed(one)]],
  'a name to explain': ({ one }, format) => [['explain', one, '--format', format]],
  'a schema': ({ one }) => [['schema', one]],
  'a shell': ({ one }) => [['completion', one]],
  'a result to write': ({ one }) => [
    ['calc', '--avg', '50', '--freq', '4', '-o', join(folder, 'none', one.replaceAll('\0', ''))],
  ],
  'a file to write': ({ one }) => [['init', fileNamed(one)]],
  'a file to start from': ({ one }) => [['init', fileNamed(one), '--from', fileNamed(one)]],
  'an export to write': ({ one }) => [['demo', fileNamed(one), '--customers', '2']],
  'orders to measure': ({ one }) => [['measure', fileNamed(one)]],
  'an address': ({ one }) => [['measure', '--engine', one, '--table', one]],
  'a report of checks': (names) => [['check', '-', '--draws', '100'], assumptions(names, 50)],
  ...Object.fromEntries(
    ['json', 'junit', 'github', 'markdown'].map((reporter): [string, Case] => [
      `the ${reporter} report of a file`,
      (names) => [
        [
          'check',
          fileNamed(names.one, assumptions(names, 50)),
          '--reporter',
          reporter,
          '--draws',
          '100',
        ],
      ],
    ]),
  ),
  'a check': ({ one }) => [
    ['check', '-'],
    JSON.stringify({ version: 1, inputs: { avg: 50 }, checks: [one] }),
  ],
  'keys of a file': ({ one, other }) => [
    ['check', '-'],
    JSON.stringify({ [one]: other, version: other, inputs: { avg: one, [other]: 1 } }),
  ],
  'YAML that breaks': ({ one }) => [['check', '-'], `version: 1\n${one}: [`],
  'a segment and a scenario': ({ one, other }) => [
    ['check', '-', '--segment', one, '--scenario', other],
    assumptions({ one, other }, 50),
  ],
  'two files that differ': (names, format) => [
    [
      'diff',
      fileNamed(names.one, assumptions(names, 50)),
      fileNamed(names.other, assumptions({ one: names.other, other: names.one }, 58)),
      ...(['table', 'json', 'markdown'].includes(format) ? ['--format', format] : []),
    ],
  ],
  'a revision': ({ one }) => [['diff', `${one}:clv.yaml`, one]],
  'a case to solve': (names, format) => [
    [
      'solve',
      fileNamed(names.one, assumptions(names, 50)),
      '--target',
      'ltvCac=3',
      '--segment',
      names.one,
      '--format',
      format,
    ],
  ],
  'a target': ({ one }) => [['solve', '--target', `${one}=3`]],
  steps: ({ one }) => [['sweep', '--freq', `${one}:1`]],
  'a metric': ({ one }) => [['sensitivity', '--metric', one]],
};

/** Messages quote at most 200 characters of each text; the longest of them quote four. */
const longestMessage = 1200;

test.each(Object.entries(cases))('%s: a long one is cut in a message', async (_, build) => {
  const [args, stdin] = build({ one: 'x'.repeat(20_000), other: 'y '.repeat(10_000) }, 'json');
  const { stderr, code } = await clvInProcess(args, { ...(stdin !== undefined && { stdin }) });
  expect(code).not.toBe(70);
  const longest = Math.max(...stderr.split('\n').map((line) => line.length));
  expect(longest).toBeLessThan(longestMessage);
});

test.each(Object.entries(cases))(
  '%s: no control and no command is printed',
  async (name, build) => {
    await fc.assert(
      fc.asyncProperty(
        hostileText,
        hostileText,
        fc.constantFrom('table', 'json', 'ndjson', 'csv', 'markdown'),
        fc.constantFrom(undefined, 20),
        async (one, other, format, columns) => {
          const [args, stdin] = build({ one, other }, format);
          const { stdout, stderr, code } = await clvInProcess(args, {
            ...(stdin !== undefined && { stdin }),
            ...(columns !== undefined && { columns }),
            env: { NO_COLOR: '1' },
          });
          expect(code).not.toBe(70);
          expect(hazardIn(stdout, name.includes('github'))).toBeUndefined();
          expect(hazardIn(stderr)).toBeUndefined();
        },
      ),
      { seed: 1, numRuns: 25 },
    );
  },
);
