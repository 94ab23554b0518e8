import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';
import { modelFolder } from '../cli/model-files.ts';

const cwd = modelFolder();

async function run(args: readonly string[], file: string) {
  writeFileSync(join(cwd, 'clv.yaml'), `version: 1\n${file}`);
  return clvInProcess(args, { cwd });
}

const check = (file: string, ...args: readonly string[]) =>
  run(['check', '--quiet', '--draws', '200', ...args], file);

const base = 'model: buyers.json\nhorizon: 5y\ninputs: { margin: 40%, cac: 10 }\n';

/** The figures of the checks of a file. */
async function figures(file: string) {
  const { stdout, stderr } = await check(file, '--json');
  expect(stderr).toBe('');
  const { results } = JSON.parse(stdout) as {
    results: { status: string; targets: { found: number }[] }[];
  };
  return results.map(({ status, targets }) => ({ status, found: targets[0]?.found }));
}

describe('checks of a model', () => {
  it('pass and fail on what calc gives', async () => {
    const { stdout } = await clvInProcess(
      ['calc', '--model', 'buyers.json', '--horizon', '5y', '--margin', '40%', '--json'].concat(
        '--draws',
        '100',
      ),
      { cwd },
    );
    const { modelClv } = JSON.parse(stdout) as { modelClv: number };
    const found = await figures(`${base}checks: [modelClv >= 50, modelClv >= 52, ltvCac >= 5]\n`);
    expect(found).toEqual([
      { status: 'passed', found: modelClv },
      { status: 'failed', found: modelClv },
      { status: 'passed', found: modelClv / 10 },
    ]);
    expect((await check(`${base}checks: [modelClv >= 50]\n`)).code).toBe(0);
    expect((await check(`${base}checks: [modelClv >= 52]\n`)).code).toBe(1);
  });

  it('look at percentiles, which hold the covariance of the fit', async () => {
    const rules = 'checks: [p10(modelClv) >= 1, p50(modelClv) >= 1, p90(modelClv) >= 1]\n';
    const low = (await figures(base + rules)).map(({ found = NaN }) => found);
    expect(low).toEqual(low.toSorted((one, other) => one - other));
    expect((low[2] ?? NaN) / (low[0] ?? NaN)).toBeGreaterThan(1.2);
    const ranged = base.replace('margin: 40%', 'margin: { value: 40%, range: 20%..60% }');
    const wide = (await figures(ranged + rules)).map(({ found = NaN }) => found);
    expect((wide[2] ?? NaN) / (wide[0] ?? NaN)).toBeGreaterThan((low[2] ?? NaN) / (low[0] ?? NaN));
  });

  it('look at scenarios with another model or another horizon', async () => {
    const scenarios =
      'scenarios: { short: { horizon: 52w }, rounds: { model: rounds.json, avg: 30 } }\n';
    const found = await figures(
      `${base}${scenarios}checks:\n  - modelPurchases >= 1\n  - modelPurchases{scenario=short} >= 1\n  - modelPurchases{scenario=rounds} >= 1\n`,
    );
    // calc gives 4.33 over 5 years and 1.77 over 52 weeks.
    expect(found[0]?.found).toBeCloseTo(4.33, 2);
    expect(found[1]?.found).toBeCloseTo(1.77, 2);
    expect(found[2]?.found).toBeGreaterThan(5);
  });

  it('let the model of a scenario take the place of years and freq, and say so', async () => {
    const file =
      "inputs: { avg: 30, freq: 4, years: 3, margin: 40%, cac: 10 }\ntiming: mid\nscenarios: { fitted: { model: buyers.json, horizon: 5y } }\nchecks: [clv >= 360, 'modelPurchases{scenario=fitted} >= 4']\n";
    const { stderr, code } = await run(['check', '--draws', '100'], file);
    expect(code).toBe(0);
    expect(stderr).toContain('fitted: the model replaces freq, years\n');
    const dutch = await run(['check', '--draws', '100', '--lang', 'nl'], file);
    expect(dutch.stderr).toContain('fitted: het model vervangt freq, years\n');
  });
});

