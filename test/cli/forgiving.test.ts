import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quantities } from '../../src/quantities.ts';
import { clvInProcess } from './clv.ts';

describe('the header of a table', () => {
  test.each([
    'avg,freq,years',
    'AVG,Freq,YEARS',
    'Average purchase value,Purchase_Frequency,customer-lifespan',
    'Gemiddelde aankoopwaarde;aankoopfrequentie;Klantduur',
    '"Avg"\tFREQ\tyears',
  ])('names inputs in any case, with blanks and hyphens, and by label: %s', async (header) => {
    const sign = /[,;\t]/.exec(header)?.[0] ?? '';
    const stdin = `${header}\n${['50', '4', '3'].join(sign)}\n`;
    const { stdout, stderr } = await clvInProcess(['calc', '--json'], { stdin });
    expect(stderr).toBe('');
    // By hand: 50 × 4 × 3.
    expect(JSON.parse(stdout)).toMatchObject([{ avg: 50, freq: 4, years: 3, clv: 600 }]);
  });

  test('keeps the cases of labels that are no input', async () => {
    const stdin = 'Segment,avg,freq\nNL,50,4\n';
    const { stdout } = await clvInProcess(['calc', '--json'], { stdin });
    expect(JSON.parse(stdout)).toMatchObject([{ Segment: 'NL' }]);
  });

  test('names an input once, however it is written', async () => {
    const stdin = 'avg,Freq,purchase frequency\n50,4,4\n';
    const { stderr, code } = await clvInProcess(['calc'], { stdin });
    expect([stderr, code]).toEqual(['the header must name freq once, got it twice\n', 2]);
  });

  test('does not take the label of a result for an input', async () => {
    // Marge is the Dutch label of marginPerYear, and may be a margin: it is refused, not guessed.
    expect(quantities.marginPerYear.label.nl).toBe('Marge');
    const { code } = await clvInProcess(['calc'], { stdin: 'avg,freq,Marge\n50,4,40\n' });
    expect(code).toBe(2);
  });
});

describe('a ratio', () => {
  test.each([
    ['a flag', ['--target-ratio', '3:1'], ''],
    ['a range', ['--target-ratio', '2..4 : 1'], ''],
    ['JSON', [], '{"targetRatio":"3:1"}'],
    ['CSV', [], 'targetRatio\n3:1\n'],
  ])('may be written to one, as %s', async (_, flags, stdin) => {
    const numbers = ['--avg', '50', '--freq', '4', '--years', '3', '--margin', '40%'];
    // Records are read where the flags alone compute nothing.
    const args = flags.length > 0 ? [...numbers, ...flags] : numbers.slice(0, 2);
    const record = stdin.startsWith('{')
      ? stdin.replace('}', ',"freq":4,"years":3,"margin":0.4}')
      : stdin.replace('targetRatio', 'targetRatio,freq,years,margin').replace('1\n', '1,4,3,40%\n');
    const { stdout } = await clvInProcess(['calc', '--json', ...args], { stdin: record });
    const found = [JSON.parse(stdout) as unknown].flat();
    // By hand: 50 × 4 × 3 × 40 % is 240, a third of it 80.
    expect(found).toMatchObject([{ targetRatio: 3, maxCac: 80 }]);
  });

  test('may be the target of solve', async () => {
    const args = 'solve --target ltvCac=3:1 --for cac --avg 50 --freq 4 --years 3 --margin 40%';
    const { stdout } = await clvInProcess([...args.split(' '), '--cac', '60', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ results: [{ name: 'cac', value: 80 }] });
  });

  test('to another number is refused', async () => {
    const { stderr, code } = await clvInProcess(['calc', '--target-ratio', '3:2']);
    expect([stderr, code]).toEqual([
      '--target-ratio must be a number such as 1234.5, got 3:2\n',
      2,
    ]);
  });
});

