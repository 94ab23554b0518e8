import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawerOf } from '../../src/assumptions/draw.ts';
import { type CheckReport, checkReport } from '../../src/check/check-report.ts';
import { readAssumptions } from '../../src/input/yaml/assumptions-file.ts';
import { changesText } from '../../src/output/check/check-wording.ts';
import { numberFormat } from '../../src/output/number-format.ts';
import { inputNames } from '../../src/quantities.ts';

type Written = Readonly<Record<string, number | string>>;

const sampling = { seed: 1, draws: 200 };

function reportOf(inputs: Written, check: string, currency = ''): CheckReport {
  const entries = Object.entries(inputs).map(([name, value]) => `${name}: ${value}`);
  const head = currency === '' ? '' : `currency: ${currency}\n`;
  const text = `version: 1\n${head}inputs: { ${entries.join(', ')} }\nchecks: ["${check}"]\n`;
  const assumptions = readAssumptions(text, 'clv.yaml', 0.9);
  const setting = {
    focus: { scenario: undefined, segment: undefined },
    baseline: undefined,
    measured: () => NaN,
    today: undefined,
    draw: drawerOf(sampling, assumptions.checks?.map(({ metric }) => metric) ?? []),
  };
  return checkReport(assumptions, setting, { ...sampling, maxWarnings: undefined });
}

