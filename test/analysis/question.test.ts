import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'clv.yaml'),
  'version: 1\ncurrency: USD\ninputs: { avg: 10, freq: 1, years: 1, margin: 10%, cac: 5, discount: 50% }\n',
);

const flags = ['--avg', '50', '--freq', '4', '--years', '3', '--margin', '42%'];
const run = (...args: string[]) => clvInProcess(args, { cwd: folder });

describe('the case of solve, sensitivity and sweep', () => {
  it('is that of the flags where they are enough, whatever lies in the folder', async () => {
    const axis = ['--cac', '0..20:10', '--metric', 'ltvCac'];
    const { stdout, code } = await run('sweep', ...flags, ...axis, '--json');
    expect(code).toBe(0);
    // A ratio to a cost of 0 has no value, but nothing is missing: 252 / 10 and 252 / 20.
    expect(JSON.parse(stdout)).toEqual({
      metric: 'ltvCac',
      results: [
        { cac: 0, ltvCac: null },
        { cac: 10, ltvCac: 25.2 },
        { cac: 20, ltvCac: 12.6 },
      ],
    });
    expect((await run('sweep', ...flags, ...axis)).stdout).not.toContain('$');
  });

  it('solves for a cost of 0 without the file', async () => {
    const { stdout } = await run(
      'solve',
      ...flags,
      '--cac',
      '0',
      '--target',
      'netClv=100',
      '--json',
    );
    const { results } = JSON.parse(stdout) as { results: { name: string }[] };
    expect(results.map(({ name }) => name)).toEqual(['avg', 'freq', 'years', 'margin', 'cac']);
  });

  it.each(['solve --target ltvCac=3', 'sensitivity', 'sweep --freq 3..5:1'])(
    '%s refuses selectors where no file is read',
    async (verb) => {
      const without = verb.startsWith('sweep') ? flags.filter((_, at) => at < 2 || at > 3) : flags;
      const selectors = ['--scenario', 'nonsense', '--segment', 'xx'];
      const { stderr, code } = await run(
        ...verb.split(' '),
        ...without,
        '--cac',
        '60',
        ...selectors,
      );
      expect(stderr).toBe(
        '--scenario must select from a file, got nonsense where the flags alone are enough; name the file, or drop --scenario\n' +
          '--segment must select from a file, got xx where the flags alone are enough; name the file, or drop --segment\n',
      );
      expect(code).toBe(2);
    },
  );

  it.each(['solve --target clv=700', 'sensitivity --metric clv', 'sweep --freq 3..5:1'])(
    '%s says on stderr how a range was read',
    async (verb) => {
      const numbers = ['--avg', '45..55', ...(verb.startsWith('sweep') ? [] : ['--freq', '4'])];
      const args = [...verb.split(' '), ...numbers, '--years', '3'];
      expect((await run(...args)).stderr).toBe('avg 45..55: hard limits, uniform, midpoint 50\n');
      expect((await run(...args, '--lang', 'nl')).stderr).toBe(
        'avg 45..55: harde grenzen, uniform, midden 50\n',
      );
      expect((await run(...args, '-q')).stderr).toBe('');
    },
  );

  it.each([
    [
      'solve --target ltvCac=3 --avg 50 --freq 4 --years 3 --margin 42% --cac 60',
      ['Invoer', 'Nu', 'Voor ltvCac', 'Verschil', 'Elke invoer apart'],
    ],
    [
      'solve --target ltvCac=3 --for customers --avg 50 --freq 4 --years 3 --margin 42% --cac 60',
      ['n.v.t.', 'ltvCac hangt niet af van customers'],
    ],
    [
      'solve --target clv=700 --for years --avg 50 --freq 4 --churn 20% --years 5',
      ['years volgt uit churn, die gegeven is: laat churn weg om years op te lossen'],
    ],
    [
      'sensitivity --metric clv --avg 45..55 --freq 4 --years 3',
      ['Elasticiteit', 'Bij p10', 'Deel van de', 'clv is 600,00.', 'Meet eerst avg'],
    ],
    ['sensitivity --metric clv --avg 50 --freq 4 --years 3', ['Geen invoer heeft een bereik']],
    ['sweep --avg 50 --freq 3..4:1 --years 2..3:1', ['clv naar freq (omlaag) en years (opzij).']],
  ])('%s has Dutch words', async (line, words) => {
    const args = [...line.split(' '), '--locale', 'nl-NL'];
    const { stdout, code } = await run(...args, '--lang', 'nl');
    expect(code).toBe(0);
    for (const word of words) expect(stdout).toContain(word);
    expect((await run(...args, '--lang', 'nl', '--json')).stdout).toBe(
      (await run(...args, '--json')).stdout,
    );
  });

  it('reads numbers as the locale writes them', async () => {
    const args = ['--avg', '50,5', '--years', '3', '--locale', 'nl-NL', '--json'];
    const { stdout } = await run('sweep', ...args, '--freq', '3,5..4,5:0,5', '--metric', 'clv');
    const { results } = JSON.parse(stdout) as { results: object[] };
    expect(results).toEqual([
      { freq: 3.5, clv: 530.25 },
      { freq: 4, clv: 606 },
      { freq: 4.5, clv: 681.75 },
    ]);
    const solved = await run('solve', ...args, '--target', 'clv=530,25', '--for', 'freq');
    expect(JSON.parse(solved.stdout)).toMatchObject({ results: [{ name: 'freq', value: 3.5 }] });
  });

  it('names no input to measure where none has a share', async () => {
    const ranged = ['--avg', '50', '--freq', '4', '--years', '3', '--margin', '-10%..20%'];
    const { stdout } = await run('sensitivity', '--metric', 'clvMargin', ...ranged);
    expect(stdout).not.toContain('first');
    expect(stdout).toContain('nothing tells which one is worth measuring');
  });
});
