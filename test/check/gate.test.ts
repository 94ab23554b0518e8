import { describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

/** Check a file of these inputs and these lines, from stdin. */
async function checked(inputs: string, lines: string, ...flags: string[]) {
  const stdin = `version: 1\ninputs: { ${inputs} }\n${lines}\n`;
  const run = await clvInProcess(['check', '-', '--json', ...flags], { stdin });
  const report = (run.stdout === '' ? { results: [] } : JSON.parse(run.stdout)) as {
    readonly results: readonly { readonly status: string; readonly targets: readonly object[] }[];
    readonly summary: object;
  };
  return { ...run, ...report, statuses: report.results.map(({ status }) => status) };
}

const unpaid = 'avg: 50, freq: 4, years: 1, margin: 10%, cac: 60';

describe('if-missing: skip', () => {
  it.each([
    // 20 a year for one year never pay back 60.
    ['a payback that never comes', unpaid, 'paybackMonths <= 12'],
    [
      'a payback of a loss',
      'avg: 50, freq: 4, years: 1, margin: -5%, cac: 6',
      'paybackMonths <= 12',
    ],
    ['a ratio to a CAC of 0', 'avg: 50, freq: 4, years: 1, margin: 5%, cac: 0', 'ltvCac >= 3'],
    // A margin below 15 % pays 60 back in no two years: three draws in four.
    [
      'a percentile of draws of which most never pay back',
      'avg: 50, freq: 4, years: 2, margin: 5%..20%, cac: 60',
      'p90(paybackMonths) <= 24',
    ],
  ])('does not skip %s', async (_, inputs, check) => {
    const lines = `checks: [{ error: "${check}", if-missing: skip }]`;
    expect(await checked(inputs, lines)).toMatchObject({ code: 1, statuses: ['failed'] });
  });

  it.each([
    ['a metric that lacks an input', 'avg: 50, freq: 4', 'clv >= 3'],
    ['an age without a day', 'avg: 50', 'age(avg) <= 12'],
  ])('skips %s', async (_, inputs, check) => {
    const lines = `checks: [{ error: "${check}", if-missing: skip }]`;
    expect(await checked(inputs, lines)).toMatchObject({ code: 0, statuses: ['skipped'] });
  });

  it('does not skip a total of which one segment lacks an input and another has no value', async () => {
    const lines = `segments: { a: { revenue: 100 }, b: { revenue: 100, cac: 0 } }
checks: [{ error: budgetHoldCustomers >= 1, if-missing: skip }]`;
    expect(await checked('marketingShare: 5%', lines)).toMatchObject({ code: 1 });
  });
});

describe('a failing info', () => {
  const lines = 'checks: [{ info: avg >= 60 }, { warn: avg >= 70 }, avg >= 50]';

  it('is counted in a place of its own, and no limit of warnings counts it', async () => {
    const run = await checked('avg: 50', lines, '--max-warnings', '1');
    expect(run).toMatchObject({ code: 0, statuses: ['noted', 'warned', 'passed'] });
    expect(run.summary).toEqual({ passed: 1, failed: 0, warned: 1, noted: 1, skipped: 0 });
  });

  it.each([
    [
      'tty',
      ['  i avg >= 60', '3 checks: 1 passed, 0 failed, 1 warned, 1 noted, 0 skipped; exit 0'],
    ],
    ['markdown', ['| i avg >= 60 |', '1 warned, 1 noted, 0 skipped']],
    ['github', ['::notice file=stdin', '::warning file=stdin']],
    ['junit', ['failures="0"', '<system-out>found 50.00, limit 60.00']],
  ])('is shown by the reporter %s', async (reporter, texts) => {
    const stdin = `version: 1\ninputs: { avg: 50 }\n${lines}\n`;
    const { stdout } = await clvInProcess(['check', '-', '--reporter', reporter], { stdin });
    for (const text of texts) expect(stdout).toContain(text);
  });

  it('is not named in a summary that has none', async () => {
    const stdin = 'version: 1\ninputs: { avg: 50 }\nchecks: [avg >= 50]\n';
    const { stdout } = await clvInProcess(['check', '-'], { stdin });
    expect(stdout).toContain('1 check: 1 passed, 0 failed, 0 warned, 0 skipped; exit 0');
  });
});

const dearer = (entries: string) =>
  `segments: { nl: { customers: 9 } }\nscenarios: { dear: { ${entries} } }\nchecks: [avg > 0]`;

describe('the note on unit cost', () => {
  it.each([
    ['common', 'margin: 40%', ''],
    ['given per segment', 'freq: 4', 'margin: 40%'],
  ])('comes with a price that changes while the margin is %s', async (_, common, own) => {
    const lines = `segments: { nl: { customers: 9, ${own} } }
scenarios: { dear: { avg: +8% } }
checks: [avg > 0]`;
    const { stderr } = await checked(`avg: 50, ${common}`, lines);
    expect(stderr).toContain('dear changes avg while margin is a share');
  });

  it('does not come where the scenario gives the margin, or none has any', async () => {
    for (const [inputs, entries] of [
      ['margin: 40%', 'avg: +8%, margin: 42%'],
      ['unitCost: 30', 'avg: +8%'],
    ] as const) {
      const { stderr } = await checked(`avg: 50, ${inputs}`, dearer(entries));
      expect(stderr).not.toContain('while margin is a share');
    }
  });
});

describe('a range of three points', () => {
  it.each(['margin in 0...5', 'years in 1...7', 'years in 1 ... 7', 'years in 1....7'])(
    'is refused in %s',
    async (check) => {
      const { code, stderr } = await checked('years: 3, margin: 40%', `checks: ["${check}"]`);
      expect(code).toBe(2);
      expect(stderr).toMatch(/must have two points between its numbers, got .*\.\.\./);
    },
  );

  it('is refused by sweep', async () => {
    const line = 'sweep --avg 50 --freq 3...5:0.5 --years 3 --metric clv';
    const { code, stderr } = await clvInProcess(line.split(' '));
    expect([code, stderr]).toEqual([
      2,
      '--freq must be from, to and step such as 3..5:0.5, got 3...5:0.5\n',
    ]);
  });
});

describe('the tolerance of a share', () => {
  it.each([
    ['within 5pp of 90%', 0.86, 0, '5 points either way, so 85% to 95%'],
    ['within 5pp of 90%', 0.84, 1, '5 points either way, so 85% to 95%'],
    ['within 0.05 of 90%', 0.86, 0, '5 points either way, so 85% to 95%'],
    ['within 5% of 90%', 0.86, 0, '5% of 90%, not points, so 85.5% to 94.5%'],
    ['within 5% of 90%', 0.852, 1, '5% of 90%, not points, so 85.5% to 94.5%'],
  ])('%s of %d exits %d and says how it was read', async (rule, margin, exit, reading) => {
    const check = `margin ${rule}`;
    const { code, stderr } = await checked(`margin: ${margin}`, `checks: [${check}]`);
    expect([code, stderr]).toEqual([exit, `${check}: ${reading}\n`]);
  });

  it('is refused where it may be points or a percentage', async () => {
    const { code, stderr } = await checked('margin: 10%', 'checks: [margin within 1 of 90%]');
    expect(code).toBe(2);
    expect(stderr).toContain('got 1; write 1pp or 1%');
  });
});
