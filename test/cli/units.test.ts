import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clvInProcess } from './clv.ts';

const base = ['calc', '--avg', '50', '--margin', '40%', '--cac', '60'];

async function figures(args: readonly string[], stdin?: string): Promise<Record<string, unknown>> {
  const { stdout, stderr, code } = await clvInProcess(
    [...args, '--json'],
    stdin === undefined ? {} : { stdin },
  );
  expect([stderr, code]).toEqual(['', 0]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function refusal(args: readonly string[], stdin = ''): Promise<string> {
  const { stdout, stderr, code } = await clvInProcess(args, { stdin });
  expect([stdout, code]).toEqual(['', 2]);
  return stderr;
}

const file = `version: 1
inputs:
  avg: 50
  freq: { value: 4, range: 3..5 }
  churn: 20%
  margin: 40%
  cac: 60
`;

async function inFolder(args: readonly string[], text = file) {
  const folder = mkdtempSync(join(tmpdir(), 'clv-units-'));
  writeFileSync(join(folder, 'clv.yaml'), text);
  const run = await clvInProcess(args, { cwd: folder });
  rmSync(folder, { recursive: true });
  return run;
}

/** The ratio at the low end of the range of freq, with a churn laid over the file. */
async function lowOf(churn: string) {
  const args = ['sensitivity', '--metric', 'ltvCac', '--json', '--churn', churn];
  const { stdout } = await inFolder(args);
  const { results } = JSON.parse(stdout) as { results: { name: string; low: number }[] };
  return results.find(({ name }) => name === 'freq')?.low ?? NaN;
}

describe('a value with its unit of time', () => {
  // By hand: 50 × 4 × 40 % = 80 a year; 5 % a month is a lifespan of 20 months; 80 × 20 / 12 / 60.
  const fourAYear = {
    customerValue: 200,
    marginPerYear: 80,
    ltvCac: expect.closeTo(20 / 9, 12) as number,
  };

  test.each([
    ['--freq 4 --churn 5%/month'],
    ['--freq 4/year --churn 5%/month'],
    ['--freq 1/quarter --churn 5%/month'],
    ['--freq 4/year --churn 5% --period month'],
    ['--freq 4/year --churn 5%/month --period month'],
    ['--freq 4 --retention 95%/month'],
    ['--freq 4/yr --churn 5%/mo'],
    ['--freq 4/jaar --churn 5%/maand'],
  ])('is per what it says: %s', async (flags) => {
    expect(await figures([...base, ...flags.split(' ')])).toMatchObject({
      ...fourAYear,
      period: 'month',
    });
  });

  test('reads "4 per year" as 4/year', async () => {
    const flags = ['--freq', '4 per year', '--churn', '5% per month'];
    expect(await figures([...base, ...flags])).toMatchObject(fourAYear);
  });

  test.each([
    ['18 months', 1.5],
    ['18mo', 1.5],
    ['3y', 3],
    ['3 years', 3],
    ['1 year', 1],
    ['6 quarters', 1.5],
    ['7 maanden', 7 / 12],
    // 365.2425 days a year, as everywhere in clv.
    ['365.2425 days', 1],
  ])('takes %s for a lifespan', async (text, years) => {
    expect(await figures(['calc', '--avg', '50', '--freq', '4', '--years', text])).toMatchObject({
      years,
    });
  });

  test('without a period of churn, a frequency is brought to a year', async () => {
    const values = await figures(['calc', '--avg', '50', '--freq', '1/quarter', '--years', '3']);
    expect(values).toEqual({ avg: 50, freq: 4, years: 3, customerValue: 200, clv: 600 });
  });

  test('customers won per month are those of a year', async () => {
    const flags = '--customers 1000 --freq 4 --churn 20%/year --new-per-year 10/month --horizon 2';
    const args = ['equity', '--avg', '50', '--margin', '40%', ...flags.split(' ')];
    expect(await figures(args)).toMatchObject({ newPerYear: 120 });
  });

  test('may be a range', async () => {
    const { readings } = await figures([
      'calc',
      '--avg',
      '50',
      '--years',
      '24 to 48 months',
      '--freq',
      '3..5/year',
    ]);
    expect(readings).toMatchObject({ years: expect.stringMatching(/^years 2 to 4:/) as string });
  });

  test('a range without a unit beside churn per month is per year', async () => {
    const year = await figures([...base, '--freq', '3..5', '--churn', '5%/month']);
    const month = await figures([
      ...base,
      '--freq',
      '0.25..0.4166666666666667',
      '--churn',
      '5%/month',
      '--period',
      'month',
    ]);
    expect(year['ltvCac']).toBeCloseTo(20 / 9, 12);
    expect(year['intervals']).toEqual(month['intervals']);
  });

  test.each([
    ['JSON', '{"freq":4,"churn":"5%/month"}'],
    ['JSON with both units', '{"freq":"1/quarter","churn":"5%/month"}'],
    ['NDJSON', '{"freq":"4/year","churn":"5%/month"}\n'],
    ['CSV', 'freq,churn\n4,5%/month\n'],
    ['CSV with a range', 'freq,churn\n"4±1",5%/month\n'],
  ])('is read in %s', async (_, text) => {
    const found: unknown = await figures([...base], text);
    expect(Array.isArray(found) ? found[0] : found).toMatchObject(fourAYear);
  });

  test('of a flag lies over a record that has none', async () => {
    const [first] = (await figures(
      [...base, '--churn', '5%/month'],
      '[{"freq":4}]',
    )) as unknown as [unknown];
    expect(first).toMatchObject(fourAYear);
  });

  test('of a record goes with the value that a flag replaces', async () => {
    const record = '[{"avg":50,"margin":"40%","cac":60,"freq":"9/quarter","churn":"5%/month"}]';
    const [first] = (await figures(['calc', '--freq', '4'], record)) as unknown as [unknown];
    expect(first).toMatchObject(fourAYear);
  });

  test.each([
    [
      '--freq 4 --churn 5%/month --period year',
      '--churn is per month and --period is year; drop --period\n',
    ],
    [
      '--freq 4 --churn 5%/month --retention 95%',
      '--retention is per year and --churn per month; give both per month\n',
    ],
    ['--freq 4/week --years 3', '--freq must be per year, quarter or month, got 4/week\n'],
    ['--freq 4 --years 3/year', '--years must be a time such as 3y or 18mo, got 3/year\n'],
    ['--freq 4 --years 3 --margin 40%/year', '--margin is not per time, got 40%/year; write 40%\n'],
    ['--freq 4 --churn 20% --discount 1%/month', '--discount must be per year, got 1%/month\n'],
    ['--freq 4 --churn 500/month', '--churn must be at most 1, got 500/month\n'],
    ['--freq 4 --churn 5/month', '--churn must be at most 1, got 5/month; write 5%/month\n'],
  ])('is refused where it contradicts or does not fit: %s', async (flags, message) => {
    const stderr = await refusal(['calc', '--avg', '50', ...flags.split(' ')]);
    expect(stderr).toContain(message);
  });

  test('of a record that contradicts its period is refused with its place', async () => {
    const record = '[{"freq":4,"churn":"5%/month","period":"year"}]';
    expect(await refusal(base, record)).toContain(
      'record 1: churn is per month and period is year; drop period',
    );
  });
});

describe('flags with units, laid over a file', () => {
  test('are those of their unit', async () => {
    // By hand: 80 a year for 20 months is 133.33, for a CAC of 60 a ratio of 2.22, of 3 at 44.44.
    const args = ['solve', '--target', 'ltvCac=3', '--for', 'cac', '--churn', '5%/month', '--json'];
    const { stdout } = await inFolder(args);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ value: expect.closeTo(400 / 9, 9) as number }],
    });
  });

  test('move the range of a frequency to their period', async () => {
    // Without a discount 5 % a month is 60 % a year.
    expect(await lowOf('5%/month')).toBeCloseTo(await lowOf('60%'), 9);
  });

  test('are refused where the file names another period', async () => {
    const args = ['solve', '--target', 'ltvCac=3', '--churn', '20%/year'];
    const { stderr, code } = await inFolder(args, file.replace('\n', '\nperiod: month\n'));
    expect([code, stderr]).toEqual([2, '--churn is per year and period is month; drop period\n']);
  });

  test('steps of a sweep have no unit, and are not taken for another period', async () => {
    const args = ['sweep', '--freq', '3..5:1', '--churn', '5%/month', '--metric', 'clv'];
    const { stderr, code } = await inFolder(args);
    expect([code, stderr]).toEqual([
      2,
      '--freq has steps without a unit where other numbers are per month; add --period month and write the steps per month\n',
    ]);
  });
});