describe('words that others use', () => {
  test('are suggested for flags, all at once', async () => {
    const args = 'calc --aov 50 --frequency 4 --lifespan=3 --ltv 5 --aoc 7 --marge 40%'.split(' ');
    const { stderr, code } = await clvInProcess(args);
    expect(stderr.trimEnd().split('\n')).toEqual([
      '--aov is not a flag of clv calc; did you mean --avg?',
      '--frequency is not a flag of clv calc; did you mean --freq?',
      '--lifespan is not a flag of clv calc; did you mean --years?',
      '--ltv is not a flag of clv calc; it is a result, clv: see clv explain clv',
      '--aoc is not a flag of clv calc; did you mean --unit-cost or --cac?',
      '--marge is not a flag of clv calc; did you mean --margin?',
    ]);
    expect(code).toBe(2);
  });

  test.each([
    ['AOV', 'avg'],
    ['ltvcac', 'ltvCac'],
    ['LTV', 'clv'],
    ['arpu', 'averageValue'],
    ['payback', 'paybackMonths'],
    ['terugverdientijd', 'paybackMonths'],
    ['unit-cost', 'unitCost'],
    ['Period', 'period'],
  ])('are explained: %s', async (word, name) => {
    const { stdout } = await clvInProcess(['explain', word, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ name });
  });

  test('are suggested for the keys of records', async () => {
    const { stderr } = await clvInProcess(['calc', '--avg', '50'], { stdin: '{"frequency":4}' });
    expect(stderr).toContain('frequency is not a name that clv knows, got 4; did you mean freq?');
  });

  test('with two meanings are explained as neither', async () => {
    const { stderr, code } = await clvInProcess(['explain', 'aoc']);
    expect([stderr, code]).toEqual(['aoc may be unitCost or cac; explain one of them\n', 2]);
  });
});

test.each([
  ['avg: 50,50', /clv\.yaml:3:8: .*decimal point, got 50,50; write 50\.50/],
  [
    'avg: { value: 50,50 }',
    /clv\.yaml:3:20: ,50 is no part of a number; write a decimal point instead of the comma/,
  ],
])('a decimal comma in a file is said to be one: %s', async (entry, message) => {
  const file = `version: 1\ninputs:\n  ${entry}\nchecks: [avg > 1]\n`;
  const { stderr, code } = await clvInProcess(['check', '-'], { stdin: file });
  expect(stderr.replaceAll('stdin:', 'clv.yaml:')).toMatch(message);
  expect(code).toBe(2);
});

/** A run that writes a file of this name, and what it wrote. */
async function written(name: string, ...flags: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'clv-ending-'));
  const file = join(folder, name);
  const run = await clvInProcess(['calc', '--avg', '50', '--freq', '4', '-o', file, ...flags]);
  const text = run.code === 0 ? readFileSync(file, 'utf8') : '';
  rmSync(folder, { recursive: true });
  return { ...run, text };
}

describe('the ending of --output', () => {
  test.each([
    ['x.json', /^\{/],
    ['x.csv', /^avg,freq,customerValue\n/],
    ['x.ndjson', /^\{"avg":50,/],
    ['x.md', /^\| /],
    ['x.txt', /^┌/],
    ['x', /^┌/],
    ['x.2026', /^┌/],
    ['X.JSON', /^\{/],
  ])('chooses the format: %s', async (name, text) => {
    expect((await written(name)).text).toMatch(text);
  });

  test.each(['x.xlsx', 'x.html', 'x.7z', 'x.yaml'])(
    '%s is refused without --format',
    async (name) => {
      const { stderr, code } = await written(name);
      expect([stderr, code]).toEqual([
        `--output ends in ${name.slice(1)}, which is no format of clv; end it in .json, .ndjson, .jsonl, .csv, .md, .txt, or name one with --format\n`,
        2,
      ]);
      expect((await written(name, '--format', 'csv')).text).toMatch(/^avg,/);
    },
  );
});
