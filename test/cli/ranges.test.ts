import { describe, expect, test } from 'vitest';
import { mostDraws } from '../../src/math/draws.ts';
import { clvInProcess, type Run } from './clv.ts';

const sample = ['--avg', '45..55', '--freq', '3 to 5', '--years', '2±0.5', '--margin', '38%..46%'];

/** The JSON that a run printed, once it went well. */
function json({ stdout, stderr, code }: Run): Record<string, unknown> {
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** A result without what ranges add to it. */
function pointsOf(found: Record<string, unknown>): object {
  const { intervals: _, readings: __, misses: ___, simulation: ____, ...points } = found;
  return points;
}

async function lines(args: readonly string[], columns?: number): Promise<string[]> {
  const { stdout, code } = await clvInProcess(args, columns === undefined ? {} : { columns });
  expect(code).toBe(0);
  return stdout.split('\n');
}

describe('a range', () => {
  test('gives the percentiles of what it moves, beside the point values', async () => {
    const found = json(
      await clvInProcess(['calc', '--avg', '45..55', '--freq', '4', '--years', '3', '--json']),
    );
    // A uniform avg on 45 to 55 puts clv = 12 avg uniform on 540 to 660: 546, 600, 654. Strata of
    // 1 / 10,000 leave an error of 120 / 10,000.
    expect(found).toEqual({
      avg: 50,
      freq: 4,
      years: 3,
      customerValue: 200,
      clv: 600,
      intervals: {
        customerValue: {
          p5: expect.closeTo(182, 1) as number,
          p50: expect.closeTo(200, 1) as number,
          p95: expect.closeTo(218, 1) as number,
        },
        clv: {
          p5: expect.closeTo(546, 1) as number,
          p50: expect.closeTo(600, 1) as number,
          p95: expect.closeTo(654, 1) as number,
        },
      },
      readings: { avg: 'avg 45..55: hard limits, uniform, midpoint 50' },
      simulation: { seed: 1, draws: 10_000, interval: 0.9 },
    });
  });

  test('is the same as a flag, in JSON, NDJSON and CSV', async () => {
    const args = ['calc', '--json'];
    const flags = json(await clvInProcess([...args, '--avg', '45..55', '--freq', '4']));
    const record = { avg: '45..55', freq: 4 };
    expect(json(await clvInProcess(args, { stdin: JSON.stringify(record) }))).toEqual(flags);
    const two = `${JSON.stringify(record)}\n`.repeat(2);
    expect(json(await clvInProcess(args, { stdin: two }))).toEqual([flags, flags]);
    const csv = 'avg,freq\n45..55,4\n';
    expect(json(await clvInProcess(args, { stdin: csv }))).toEqual([flags]);
  });

  test('of a flag overrides the number of a record, and a number its range', async () => {
    const stdin = '{"avg":"45..55","freq":4}';
    const number = json(await clvInProcess(['calc', '--json', '--avg', '50'], { stdin }));
    expect(number).toEqual({ avg: 50, freq: 4, customerValue: 200 });
    const range = json(await clvInProcess(['calc', '--json', '--freq', '3..5'], { stdin }));
    expect(range).toMatchObject({
      avg: 50,
      freq: 4,
      readings: { avg: expect.stringMatching('45..55'), freq: expect.stringMatching('3..5') },
    });
  });

  test('is its point where the JSON is fed back, and itself where the CSV is', async () => {
    const args = ['calc', ...sample, '--cac', '50..80', '--target-ratio', '3'];
    const first = await clvInProcess([...args, '--json']);
    const again = await clvInProcess(['calc', '--json'], { stdin: first.stdout });
    expect(json(again)).toEqual(pointsOf(json(first)));
    const churn = await clvInProcess([
      'equity',
      '--customers',
      '9',
      '--avg',
      '50',
      '--freq',
      '4',
      '--churn',
      '20% to 30%',
      '--json',
    ]);
    expect(json(await clvInProcess(['equity', '--json'], { stdin: churn.stdout }))).toEqual(
      pointsOf(json(churn)),
    );
    const loss = ['--avg', '45..55', '--freq', '4', '--margin', '-10%..40%'];
    const csv = await clvInProcess(['calc', ...loss, '--format', 'csv']);
    const csvAgain = await clvInProcess(['calc', '--format', 'csv'], { stdin: csv.stdout });
    expect(csvAgain).toEqual(csv);
    expect(csv.stdout).toContain("'-10%..40%");
  });

  test('is read with commas under a comma locale, and printed so that either reads it', async () => {
    const dutch = ['calc', '--lang', 'nl', '--json'];
    const first = await clvInProcess([...dutch, '--avg', '1,234..5,5', '--freq', '4']);
    expect(json(first)).toMatchObject({ avg: 3.367 });
    const again = json(await clvInProcess(dutch, { stdin: first.stdout }));
    expect(again).toEqual(pointsOf(json(first)));
    const csv = await clvInProcess([
      ...dutch.slice(0, 3),
      '--format',
      'csv',
      '--avg',
      '1,234..5,5',
      '--freq',
      '4',
    ]);
    expect(csv.stdout).toContain('1.2340..5.5');
  });

  test('follows --seed, --draws and --interval', async () => {
    const args = ['calc', '--json', '--avg', '45 to 55', '--freq', '4'];
    const seeds = await Promise.all(
      ['1', '2', '2'].map((seed) => clvInProcess([...args, '--seed', seed])),
    );
    const [one, two, again] = seeds.map((run) => json(run)['intervals']);
    expect(two).toEqual(again);
    expect(two).not.toEqual(one);
    const wide = json(await clvInProcess([...args, '--interval', '50', '--draws', '100']));
    expect(wide).toMatchObject({
      readings: { avg: 'avg 45 to 55: 50% interval, lognormal, median 49.7' },
      simulation: { draws: 100, interval: 0.5 },
    });
  });
});

describe('the probability of missing a target', () => {
  test('is that of the ratio asked for, and of losing on a customer', async () => {
    // ltvCac = 160 / cac < 1 where cac > 160, with cac uniform on 100 to 200: 40 %.
    const args = ['calc', '--avg', '50', '--freq', '4', '--years', '2', '--margin', '40%'];
    const cac = ['--cac', '100..200', '--target-ratio', '1.28'];
    expect(json(await clvInProcess([...args, ...cac, '--json']))).toMatchObject({
      misses: {
        // 160 / cac < 1.28 where cac > 125.
        ltvCac: { target: 1.28, probability: 0.75 },
        netClv: { target: 0, probability: 0.4 },
      },
      intervals: { paybackMonths: { p95: null, withoutValue: 4000 } },
    });
    const printed = await lines([...args, ...cac]);
    expect(printed).toContain('The probability that LTV:CAC misses 1.28 is 75%.');
    expect(printed).toContain(
      'The probability that a customer costs more than the margin brings back is 40%.',
    );
    expect(printed).toContain(
      'Payback period: no value in 40% of the draws, which count as above all others.',
    );
  });
});

/** The verdict on a check of a shop that may have refunded more than it sold, and what it found. */
async function foundBy(check: string): Promise<{ code: number | null; found: unknown }> {
  const stdin = `version: 1\ninputs: { revenue: -300..400, cac: 10 }\nchecks: ["${check}"]\n`;
  const { stdout, code } = await clvInProcess(['check', '-', '--json'], { stdin });
  const { results } = JSON.parse(stdout) as { results: { targets: { found: unknown }[] }[] };
  return { code, found: results[0]?.targets[0]?.found };
}

describe('a draw without a value', () => {
  test('is the worst where there is no revenue to buy customers of', async () => {
    const args = ['calc', '--revenue', '-300..400', '--cac', '10'];
    // The median revenue of 50 buys 50 × 5 % / 10 = 0.25; of 700 it lies below 0 in 300.
    expect(json(await clvInProcess([...args, '--json']))).toMatchObject({
      intervals: {
        budgetHoldCustomers: {
          p5: null,
          p50: expect.closeTo(0.25, 3) as number,
          withoutValue: expect.closeTo(4286, -1) as number,
          withoutValueBelow: expect.closeTo(4286, -1) as number,
        },
      },
    });
    const below =
      'Customers the budget to hold buys: no value in 42.86% of the draws, which count as below all others.';
    expect(await lines(args)).toContain(below);
    const inDutch = await lines([...args, '--lang', 'nl']);
    expect(inDutch.some((line) => line.includes('die als lager dan alle andere tellen'))).toBe(
      true,
    );
  });

  test('is the worst or the best of a check by the same table', async () => {
    expect(await foundBy('p50(budgetHoldCustomers) >= 0.2')).toEqual({
      code: 0,
      found: expect.closeTo(0.25, 3) as number,
    });
    expect(await foundBy('best(budgetHoldCustomers) >= 1.9')).toMatchObject({ code: 0 });
    for (const check of ['p10', 'worst', 'mean']) {
      expect(await foundBy(`${check}(budgetHoldCustomers) >= 0`)).toEqual({ code: 1, found: null });
    }
  });
});

describe('the table', () => {
  test('has columns for the percentiles, and says how it was read and drawn', async () => {
    const printed = await lines(['calc', '--avg', '45..55', '--freq', '4']);
    expect(printed.slice(1, 2)).toEqual([
      '│ Number                 │  Value │     p5 │    p50 │    p95 │ Note                    │',
    ]);
    expect(printed).toContain(
      '│ Customer value         │ 200.00 │ 182.00 │ 200.00 │ 218.00 │ per year, revenue basis │',
    );
    expect(printed).toContain('avg 45..55: hard limits, uniform, midpoint 50.');
    expect(printed).toContain(
      'p5, p50 and p95 are of 10,000 independent draws (seed 1): what moves two inputs together is not in them.',
    );
  });

  test('speaks Dutch', async () => {
    const printed = await lines(['calc', '--avg', '45,5..54,5', '--freq', '4', '--lang', 'nl']);
    expect(printed).toContain('avg 45,5..54,5: harde grenzen, uniform, midden 50.');
    expect(printed.some((line) => line.includes('10.000 onafhankelijke trekkingen'))).toBe(true);
  });

  test('of many records has columns too, and each reading once', async () => {
    const stdin = 'name,avg,freq\na,45..55,4\nb,45..55,3\nc,50,4\n';
    const { stdout } = await clvInProcess(['calc', '--format', 'markdown'], { stdin });
    expect(stdout).toContain('| Customer value, per year, revenue basis | Customer value p5 |');
    expect(stdout).toContain('| c | 50.00 | 4 | 200.00 |  |  |  |');
    expect(stdout.split('avg 45..55: hard limits')).toHaveLength(2);
  });

  test('of numbers alone is as it was', async () => {
    const printed = await lines(['calc', '--avg', '50', '--freq', '4']);
    expect(printed.join('\n')).not.toMatch(/p50|seed|number/);
  });
});

describe('what is wrong', () => {
  test.each<[readonly string[], string]>([
    [['--avg', '55..45'], '--avg must go from low to high, got 55..45; write 45..55'],
    [['--avg', '-5..5'], '--avg must be at least 0, got -5..5'],
    [['--margin', '38..46'], '--margin must be at most 1, got 38..46; write 38%..46%'],
    [['--avg', '45..x'], 'the high end of --avg must be a number such as 1234.5, got x'],
    [
      ['--avg', '45..55', '--seed', '-1'],
      '--seed must be a whole number from 0 to 4294967295, got -1',
    ],
    [
      ['--avg', '45..55', '--draws', '10'],
      '--draws must be a whole number from 100 to 1000000, got 10',
    ],
    [
      // As many as can be drawn, and no more.
      ['--avg', '45..55', '--draws', `${mostDraws + 1}`],
      `--draws must be a whole number from 100 to ${mostDraws}, got ${mostDraws + 1}`,
    ],
    [
      ['--avg', '45..55', '--interval', '100'],
      '--interval must be a whole number from 1 to 99, got 100',
    ],
  ])('of %j is told', async (flags, message) => {
    const run = await clvInProcess(['calc', '--freq', '4', ...flags]);
    expect(run).toEqual({ stdout: '', stderr: `${message}\n`, code: 2 });
  });

  test('with flags is told at once', async () => {
    const run = await clvInProcess(['calc', '--avg', '5..4', '--freq', 'x', '--years', '3..-2']);
    expect(run.stderr.split('\n').filter((line) => line !== '')).toHaveLength(3);
  });

  test('with a record is told at once, with its line; the others stand', async () => {
    const stdin =
      '{"avg":"45..55","freq":4}\n{"avg":"55..45","freq":"1..","zip":1}\n{"avg":1,"freq":1}\n';
    const run = await clvInProcess(['calc', '--keep-going', '--format', 'ndjson'], { stdin });
    expect(run.stdout.trim().split('\n')).toHaveLength(2);
    expect(run.stderr.split('\n').slice(0, 4)).toEqual([
      'line 2: avg must go from low to high, got 55..45; write 45..55',
      "line 2: the high end of freq must be a number such as 1234.5, got ''",
      'line 2: zip is not a name that clv knows, got 1; --allow-unknown carries it through',
      '1 of 3 records was refused',
    ]);
    expect(run.code).toBe(2);
  });

  test('with the name of a column is told, though its cells are ranges', async () => {
    const run = await clvInProcess(['calc'], { stdin: 'avg,frq\n50,3 to 5\n' });
    expect(run.stderr).toBe(
      'line 2: frq is not a name that clv knows, got "3 to 5"; did you mean freq?; --allow-unknown carries it through\n',
    );
  });

  test('between two ranges of one quantity is told', async () => {
    const run = await clvInProcess([
      'calc',
      '--years',
      '4..6',
      '--churn',
      '15%..25%',
      '--avg',
      '9',
      '--freq',
      '1',
    ]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^--years must agree with --churn/);
  });

  test('with a horizon is told', async () => {
    const run = await clvInProcess([
      'equity',
      '--customers',
      '9',
      '--avg',
      '4..5',
      '--freq',
      '4',
      '--churn',
      '20%',
      '--horizon',
      '3',
    ]);
    expect(run).toEqual({
      stdout: '',
      stderr:
        '--horizon must have exact numbers to go by, got a range; drop --horizon or write one number\n',
      code: 2,
    });
  });
});
