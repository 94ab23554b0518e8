import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sensitivitiesOf } from '../../src/analysis/sensitivities.ts';
import type { InputName, Inputs, QuantityName } from '../../src/quantities.ts';
import { clvInProcess } from '../cli/clv.ts';
import { caseOf } from '../check/case-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'clv.yaml'),
  `version: 1
inputs:
  avg: { value: 50, range: 45..55 }
  freq: { value: 4, range: 3 to 5 }
  years: { value: 3, range: 2..4 }
  margin: { value: 42%, range: 38%..46% }
  cac: { value: 60, range: 50..80 }
`,
);
interface Row {
  readonly name: string;
  readonly elasticity: number;
  readonly low: number;
  readonly high: number;
  readonly share: number;
}
const rowsOf = async (...args: string[]) =>
  (
    JSON.parse(
      (await clvInProcess(['sensitivity', '--json', ...args], { cwd: folder })).stdout,
    ) as {
      results: Row[];
    }
  ).results;

describe('clv sensitivity', () => {
  it('finds the shares and the tornado of checks.md', async () => {
    const found = (await rowsOf()).map(({ name, elasticity, low, high, share }) => [
      name,
      elasticity,
      low.toFixed(2),
      high.toFixed(2),
      Math.round(share * 100),
    ]);
    expect(found).toEqual([
      ['freq', 1, '3.33', '4.96', 43],
      ['years', 1, '3.43', '4.97', 34],
      ['cac', -1, '4.54', '3.49', 17],
      ['avg', 1, '3.97', '4.43', 3],
      ['margin', 1, '3.98', '4.42', 3],
    ]);
  });

  it('finds the elasticities of netClv: 192 is 252 less 60', async () => {
    const found = Object.fromEntries(
      (await rowsOf('--metric', 'netClv')).map(({ name, elasticity }) => [name, elasticity]),
    );
    expect(found['avg']).toBeCloseTo(1.3125, 9);
    expect(found['cac']).toBeCloseTo(-0.3125, 9);
  });

  it('says n/a where the metric has no value at an end of a range', async () => {
    // Of 80 a year for a year, 95 is never paid back: cac at its 90th percentile.
    const flags = ['--avg', '50', '--freq', '4', '--margin', '40%', '--years', '1'];
    const ranged = ['--metric', 'paybackMonths', '--cac', '50..100'];
    const { stdout } = await clvInProcess(['sensitivity', ...flags, ...ranged]);
    expect(stdout).toMatch(/│ cac +│ 75\.00 │ +1\.00 │ +8\.25 │ +n\/a │/);
    expect(stdout).toMatch(/│ avg +│ 50\.00 │ +-1\.00 │ +│ +│/);
  });

  it('leaves out what a metric does not rest on', async () => {
    expect((await rowsOf('--metric', 'clv')).map(({ name }) => name).toSorted()).toEqual([
      'avg',
      'freq',
      'years',
    ]);
  });
});

/** How a metric of these inputs answers to one of them. */
function elasticityOf(metric: QuantityName, name: InputName, inputs: Inputs) {
  return sensitivitiesOf(caseOf(inputs), metric).find((each) => each.name === name)?.elasticity;
}

describe('an elasticity', () => {
  const shop = { avg: 50, freq: 4, margin: 0.42 };
  const [d, r] = [0.1, 0.8];

  // The closed forms of checks.md, 4.6, and derivatives by hand.
  it.each<[string, QuantityName, InputName, Inputs, number]>([
    ['of a product', 'clvMargin', 'avg', { ...shop, years: 3 }, 1],
    ['of a ratio', 'ltvCac', 'cac', { ...shop, years: 3, cac: 60 }, -1],
    ['of a payback to cost', 'paybackMonths', 'cac', { ...shop, years: 3, cac: 60 }, 1],
    ['of a payback to price', 'paybackMonths', 'avg', { ...shop, years: 3, cac: 60 }, -1],
    ['of a net value', 'netClv', 'freq', { ...shop, years: 3, cac: 60 }, 252 / 192],
    ['of a net value to cost', 'netClv', 'cac', { ...shop, years: 3, cac: 60 }, -60 / 192],
    // m (1 + d) / (1 + d - r) to r, and to d; at d = 0 and r = 80 % the first is 4.
    [
      'of a present value to retention',
      'clvPresent',
      'retention',
      { ...shop, retention: r, discount: d },
      r / (1 + d - r),
    ],
    ['of an undiscounted one', 'clvMargin', 'retention', { ...shop, retention: r }, 4],
    [
      'of a present value to discount',
      'clvPresent',
      'discount',
      { ...shop, retention: r, discount: d },
      d / (1 + d) - d / (1 + d - r),
    ],
    // At a bound: one way alone.
    ['at a churn of 100 %', 'clvMargin', 'churn', { ...shop, churn: 1 }, -1],
    ['at a margin of 100 %', 'clvMargin', 'margin', { ...shop, margin: 1, years: 3 }, 1],
    [
      'at a discount of 100 %',
      'clvPresent',
      'discount',
      { ...shop, retention: r, discount: 1 },
      1 / 2 - 1 / (2 - r),
    ],
    ['just below a churn of 100 %', 'clvMargin', 'churn', { ...shop, churn: 1 - 7e-4 }, -1],
    // Paid back in 12 months: for a cent more, never.
    ['where a payback ends', 'paybackMonths', 'cac', { ...shop, years: 1, cac: 84 }, 1],
    [
      'where a payback ends, to margin',
      'paybackMonths',
      'margin',
      { ...shop, years: 1, cac: 84 },
      -1,
    ],
  ])('%s: %s to %s', (_, metric, name, inputs, expected) => {
    expect(elasticityOf(metric, name, inputs)).toBeCloseTo(expected, 9);
  });

  it('is a whole number where the closed form is one, at a bound as well', () => {
    expect(elasticityOf('clvMargin', 'churn', { ...shop, churn: 1 })).toBe(-1);
    expect(elasticityOf('clv', 'churn', { ...shop, churn: 0.2 })).toBe(-1);
    expect(elasticityOf('ltvCac', 'margin', { ...shop, margin: 1, years: 3, cac: 60 })).toBe(1);
  });
});

