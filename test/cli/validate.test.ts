import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readValidate } from '../../src/cli/verbs/validate.ts';
import type { ValidationFile } from '../../src/input/model/validation-file.ts';
import { readValidation } from '../../src/input/model/validation-schema.ts';
import { fit, validate as held, type Observed } from '../../src/models/index.ts';
import { fileOf, folder } from '../measure/run.ts';
import { clvInProcess } from './clv.ts';

const orders = join(folder, 'shop.csv');

const validate = (...args: readonly string[]) => clvInProcess(['validate', ...args]);

/** Validate, and read the record as it was written. */
async function record(...args: readonly string[]): Promise<ValidationFile> {
  const { stdout, stderr, code } = await validate(...args, '--json', '-q');
  if (code !== 0) throw new Error(stderr);
  return readValidation(stdout, 'stdout');
}

/** What is said where nothing can be validated. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await validate(...args, '-q');
  expect([stdout, code]).toEqual(['', 2]);
  return stderr;
}

/** Figures that may differ by a rounding. */
const near = (figures: object | undefined) =>
  Object.fromEntries(
    Object.entries(figures ?? {}).map(([name, value]) => [
      name,
      typeof value === 'number' ? (expect.closeTo(value, 8) as number) : value,
    ]),
  );

beforeAll(async () => {
  await clvInProcess(['demo', orders, '--customers', '400', '--seed', '1', '-q']);
});

/** The customers of the shop by what measure says of them up to a day. */
async function summaryUntil(day: string) {
  const file = join(folder, 'customers.csv');
  const { stderr, code } = await clvInProcess([
    'measure',
    orders,
    '--summary',
    file,
    '--as-of',
    day,
    '-q',
  ]);
  if (code !== 0) throw new Error(stderr);
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [customer = '', ...cells] = line.split(',');
      const [x = 0, t_x = 0, T = 0, spend = 0] = cells.map(Number);
      return [customer, { x, t_x, T, spend }] as const;
    }),
  );
}

describe('a validation', () => {
  it('is what the library gives for customers that measure summarised at both ends', async () => {
    const found = await record(orders, '--until', '2025-06-30', '--model', 'bg-nbd');
    const [before, after, start] = [
      await summaryUntil('2025-06-30'),
      await summaryUntil('2025-12-31'),
      await summaryUntil('2024-12-28'),
    ];
    const observed = Array.from(before, ([customer, { x, t_x, T, spend }]): Observed => {
      const later = (after.get(customer)?.x ?? NaN) - x;
      // 184 days of holdout; of those in the window the first purchase does not count.
      const lastWindow = x - (start.get(customer)?.x ?? 0);
      return { x, t_x, T, spend, later, lastWindow };
    });
    const expected = held(fit('bg-nbd', observed), observed, {
      holdout: 184 / 7,
      hiatus: (found.origins[0]?.hiatusDays ?? NaN) / 7,
    });
    const [origin] = found.origins;
    expect(origin).toMatchObject({
      until: '2025-06-30',
      to: '2025-12-31',
      customers: before.size,
      actual: expected.actual,
    });
    const [own, ...rules] = expected.forecasts;
    const { name: _, ...forecast } = own ?? { name: '' };
    expect(origin?.models.map((model) => model.forecast)).toEqual([near(forecast)]);
    expect(origin?.rules).toEqual(rules.map(near));
    const { low, high } = expected.predicted.interval;
    expect(origin?.models[0]?.interval).toEqual(near({ low, high }));
  });

  it('takes the holdouts from the end, each before the other, with all models', async () => {
    const { origins, modelErrors, comparison, holdout } = await record(
      orders,
      '--holdout',
      '26w',
      '--origins',
      '3',
    );
    expect(holdout).toBe(26);
    expect(origins.map(({ until, to }) => [until, to])).toEqual([
      ['2025-07-02', '2025-12-31'],
      ['2025-01-01', '2025-07-02'],
      ['2024-07-03', '2025-01-01'],
    ]);
    for (const { models } of origins) {
      expect(models.map(({ model }) => model).toSorted()).toEqual([
        'bg-nbd',
        'mbg-nbd',
        'pareto-nbd',
      ]);
    }
    expect(modelErrors.length).toBe(3);
    expect(comparison.scores.map(({ name }) => name).slice(3)).toEqual([
      'own-rate',
      'last-window',
      'hiatus',
      'nobody',
    ]);
  });

  it('tracks repeat purchases from the first day to the end of the holdout, by week', async () => {
    const { origins } = await record(orders, '--until', '2025-06-30', '--model', 'bg-nbd');
    const after = await summaryUntil('2025-12-31');
    const before = await summaryUntil('2025-06-30');
    const tracking = origins[0]?.models[0]?.tracking ?? [];
    // 731 days are 104 weeks and 3 days: some purchases of the last days are in no whole week.
    expect(tracking.length).toBe(104);
    const all = Array.from(before.keys(), (customer) => after.get(customer)?.x ?? 0);
    const sum = all.reduce((total, x) => total + x, 0);
    const last = tracking.at(-1)?.actual ?? NaN;
    expect(sum - last).toBeGreaterThanOrEqual(0);
    expect(sum - last).toBeLessThan(0.02 * sum);
  });

  it('with -o is a file beside the report', async () => {
    const file = join(folder, 'validation.json');
    const args = ['--holdout', '26w', '--model', 'mbg-nbd', '-q'];
    const { stdout, code } = await validate(orders, ...args, '-o', file);
    expect(code).toBe(0);
    expect(stdout).toContain('last window');
    const text = readFileSync(file, 'utf8');
    expect(readValidation(text, file).origins.length).toBe(1);
    // No customer is in it.
    expect(text).not.toMatch(/C\d{3}/);
  });
});