describe('units in a file of assumptions', () => {
  const monthly = `version: 1
inputs:
  avg: 50
  freq: { value: 4, range: 3..5 }
  churn: 5%/month
  margin: 40%
  cac: 60
segments:
  nl: { freq: +1 }
  be: { freq: 1/quarter, churn: 10%/month }
checks:
  - ltvCac{segment=be} in 1.11..1.12
  - freq{segment=be} in 4..4
  - freq{segment=nl} >= 5/year
  - freq within 0.4 of 1.2/quarter
  - churn <= 10%/month
  - years <= 20 months
  - paybackMonths <= 1y
`;

  test('are those of inputs, overrides and checks', async () => {
    // By hand: be 4 a year, 80 of margin for 10 months: 66.67, over 60 is 1.11; nl 5 a year.
    const { stdout, code } = await inFolder(['check', '--json'], monthly);
    const { results } = JSON.parse(stdout) as { results: { text: string; status: string }[] };
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(code).toBe(0);
  });

  test.each([
    ['a churn without one', '{ churn: 4% }', 'segments.nl.churn is per year and others per month'],
    ['another one', '{ churn: 4%/quarter }', 'segments.nl.churn is per quarter and others per mon'],
    [
      'two',
      '{ freq: { value: 4/year, range: 1..2/month } }',
      'a value per year and a range per mo',
    ],
    ['one that does not fit', '{ avg: 50/month }', 'avg is not per time, got 50/month; write 50'],
  ])('are refused: %s', async (_, override, message) => {
    const { stderr, code } = await inFolder(['check'], monthly.replace('{ freq: +1 }', override));
    expect(stderr).toMatch(/^clv\.yaml:9:/);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test.each([
    [
      'period: year\n',
      'clv.yaml:6:10: inputs.churn is per month and period is year; drop period\n',
    ],
  ])('are refused beside another %s', async (period, message) => {
    const { stderr, code } = await inFolder(
      ['check'],
      monthly.replace('inputs:', `${period}inputs:`),
    );
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('of a check on churn must be those of the file', async () => {
    const text = monthly.replace('10%/month\n  - years', '10%\n  - years');
    const { stderr, code } = await inFolder(['check'], text);
    expect(stderr).toContain('clv.yaml:16:5: churn is per month here and the check per year');
    expect(code).toBe(2);
  });

  test('are said, in both languages', async () => {
    const inEnglish = await inFolder(
      ['solve', 'clv.yaml', '--segment', 'be', '--target', 'ltvCac=3'],
      monthly,
    );
    expect(inEnglish.stderr).toContain('freq and churn are per month\n');
    const inDutch = await inFolder(['check', '--lang', 'nl'], monthly);
    expect(inDutch.stdout + inDutch.stderr).toContain('freq en churn zijn per maand\n');
  });

  test('hold for flags laid over it', async () => {
    // By hand: 5 a year of 50 at 40 % for 20 months is 166.67, of 3 times 55.56.
    const args = [
      'solve',
      '--target',
      'ltvCac=3',
      '--for',
      'cac',
      '--segment',
      'nl',
      '--freq',
      '5',
    ];
    const { stdout } = await inFolder([...args, '--json'], monthly);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ value: expect.closeTo(500 / 9, 9) as number }],
    });
  });
});

