import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';
import { sample } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'clv.yaml');
writeFileSync(file, sample);
writeFileSync(join(folder, 'measured.json'), JSON.stringify({ freq: { value: 3.46, n: 4212 } }));
// Agreed to when the average in the Netherlands was 51: 900 × 51 × 12 × .42 + 300 × 58 × 12 × .42.
writeFileSync(
  join(folder, 'clv.baseline.json'),
  JSON.stringify({
    version: 2,
    currency: 'EUR',
    period: 'year',
    timing: 'start',
    segments: ['nl', 'be'],
    cases: [
      { scenario: 'base', segment: 'nl', basis: 'margin', values: { equity: 231_336 } },
      { scenario: 'base', segment: 'be', basis: 'margin', values: { equity: 87_696 } },
    ],
  }),
);

interface Target {
  readonly scenario: string;
  readonly segment: string | null;
  readonly found: number;
  readonly limit: number;
  readonly delta: number;
}
interface Result {
  readonly check: string;
  readonly status: string;
  readonly targets: readonly Target[];
  readonly line: number;
  readonly because: string | null;
}

const run = await clvInProcess(['check', '--json', '--quiet'], { cwd: folder });
const report = JSON.parse(run.stdout) as {
  readonly results: readonly Result[];
  readonly summary: object;
  readonly exitCode: number;
  readonly seed: number;
  readonly draws: number;
};
const resultOf = (check: string) => {
  const found = report.results.find((result) => result.check === check);
  if (found === undefined) throw new Error(`no result of ${check}`);
  return found;
};

/** The ratio by hand: purchases of a lifetime, times the margin, over the cost. */
const ratio = (avg: number, years: number, cac: number) => (avg * 4 * years * 0.42) / cac;