it('prints its report, in Dutch too, with charts in Markdown as text', async () => {
  const small = join(folder, 'small.csv');
  await clvInProcess(['demo', small, '--customers', '200', '-q']);
  let transcript = '';
  for (const args of [
    '--holdout 26w --origins 2',
    '--until 2025-06-30 --model mbg-nbd --lang nl --format markdown',
  ]) {
    const { stdout } = await validate(small, ...args.split(' '));
    transcript += `$ clv validate small.csv ${args}\n${stdout}\n`;
  }
  await expect(transcript).toMatchFileSnapshot('golden/validate.txt');
});

it('has a row for each forecaster as CSV', async () => {
  const args = ['--holdout', '26w', '--model', 'mbg-nbd', '--format', 'csv', '-q'];
  const { stdout } = await validate(orders, ...args);
  const [header, ...lines] = stdout.trim().split('\n');
  expect(header).toBe('until,to,customers,actual,name,total,mae,rmse,bias,topTenth,low,high');
  expect(lines.map((line) => line.split(',')[4])).toEqual([
    'mbg-nbd',
    'own-rate',
    'last-window',
    'hiatus',
    'nobody',
  ]);
});

describe('what cannot be validated', () => {
  it.each([
    [
      [],
      'clv validate needs to know what is held back; add --holdout 26w, or --until with the last day to fit to\n',
    ],
    [['--holdout', '0'], '--holdout must be a day or longer, got 0\n'],
    [['--holdout', 'long'], '--holdout must be a time such as 5y, 12mo or 52w, got long\n'],
    [['--holdout', '2000y'], '--holdout must be at most 1000 years, got 2000y\n'],
    [['--until', '2025-02-30'], '--until must be a date such as 2025-06-30, got 2025-02-30\n'],
    [
      ['--holdout', '26w', '--origins', '0'],
      '--origins must be a whole number from 1 to 100, got 0\n',
    ],
    [
      ['--until', '2026-06-30'],
      '--until must be before the last day, got 2026-06-30; the orders run from 2024-01-02 to 2025-12-31\n',
    ],
    [
      ['--holdout', '104w'],
      'the orders up to 2024-01-03 have no fit: one customer is not enough to fit a model\n',
    ],
    [
      ['--holdout', '26w', '-o', 'report.csv'],
      '--output is for the record, a file such as validation.json, got report.csv; the report goes to stdout\n',
    ],
  ])('%j', async (args, message) => {
    expect(await refusal(orders, ...args)).toBe(message);
  });

  it('is a summary, which has no days', async () => {
    const file = fileOf('customer,x,t_x,T\na,1,2,3\n');
    expect(await refusal(file, '--holdout', '26w')).toBe(
      'clv validate needs orders: a table that is already summarised has no days to divide it by\n',
    );
  });

  it('are orders over which the record would be written', async () => {
    const message = `--output must be another file than those that are read, got ${orders}; name one such as validation.json\n`;
    const file = orders.replace(/\.csv$/, '');
    expect(existsSync(file)).toBe(false);
    const own = fileOf(readFileSync(orders), 'own.json');
    expect(await refusal(own, '--holdout', '26w', '-o', own)).toBe(message.replace(orders, own));
  });
});

describe('a warning', () => {
  it('says that the holdout is longer than the calibration', async () => {
    const { stderr, code } = await validate(
      orders,
      '--holdout',
      '60w',
      '--format',
      'csv',
      '--model',
      'bg-nbd',
    );
    expect(code).toBe(0);
    expect(stderr).toContain(
      'the holdout, 60 weeks, is longer than the calibration, 44.3 weeks: what was never seen is forecast\n',
    );
  });
});

it('reads its flags without a run', () => {
  expect(readValidate({ holdout: '6mo' }, [['a.csv']], {})).toMatchObject({
    names: ['a.csv'],
    model: undefined,
    // 365.2425 / 2 = 182.62.
    holdout: { days: 183, until: undefined, origins: 1 },
    recordFile: undefined,
  });
});