describe('clv sweep', () => {
  it('tabulates one or two inputs in decimal steps', async () => {
    const { stdout } = await clvInProcess([
      'sweep',
      '--freq',
      '0.1..0.4:0.1',
      '--years',
      '2..3:1',
      '--metric',
      'clv',
      '--avg',
      '50',
      '--format',
      'csv',
    ]);
    expect(stdout).toBe(
      'freq,years,clv\n0.1,2,10\n0.1,3,15\n0.2,2,20\n0.2,3,30\n0.3,2,30\n0.3,3,45\n0.4,2,40\n0.4,3,60\n',
    );
  });

  it('takes the other inputs from the file', async () => {
    const { stdout } = await clvInProcess(
      ['sweep', '--cac', '60..120:60', '--metric', 'ltvCac', '--json'],
      {
        cwd: folder,
      },
    );
    const { results } = JSON.parse(stdout) as { results: { cac: number; ltvCac: number }[] };
    expect(results.map(({ cac, ltvCac }) => [cac, ltvCac.toFixed(6)])).toEqual([
      [60, '4.200000'],
      [120, '2.100000'],
    ]);
  });

  it.each([
    [['--freq', '5..3:1'], /--freq must go up from low to high/],
    [['--freq', '3..5:0'], /--freq must go up from low to high in steps above 0/],
    [['--freq', '3:5'], /--freq must be from, to and step such as 3\.\.5:0\.5, got 3:5/],
    [['--freq', '0..5:0.0001'], /--freq must take at most 1000 values, got 50001/],
    [['--freq', '3'], /sweep must have one or two inputs with steps, got 0/],
    [
      ['--freq', '1..2:1', '--avg', '1..2:1', '--years', '1..2:1'],
      /one or two inputs with steps, got 3/,
    ],
  ])('refuses %j', async (args, message) => {
    const { stdout, stderr, code } = await clvInProcess(['sweep', ...args], { cwd: folder });
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toMatch(message);
  });
});

describe('clv init', () => {
  it('writes a file that passes clv check at once, and a workflow beside it', async () => {
    const empty = mkdtempSync(join(folder, 'init-'));
    expect(await clvInProcess(['init', '--ci', 'github'], { cwd: empty })).toMatchObject({
      stdout: '',
      code: 0,
    });
    const { stdout, code } = await clvInProcess(['check'], { cwd: empty });
    expect(code).toBe(0);
    expect(stdout).toContain('4 checks: 4 passed, 0 failed, 0 warned, 0 skipped; exit 0\n');
    expect(readFileSync(join(empty, '.github/workflows/clv.yml'), 'utf8')).toContain('clv check');
    const again = await clvInProcess(['init'], { cwd: empty });
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/clv\.yaml must not be there yet/);
  });
});

describe('clv schema assumptions', () => {
  it('describes the file for an editor: names, help and patterns', async () => {
    const { stdout, code } = await clvInProcess(['schema', 'assumptions']);
    expect(code).toBe(0);
    const schema = JSON.parse(stdout) as {
      $schema: string;
      additionalProperties: boolean;
      properties: { inputs: { properties: object } };
    };
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties.inputs.properties)).toContain('unitCost');
  });
});