describe('the sample file', () => {
  it('fails over one check and warns of two', () => {
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: '' });
    expect(report.summary).toEqual({ passed: 4, failed: 1, warned: 2, noted: 0, skipped: 0 });
    expect(report).toMatchObject({ exitCode: 1, seed: 1, draws: 10_000, file: 'clv.yaml' });
  });

  it('keeps the order and the lines of the file', () => {
    expect(report.results.map(({ line }) => line)).toEqual([18, 19, 20, 21, 22, 23, 24]);
  });

  it.each([
    ['ltvCac >= 3', ratio(50, 3, 60), ratio(58, 3, 95), 'passed'],
    ['paybackMonths <= 12', 60 / 7, 95 / ((58 * 4 * 0.42) / 12), 'passed'],
    ['ltvCac{scenario=churn-up} >= 3', ratio(50, 2, 60), ratio(58, 2, 95), 'warned'],
  ])('%s finds %d in nl and %d in be', (check, nl, be, status) => {
    const result = resultOf(check);
    expect(result.status).toBe(status);
    expect(result.targets.map(({ segment }) => segment)).toEqual(['nl', 'be']);
    expect(result.targets[0]?.found).toBeCloseTo(nl, 10);
    expect(result.targets[1]?.found).toBeCloseTo(be, 10);
    const limit = Number(check.split(' ').at(-1));
    expect(result.targets[1]).toMatchObject({ limit });
    expect(result.targets[1]?.delta).toBeCloseTo(be - limit, 10);
  });

  it('looks at one segment where the check names one', () => {
    expect(resultOf('ltvCac{segment=be} >= 2.5').targets.map(({ segment }) => segment)).toEqual([
      'be',
    ]);
  });

  it('holds the total of all segments against that of the baseline', () => {
    const [total, ...others] = resultOf('equity within 5% of baseline').targets;
    expect(others).toEqual([]);
    // 900 × 252 + 300 × 292.32 against 231,336 + 87,696, of which 95 % is the nearer bound.
    expect(total?.segment).toBe(null);
    expect(total?.found).toBeCloseTo(314_496, 6);
    expect(total?.limit).toBeCloseTo(319_032 * 0.95, 6);
  });

  it('holds the frequency against what was measured', () => {
    const { status, targets } = resultOf('freq within 10% of measured');
    expect(status).toBe('warned');
    expect(targets[0]?.limit).toBeCloseTo(3.46 * 1.1, 12);
  });

  it('finds the tenth percentile that another simulation finds', () => {
    const { status, targets } = resultOf('p10(ltvCac) >= 2.5');
    expect(status).toBe('failed');
    const [nl, be] = [simulated(1), simulated((58 / 50) * (60 / 95))];
    // Both simulations have a standard error of .01 (checks.md, 4.3): three of both are .045.
    expect(Math.abs((targets[0]?.found ?? NaN) - nl)).toBeLessThan(0.045);
    expect(Math.abs((targets[1]?.found ?? NaN) - be)).toBeLessThan(0.035);
    // checks.md, 3.4, computed elsewhere.
    expect(targets[0]?.found).toBeCloseTo(2.82, 1);
    expect(targets[1]?.found).toBeCloseTo(2.06, 1);
  });

  it('names changes of which each would pass', async () => {
    const { stdout } = await clvInProcess(['check', '-q'], { cwd: folder });
    const [, changes = ''] =
      /p10\(ltvCac\).*?one change that would pass: ([^\n]*)/s.exec(stdout) ?? [];
    const cac = /cac ≤ €([\d.]+) \(now €95\.00\)/.exec(changes)?.[1];
    const freq = /freq ≥ ([\d.]+) \(now 4\)/.exec(changes)?.[1];
    for (const [from, to] of [
      ['cac: 95', `cac: ${cac}`],
      ['cac: 95', `cac: 95, freq: ${freq}`],
    ] as const) {
      const stdin = sample
        .replace(from, to)
        .replaceAll(/.*(measured|baseline).*\n/g, (line) =>
          line.startsWith('  freq') ? line.replace(', measured: measured.json#freq', '') : '',
        );
      const { stdout: told, code } = await clvInProcess(['check', '-', '--json', '-q'], {
        stdin,
        cwd: folder,
      });
      expect({ code, status: (JSON.parse(told) as typeof report).results[2]?.status }).toEqual({
        code: 0,
        status: 'passed',
      });
      const almost = stdin
        .replace(`cac: ${cac}`, `cac: ${Number(cac) + 0.02}`)
        .replace(`freq: ${freq}`, `freq: ${Number(freq) - 0.02}`);
      expect((await clvInProcess(['check', '-', '-q'], { stdin: almost, cwd: folder })).code).toBe(
        1,
      );
    }
  });

  it('fails over warnings where there are more than allowed', async () => {
    const stdin =
      'version: 1\ninputs: { avg: 50 }\nchecks: [{ warn: avg > 60 }, { info: avg > 70 }]\n';
    expect((await clvInProcess(['check', '-'], { stdin })).code).toBe(0);
    expect((await clvInProcess(['check', '-', '--max-warnings', '1'], { stdin })).code).toBe(0);
    expect((await clvInProcess(['check', '-', '--max-warnings', '0'], { stdin })).code).toBe(1);
  });

  it('writes a baseline that the next run holds', async () => {
    const stdin = sample.replace('clv.baseline.json', 'new.json');
    writeFileSync(join(folder, 'other.yaml'), stdin);
    const { stdout } = await clvInProcess(
      ['check', 'other.yaml', '--write-baseline', '--json', '-q'],
      {
        cwd: folder,
      },
    );
    expect((JSON.parse(stdout) as typeof report).results[4]?.status).toBe('passed');
    const { cases } = JSON.parse(readFileSync(join(folder, 'new.json'), 'utf8')) as {
      cases: { scenario: string; segment: string; values: Record<string, number> }[];
    };
    expect(cases).toHaveLength(6);
    const risen = cases.find((each) => each.scenario === 'price-rise' && each.segment === 'be');
    // 58 and 8 % more; 4 and 6 % less.
    expect(risen?.values['avg']).toBeCloseTo(62.64, 10);
    expect(risen?.values['freq']).toBeCloseTo(3.76, 10);
  });

  it('says how ranges were read, which were scaled, and that a price rise lets the cost rise', async () => {
    const { stderr } = await clvInProcess(['check', '--json'], { cwd: folder });
    expect(stderr).toContain('freq 3 to 5: 90% interval, lognormal, median 3.87\n');
    expect(stderr).toContain('be: avg 58: 50 becomes 58, its range scaled by 1.16\n');
    expect(stderr).toContain('price-rise changes avg while margin is a share');
  });

  it('says and writes nothing of a file that it refuses', async () => {
    const gone = sample
      .replace('clv.baseline.json', 'later.json')
      .replace('measured.json#', 'gone.json#');
    writeFileSync(join(folder, 'gone.yaml'), gone);
    const refused = await clvInProcess(['check', 'gone.yaml', '--write-baseline'], { cwd: folder });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^gone\.yaml:\d+:\d+: measured file gone\.json does not exist$/m,
    );
    expect(existsSync(join(folder, 'later.json'))).toBe(false);
  });

  it('tells twenty readings, and how many more there are', async () => {
    const segments = Array.from({ length: 30 }, (_, at) => `  s${at}: { avg: +${at + 1}% }\n`);
    const stdin = `version: 1\ninputs: { avg: { value: 50, range: 45..55 }, freq: 4 }\nsegments:\n${segments.join('')}checks: [avg >= 1]\n`;
    const { stderr } = await clvInProcess(['check', '-'], { stdin });
    // One of the range itself and one of each segment.
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
    expect(stderr).toMatch(/\nand 11 more of the kind\n$/);
  });
});

/** Another simulation of the ratio: plain draws of another generator, Box and Muller, sorted. */
function simulated(factor: number): number {
  let state = 12_345;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const triangular = (low: number, mode: number, high: number) => {
    const u = random();
    const split = (mode - low) / (high - low);
    return u < split
      ? low + Math.sqrt(u * (high - low) * (mode - low))
      : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
  };
  // 1.6449 deviations on either side are 90 %.
  const deviation = Math.log(5 / 3) / (2 * 1.6448536269514722);
  const ratios = Float64Array.from({ length: 40_000 }, () => {
    const freq = Math.sqrt(15) * Math.exp(deviation * normal());
    const [avg, years] = [triangular(45, 50, 55), triangular(2, 3, 4)];
    return (avg * freq * years * triangular(0.38, 0.42, 0.46)) / triangular(50, 60, 80);
  }).sort();
  return (ratios[4_000] ?? NaN) * factor;
}