/** Each change of a report as a person reads it: the input and the text of its new value. */
function proposed(report: CheckReport, currency?: string): [string, string][] {
  const style = { language: 'en', format: numberFormat({ locale: 'en', currency }) } as const;
  const text = changesText(report.results[0]?.targets[0]?.remedies ?? [], style) ?? '';
  return [...text.matchAll(/(\w+) [≥≤] (.+?) \(now/g)].map(([, name = '', value = '']) => [
    name,
    value.replace(/[^\d.%e-]/g, ''),
  ]);
}

const number = (min: number, max: number) =>
  fc
    .integer({ min: 0, max: 999 })
    .map((at) => Number((min + (at / 999) * (max - min)).toPrecision(4)));

const base = { avg: 50, freq: 4, years: 3, margin: 0.42, cac: 84 };

describe('the one change that would pass', () => {
  // 50 x 4 x 3 x 0.42 = 252 is exactly 3 times 84.
  it.each([
    ['ltvCac > 3', ['avg', 'freq', 'years', 'margin', 'cac']],
    ['ltvCac < 3', ['avg', 'freq', 'years', 'margin', 'cac']],
    ['netClv > 168', ['avg', 'freq', 'years', 'margin', 'cac']],
    ['clv > 600', ['avg', 'freq', 'years']],
    ['clv < 600', ['avg', 'freq', 'years']],
    ['margin > 42%', ['margin']],
  ])('of %s at its very limit is one of every input that it rests on', (check, names) => {
    const report = reportOf(base, check);
    expect(report.results[0]?.targets[0]?.delta).toBe(0);
    expect(proposed(report).map(([name]) => name)).toEqual(names);
    for (const [name, value] of proposed(report)) {
      expect(reportOf({ ...base, [name]: value }, check).exitCode, `${name} ${value}`).toBe(0);
    }
  });

  it.each(['JPY', 'EUR', 'KWD'])('is printed in %s so that it passes', (currency) => {
    const report = reportOf(base, 'ltvCac >= 3.005', currency);
    expect(proposed(report, currency)).toHaveLength(5);
    for (const [name, value] of proposed(report, currency)) {
      const run = reportOf({ ...base, [name]: value }, 'ltvCac >= 3.005', currency);
      expect(run.exitCode, `${name} ${value}`).toBe(0);
    }
  });

  it('is found for numbers that two digits do not show', () => {
    const small = { avg: 0.004, freq: 4, years: 3, margin: 0.42, cac: 0.005 };
    const report = reportOf(small, 'ltvCac > 5');
    expect(proposed(report).map(([name]) => name)).toEqual(Object.keys(small));
    for (const [name, value] of proposed(report)) {
      expect(reportOf({ ...small, [name]: value }, 'ltvCac > 5').exitCode).toBe(0);
    }
  });

  it('is found where a cost is never paid back', () => {
    // 84 a year for three years pay 252 back at most, and 84 in a year.
    const never = { ...base, cac: 300 };
    const report = reportOf(never, 'paybackMonths <= 12');
    expect(proposed(report)).toContainEqual(['cac', '84.00']);
    for (const [name, value] of proposed(report)) {
      expect(reportOf({ ...never, [name]: value }, 'paybackMonths <= 12').exitCode).toBe(0);
    }
  });

  it.each([
    // A margin of 10 a year, for 3 years: a CAC of up to 30 is paid back, after 36 months.
    ['paybackMonths <= 100', { ...base, margin: 0.05, cac: 60 }, 'cac', '30.00'],
    // Any CAC at all up to 84 gives a ratio of 3 or more, and above it none does.
    ['ltvCac >= 3', { ...base, cac: 0 }, 'cac', '0.01'],
    ['ltvCac <= 3', { ...base, cac: 0 }, 'cac', '84.00'],
  ])('of %s is the nearest one where there was no value', (check, inputs, name, value) => {
    expect(proposed(reportOf(inputs, check))).toContainEqual([name, value]);
    expect(reportOf({ ...inputs, [name]: Number(value) }, check).exitCode).toBe(0);
  });

  it('is compared by what its own value brings, not by what the value of now does', () => {
    // 8,568 customers of 18,966 are 163 million, of which 1e-12 is 0.0002.
    const now = { avg: 465.5, freq: 9.217, years: 10.84, margin: 0.4078, customers: 8568 };
    const check = 'equity within 0.4496% of 1.999';
    expect(proposed(reportOf(now, check)).length).toBeGreaterThan(0);
    for (const [name, value] of proposed(reportOf(now, check))) {
      expect(reportOf({ ...now, [name]: value }, check).exitCode, `${name} ${value}`).toBe(0);
    }
  });

  it('says that a range goes along', () => {
    const report = reportOf({ ...base, avg: '45..55' }, 'ltvCac >= 3.1');
    const style = {
      language: 'en',
      format: numberFormat({ locale: 'en', currency: undefined }),
    } as const;
    expect(changesText(report.results[0]?.targets[0]?.remedies ?? [], style)).toMatch(
      /^avg ≥ 51\.67 \(now 50\.00\) or freq ≥ 4\.14 \(now 4\) or .*, with its range moved along$/,
    );
  });

  const rule = fc.oneof(
    fc
      .tuple(fc.constantFrom('>=', '>', '<=', '<'), number(-500, 5000))
      .map((parts) => parts.join(' ')),
    fc.tuple(number(0, 500), number(500, 900)).map(([low, high]) => `in ${low}..${high}`),
    fc.tuple(number(0.1, 50), number(1, 500)).map(([by, of]) => `within ${by}% of ${of}`),
  );
  const metric = fc.constantFrom('ltvCac', 'netClv', 'paybackMonths', 'clv', 'equity', 'maxCac');
  const written = fc.record({
    avg: number(0.001, 5000),
    freq: number(0.01, 50),
    years: number(0.1, 20),
    margin: number(-0.2, 1),
    cac: number(0, 900),
    customers: number(1, 9000),
    targetRatio: number(0.5, 8),
  });

  it('passes when it is typed into the file', () => {
    fc.assert(
      fc.property(written, metric, rule, (inputs, name, rest) => {
        const check = `${name} ${rest}`;
        for (const [input, value] of proposed(reportOf(inputs, check))) {
          expect(inputNames).toContain(input);
          const run = reportOf({ ...inputs, [input]: value }, check);
          expect(run.exitCode, `${check}: ${input} ${value}`).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