describe('a file is refused', () => {
  it.each([
    [
      'with numbers that its model says itself',
      'model: buyers.json\nhorizon: 5y\ninputs: { freq: 4, years: 3 }\nchecks: [modelClv > 1]\n',
      'clv.yaml:4:1: scenario base: freq cannot be used with model: the model says how often customers buy; drop freq\n' +
        'clv.yaml:4:1: scenario base: years cannot be used with model: the model says how long customers stay; drop years\n',
    ],
    [
      'with a model that is not there',
      'model: none.json\nhorizon: 5y\ninputs: { avg: 4 }\nchecks: [modelClv > 1]\n',
      'clv.yaml:2:8: model none.json does not exist\n',
    ],
    [
      'with a model outside of its folder',
      'model: ../none.json\nhorizon: 5y\ninputs: { avg: 4 }\nchecks: [modelClv > 1]\n',
      `clv.yaml:2:8: model ../none.json lies outside of ${cwd}; move it there, or add --allow-outside\n`,
    ],
    [
      'with a model and no horizon',
      'model: buyers.json\ninputs: { avg: 4 }\nchecks: [modelClv > 1]\n',
      'clv.yaml:2:8: model needs a horizon; add how far to look, such as horizon: 5y\n',
    ],
    [
      'with a horizon and no model',
      'horizon: 5y\ninputs: { avg: 4 }\nchecks: [avg > 1]\n',
      'clv.yaml:2:10: horizon needs a model; add model: model.json\n',
    ],
    [
      'with a horizon that is none',
      'model: buyers.json\nhorizon: soon\ninputs: { avg: 4 }\nchecks: [avg > 1]\n',
      'clv.yaml:3:10: horizon must be a time such as 5y, 12mo, 52w or lifetime, got soon\n',
    ],
    [
      'in another currency than its model',
      'currency: USD\nmodel: buyers.json\nhorizon: 5y\ninputs: { avg: 4 }\nchecks: [avg > 1]\n',
      'clv.yaml:3:8: model buyers.json is in EUR, the file in USD; fit a model in USD\n',
    ],
    [
      'with a model in a segment',
      'inputs: { avg: 4 }\nsegments: { a: { model: buyers.json } }\nchecks: [avg > 1]\n',
      'clv.yaml:3:18: model is not a key that segments.a knows\n',
    ],
  ])('%s', async (_, file, message) => {
    const { stdout, stderr, code } = await check(file);
    expect({ stdout, stderr, code }).toEqual({ stdout: '', stderr: message, code: 2 });
  });
});

describe('a model in other verbs', () => {
  it('of diff is one input that changed', async () => {
    writeFileSync(join(cwd, 'old.yaml'), `version: 1\n${base.replace('5y', '3y')}`);
    const { stdout } = await run(['diff', 'old.yaml', 'clv.yaml', '--metric', 'modelClv'], base);
    expect(stdout).toContain(
      'bg-nbd of buyers.json over 3 years → bg-nbd of buyers.json over 5 years',
    );
    const same = await run(['diff', 'clv.yaml', 'clv.yaml', '--exit-code'], base);
    expect(same.code).toBe(0);
  });

  it('of diff is the one of its revision', async () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd });
    mkdirSync(join(cwd, 'sub'));
    writeFileSync(join(cwd, 'sub', 'm.json'), readFileSync(join(cwd, 'buyers.json')));
    const file = base.replace('buyers.json', 'm.json');
    writeFileSync(join(cwd, 'sub', 'clv.yaml'), `version: 1\n${file}`);
    git('init', '-q');
    git('add', 'sub');
    git('commit', '-qm', 'first');
    const text = readFileSync(join(cwd, 'buyers.json'), 'utf8');
    writeFileSync(
      join(cwd, 'sub', 'm.json'),
      text.replace('"firstPurchase":24.5', '"firstPurchase":34.5'),
    );
    const args = ['diff', 'HEAD:sub/clv.yaml', 'sub/clv.yaml', '--metric', 'modelClv', '--json'];
    const { stdout } = await clvInProcess(args, { cwd });
    const { results } = JSON.parse(stdout) as { results: { change: number; parts: object[] }[] };
    // 10 more for the first purchase, of which 40 % is left.
    expect(results[0]?.change).toBeCloseTo(4, 9);
    expect(results[0]?.parts).toMatchObject([{ name: 'model' }]);
  });

  it('of solve stays as it is', async () => {
    const { stdout } = await run(['solve', '--target', 'ltvCac=3', '--for', 'cac', '--json'], base);
    // calc gives a margin of 51.00 in 5 years.
    expect((JSON.parse(stdout) as { results: { value: number }[] }).results[0]?.value).toBeCloseTo(
      51 / 3,
      2,
    );
  });

  it('of sensitivity is no input to vary, and is said not to be', async () => {
    const { stdout, stderr, code } = await run(['sensitivity'], base);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'Model: bg-nbd of buyers.json over 5 years, data up to 2025-12-31; 4 of 5 years lie beyond the data\n',
    });
    expect(stdout).toContain('The model is taken as it is');
  });
});