test('whatever the units, output fed back is the same output', async () => {
  const time = fc.constantFrom('', '/year', '/quarter', '/month');
  const number = fc.integer({ min: 1, max: 999 }).map((parts) => parts / 10);
  const share = fc.integer({ min: 1, max: 999 }).map((parts) => `${parts / 10}%`);
  const flags = fc
    .tuple(number, time, share, time)
    .map(([freq, per, churn, perChurn]) => [
      ...base,
      '--freq',
      `${freq}${per}`,
      '--churn',
      `${churn}${perChurn}`,
      '--discount',
      '10%',
    ]);
  for (const args of fc.sample(flags, { seed: 15, numRuns: 100 })) {
    const found = await figures(args);
    expect(await figures(['calc'], JSON.stringify(found))).toEqual(found);
  }
});

test('a frequency means the same in whatever unit it is written', async () => {
  const cases = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 99 }));
  for (const [freq, churn] of fc.sample(cases, { seed: 15, numRuns: 50 })) {
    const values = (text: string) =>
      figures([...base, '--freq', text, '--churn', `${churn}%/month`]);
    const yearly = await values(`${freq * 12}/year`);
    for (const text of [`${freq * 12}`, `${freq * 3}/quarter`, `${freq}/month`]) {
      expect(await values(text)).toEqual(yearly);
    }
    // 50 an order, exactly.
    expect(yearly['customerValue']).toBe(50 * freq * 12);
  }
});
