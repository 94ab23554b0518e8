import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFit } from '../../src/cli/verbs/fit.ts';
import { readModel } from '../../src/input/model/model-schema.ts';
import type { BuyerModelFile } from '../../src/input/model/model-file.ts';
import { type Buyer, fit as fitted } from '../../src/models/index.ts';
import { fileOf, folder } from '../measure/run.ts';
import { type Draws, drawsOf, purchasesOf } from '../models/simulate.ts';
import { bin, clvInProcess } from './clv.ts';

const orders = join(folder, 'shop.csv');
const customers = join(folder, 'customers.csv');

const fit = (...args: readonly string[]) => clvInProcess(['fit', ...args]);

/** Fit, and read the model as it was written. */
async function model(...args: readonly string[]): Promise<BuyerModelFile> {
  const { stdout, stderr, code } = await fit(...args, '--json', '-q');
  if (code !== 0) throw new Error(stderr);
  return readModel(stdout, 'stdout') as BuyerModelFile;
}

/** What is said where nothing can be fitted. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await fit(...args, '-q');
  expect([stdout, code]).toEqual(['', 2]);
  return stderr;
}

beforeAll(async () => {
  await clvInProcess(['demo', orders, '--customers', '400', '--seed', '1', '-q']);
  await clvInProcess(['measure', orders, '--summary', customers, '-q']);
});

/** The customers of the shop, as measure summarised them. */
const summary = () =>
  readFileSync(customers, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [x = 0, t_x = 0, T = 0, spend = 0] = line.split(',').slice(-4).map(Number);
      return { x, t_x, T, spend };
    });

/** A file of orders that stand alone. */
const ordersOf = (...rows: readonly string[]) =>
  fileOf(`customer,date,amount\n${rows.join('\n')}\n`);

/** A file under a header. */
const tableOf = (header: string, rows: readonly string[]) =>
  fileOf(`${[header, ...rows].join('\n')}\n`);

/** The shop's summary under another header, its times in another unit. */
function otherSummary(header: string, factor = 1): string {
  const rows = summary().map(({ x, t_x, T, spend }, at) =>
    [at, x, t_x * factor, T * factor, spend].join(','),
  );
  return tableOf(header, rows);
}

describe('orders', () => {
  it('give the parameters that the library finds for their customers', async () => {
    const found = await model(orders, '--model', 'bg-nbd');
    const rows = summary();
    const expected = fitted('bg-nbd', rows as Buyer[]);
    expect(found.parameters).toEqual(expected.parameters);
    expect([found.customers, found.cells]).toEqual([rows.length, expected.cells]);
    const { parameters, customers: spenders } = fitted('gamma-gamma', rows);
    // Equal means of one customer or another are added up in another order.
    for (const [name, value] of Object.entries(parameters)) {
      expect(found.spend?.parameters[name]).toBeCloseTo(value, 9);
    }
    expect(found.spend?.customers).toBe(spenders);
  });

  it('say in the model where they come from, and hold no customer', async () => {
    const { data, spend } = await model(orders, '--as-of', '2025-06-30');
    expect(data).toMatchObject({
      source: 'shop.csv',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      first: '2024-01-02',
      asOf: '2025-06-30',
      currency: 'EUR',
      ledger: { rejected: 0 },
    });
    expect(data.longest).toBeCloseTo(545 / 7, 12);
    expect(spend?.firstPurchase).toBeGreaterThan(20);
  });

  it('are fitted by three models side by side, and the likeliest is taken', async () => {
    const file = join(folder, 'model.json');
    const { stdout, code } = await fit(orders, '-o', file);
    expect(code).toBe(0);
    const kept = readModel(readFileSync(file, 'utf8'), file) as BuyerModelFile;
    expect(kept.others).toHaveLength(2);
    for (const { logLikelihood } of kept.others) {
      expect(logLikelihood).toBeLessThan(kept.logLikelihood);
    }
    expect(stdout).toContain(`${kept.model} is taken, for it has the highest log-likelihood`);
    expect(stdout.split('\n').every((line) => line.length <= 80 || !/[│┌]/.test(line))).toBe(true);
  });

  it('may be fitted in Dutch, as Markdown and as CSV', async () => {
    const dutch = await fit(orders, '--model', 'bg-nbd', '--lang', 'nl', '--format', 'markdown');
    expect(dutch.stdout).toMatch(/\| nieuwe klant, 1 jaar \| \d,\d+ \|/);
    const { stdout } = await fit(orders, '--format', 'csv', '-q');
    const [header, ...rows] = stdout.trim().split('\n');
    expect(header).toMatch(/^model,customers,logLikelihood,/);
    expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(
      new Set(['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'gamma-gamma']),
    );
  });

  it('may come through stdin', async () => {
    const stdin = readFileSync(orders);
    const { stdout } = await clvInProcess(['fit', '-', '--json', '-q'], { stdin });
    expect(readModel(stdout, 'stdout').parameters).toEqual((await model(orders)).parameters);
  });
});

describe('a summary of customers', () => {
  it.each([
    'customer,x,t_x,T,spend',
    'customer_id,frequency,recency,T,monetary_value',
    'cust,x,t.x,T.cal,m.x',
    'Id,x,t.x,T.cal,Spending',
  ])('is known by the header %s', async (header) => {
    const expected = await model(orders);
    const { parameters, spend, data } = await model(otherSummary(header));
    expect(parameters).toEqual(expected.parameters);
    expect(spend?.parameters['q']).toBeCloseTo(expected.spend?.parameters['q'] ?? 0, 9);
    expect(data).toMatchObject({ first: null, asOf: null, ledger: null });
  });

  it('is read in weeks, which is said, and so is that they may be days', async () => {
    const rows = ['a,3,300,400', 'b,1,200,800', 'c,0,0,700', 'd,2,650,700'];
    const file = tableOf('customer_id,frequency,recency,T', rows);
    const { stderr } = await fit(file, '--model', 'bg-nbd');
    expect(stderr).toBe(
      'a summary of customers: x frequency, t_x recency, T T, customer customer_id; times in weeks\na customer was seen for 800 weeks, 15 years; if the times are days, say --time-unit day\n',
    );
    expect((await fit(file, '--model', 'bg-nbd', '--time-unit', 'day')).stderr).toBe(
      'a summary of customers: x frequency, t_x recency, T T, customer customer_id; times in days\n',
    );
  });

  it('may be in days or months, without a spend', async () => {
    const expected = await model(orders, '--model', 'bg-nbd');
    for (const [unit, factor] of [
      ['day', 7],
      ['month', 12 / (365.2425 / 7)],
    ] as const) {
      const { parameters, spend } = await model(
        otherSummary('customer,x,t_x,T,other', factor),
        '--time-unit',
        unit,
        '--model',
        'bg-nbd',
      );
      expect(parameters['alpha']).toBeCloseTo(expected.parameters['alpha'] ?? 0, 6);
      expect(spend).toBeUndefined();
    }
  });

  it('is refused with the rows that cannot be customers', async () => {
    const header = 'customer,x,t_x,T,spend';
    const rows = ['a,1,2,5,9', 'b,-1,0,5,9', 'c,1,6,5,9', 'd,0,1,5,9', 'e,2,1,5,-3', 'f,1,,5,9'];
    expect(await refusal(tableOf(header, rows))).toBe(
      [
        'row 2: x must be a whole number from 0 to 1000000, got -1',
        'row 3: t_x must be from 0 to T, 5, got 6',
        'row 4: t_x must be 0 where x is 0, got 1',
        'row 5: spend must be at least 0, got -3',
        'row 6: t_x must be a number, got nothing',
        '',
      ].join('\n'),
    );
    const bad = ['NaN', '1e400', '1.5', '0x10'].map((x, at) => `${at},${x},1,5,9`);
    expect(await refusal(tableOf(header, [...bad, 'a,1', ...bad]))).toBe(
      'each row must have the columns of the header, got 1 row that has not\n',
    );
    expect(await refusal(tableOf(header, [...bad, ...bad]))).toBe(
      [
        'row 1: x must be a number, got NaN',
        'row 2: x must be a number, got 1e400',
        'row 3: x must be a whole number from 0 to 1000000, got 1.5',
        'row 4: x must be a number, got 0x10',
        'row 5: x must be a number, got NaN',
        '3 more rows cannot be customers',
        '',
      ].join('\n'),
    );
    expect(await refusal(tableOf(header, ['a,1,2,5,9', 'b,0,0,5,0', 'a,1,2,5,9']))).toBe(
      'each customer must have one row, got several of a; the summary may have been added twice\n',
    );
    expect(await refusal(tableOf(header, []))).toBe(
      'the summary has no customers, only a header\n',
    );
    expect(await refusal(customers, '--as-of', '2025-01-01', '--keep-zero')).toBe(
      '--as-of, --keep-zero are for orders, and the rows are a summary of customers\n',
    );
    expect(await refusal(customers, orders)).toMatch(
      /shop.csv has no x, t_x and T; name files of orders or summaries of customers, not both\n\d+ more rows cannot be customers\n$/,
    );
    expect(await refusal(customers, tableOf(header, ['z,1,6,5,9']))).toMatch(
      /^\S+orders-\d+\.csv, row 1: t_x must be from 0 to T, 5, got 6\n$/,
    );
    expect(await refusal(customers, '--currency', 'money')).toBe(
      '--currency of a summary must be a code such as EUR, got money\n',
    );
    expect(await refusal(orders, '--time-unit', 'day')).toBe(
      '--time-unit is for a summary of customers; orders have days\n',
    );
  });
});

/** Several cohorts in one file. */
const survivors = (cohorts: readonly (readonly number[])[]) =>
  tableOf(
    'cohort,period,customers',
    cohorts.flatMap((cohort, at) => cohort.map((n, period) => `c${at},${period},${n}`)),
  );

/** One cohort. */
const survivorsOf = (...rows: readonly string[]) => tableOf('period,customers', rows);

describe('counts', () => {
  // Fader & Hardie, J. Interactive Marketing 21 (2007): High End, by scipy in known-answers 3.1.
  const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];
  it('of survivors are fitted by sbg', async () => {
    const one = fileOf(`period,customers\n${highEnd.map((n, at) => `${at},${n}\n`).join('')}`);
    for (const args of [[one], [one, '--model', 'sbg'], [survivors([highEnd])]]) {
      const { parameters, logLikelihood, data } = await model(...args);
      expect(parameters['a']).toBeCloseTo(0.66808836, 7);
      expect(parameters['b']).toBeCloseTo(3.80609503, 6);
      expect(logLikelihood).toBeCloseTo(-1611.15815, 5);
      expect(data.longest).toBe(7);
    }
    // Several cohorts: known-answers 3.1.
    const all = [10000, 8000, 6480, 5307, 4391];
    const { parameters } = await model(
      survivors([all, all.slice(0, 4), all.slice(0, 3), all.slice(0, 2)]),
    );
    expect(parameters['a']).toBeCloseTo(3.79812536, 5);
    expect(parameters['b']).toBeCloseTo(15.19190631, 4);
  });

  it('of survivors are refused where they rise, or a period lacks', async () => {
    expect(await refusal(survivorsOf('0,10', '1,9', '2,11'))).toBe(
      'row 3: customers must not rise from one period to the next, got 11 after 9\n',
    );
    expect(await refusal(survivorsOf('1,10', '2,9'))).toBe(
      'the periods must run from 0, the start, without a gap, got none for 0\n',
    );
    expect(await refusal(survivorsOf('0,10', '1,9', '1,8'))).toBe(
      'row 3: period 1 is there twice; a column cohort tells cohorts apart\n',
    );
    expect(await refusal(survivorsOf('0,10', '1,9.5'))).toBe(
      'row 2: customers must be a whole number from 0, got 9.5\n',
    );
    expect(await refusal(survivorsOf('0,10', '1,10'))).toBe(
      'no customer left, so no chance to leave can be fitted\n',
    );
    expect(await refusal(orders, '--model', 'sbg')).toBe(
      '--model sbg needs a table period,customers or cohort,period,customers\n',
    );
  });

  it('of buyers in rounds are fitted by bg-bb', async () => {
    // Fader, Hardie & Shang (2010): donors by x and t_x, n = 6, in known-answers 3.3 and 3.1.
    const donors =
      '0,0:3464 1,1:1091 1,2:277 1,3:129 1,4:78 1,5:119 1,6:129 2,2:613 2,3:255 2,4:155 2,5:173 2,6:234 3,3:322 3,4:181 3,5:225 3,6:357 4,4:240 4,5:284 4,6:512 5,5:335 5,6:728 6,6:1203';
    const rows = donors.split(' ').map((cell) => cell.replace(':', ',6,'));
    const file = fileOf(`x,t_x,n,customers\n${rows.join('\n')}\n`);
    const { parameters, logLikelihood, customers: all } = await model(file, '--model', 'bg-bb');
    expect([all, logLikelihood.toFixed(5)]).toEqual([11104, '-33225.58127']);
    const published = { alpha: 1.20352217, beta: 0.7497163, gamma: 0.65671839, delta: 2.78344334 };
    for (const [name, value] of Object.entries(published)) {
      expect(parameters[name]).toBeCloseTo(value, 5);
    }
  });

  it('of orders in rounds leave out the round that is not over', async () => {
    const rows = [
      'a,2024-01-05',
      'a,2024-02-05',
      'a,2024-04-20',
      'b,2024-01-31',
      'b,2024-03-01',
      'c,2024-02-10',
      'c,2024-03-11',
      'c,2024-03-20',
      'd,2024-04-02',
    ].map((row) => `${row},5`);
    const file = fileOf(`customer,date,amount\n${rows.join('\n')}\n`);
    // By 20 April three months are over: a 1 of 2 (last in 1), b 1 of 2 (2), c 1 of 1 (1), no d.
    const found = await model(file, '--model', 'bg-bb', '--round', 'month');
    expect([found.customers, found.cells, found.data.longest]).toEqual([3, 3, 2]);
    expect(await refusal(file, '--model', 'bg-bb')).toBe(
      '--model bg-bb needs orders with --round, or a table x,t_x,n,customers\n',
    );
    expect(await refusal(file, '--model', 'bg-bb', '--round', 'year')).toBe(
      'no year is over by 2024-04-20 in which somebody bought\n',
    );
  });
});

/** A summary of simulated customers, each of a rate and a mean spend of their own. */
function simulated(
  seed: number,
  leaves: number,
  spendOf: (x: number, draws: Draws) => number,
): string {
  const draws = drawsOf(seed);
  const rows = Array.from({ length: 500 }, (_, at) => {
    const T = 30 + (at % 70);
    const moments = purchasesOf({ rate: draws.gamma(2) / 20, leaves }, T, draws);
    const x = moments.length;
    return [at, x, moments.at(-1) ?? 0, T, x === 0 ? 0 : spendOf(x, draws)].join(',');
  });
  return tableOf('customer,x,t_x,T,spend', rows);
}

/** What a fit of bg-nbd says beside its tables. */
const notes = async (file: string) => {
  const { stdout } = await fit(file, '--model', 'bg-nbd');
  const isDrawn = /^[┌│├└]|^customers by repeat|^(\d\+?)? +(actual|bg-nbd) +[\d,]+/;
  return stdout.split('\n').filter((line) => line !== '' && !isDrawn.test(line));
};

const mean = (x: number, { gamma }: Draws) => (gamma(3 * x) * 20) / gamma(4) / x;

describe('what a fit says', () => {
  it('of how often customers bought, beside what the model expects', async () => {
    const { stdout } = await fit(orders, '--model', 'bg-nbd');
    const rows = summary();
    const [once, ...seven] = [0, 7].map(
      (x) => rows.filter((row) => Math.min(row.x, 7) === x).length,
    );
    expect(stdout).toContain('customers by repeat purchases: actual, and expected by bg-nbd\n');
    expect(stdout).toMatch(new RegExp(`^0  actual +${once} █+`, 'm'));
    expect(stdout).toMatch(new RegExp(`^7\\+ actual +${seven[0]} [█▏▎▍▌▋▊▉]+`, 'm'));
    const drawn = stdout.split('\n').filter((line) => /█/.test(line));
    for (const line of drawn) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('where nobody leaves', async () => {
    // Who bought again did so until the end.
    const rows = Array.from({ length: 60 }, (_, at) => {
      const [x, T] = [(at * at) % 7, 30 + at];
      return [at, x, x === 0 ? 0 : T - 1, T, x === 0 ? 0 : 5 + (at % 11)].join(',');
    });
    const found = await notes(tableOf('customer,x,t_x,T,spend', rows));
    expect(found.slice(1, 3)).toEqual([
      'times in weeks; in brackets the standard error',
      'no dropout can be seen in these data; the NBD model without dropout is reported',
    ]);
    // Six rates in sixty customers are little to tell them apart by.
    expect(found[3]).toMatch(
      /^the log-likelihood is only 0\.\d+ above that of a simpler model, in which all customers buy at the same rate and nobody leaves: the parameters are little known$/,
    );
    expect(found.slice(4, 7)).toEqual([
      'new customer: repeat purchases expected after the first one',
      'bg-nbd takes every customer who bought once for active: that is the model',
      'spend on a purchase: gamma-gamma',
    ]);
  });

  it('where who buys oftener spends more', async () => {
    const found = await notes(simulated(3, 0.2, (x, draws) => x * mean(x, draws)));
    expect(found.at(-1)).toMatch(
      /^who buys oftener spends more \(correlation 0\.\d+\): value is not purchases × spend$/,
    );
  });

  it('where spend varies too much to have a mean', async () => {
    const wild = simulated(3, 0.2, (x, { gamma }) => (gamma(3 * x) * 20) / gamma(0.7) / x);
    const { stdout } = await fit(wild, '--model', 'bg-nbd');
    expect(stdout).toMatch(/│ mean of a repeat purchase +│ none: q is at most 1 │/);
    expect((await model(wild, '--model', 'bg-nbd')).spend?.parameters['q']).toBeLessThan(1);
  });

  it('where all spend the same, and some spend nothing', async () => {
    const same = await notes(simulated(3, 0.2, () => 5));
    expect(same.at(-1)).toBe(
      'no model of spend: all customers spend the same, so no difference can be fitted',
    );
    const zeros = await notes(simulated(3, 0.2, (x, draws) => (x === 1 ? 0 : mean(x, draws))));
    expect(zeros.at(-1)).toMatch(
      /^\d+ customers who bought again for 0 take no part in the spend$/,
    );
  });
});

it('a model that has no fit leaves the others', async () => {
  const file = tableOf('customer,x,t_x,T', ['a,1,0.14285714285714285,28', 'b,0,0,0', 'c,0,0,3']);
  const { stdout, code } = await fit(file, '-q');
  expect(code).toBe(0);
  expect(stdout).toMatch(/│ +│ +mbg-nbd │ +pareto-nbd │|│ +│ +pareto-nbd │ +mbg-nbd │/);
  expect((await fit(file)).stdout).toContain(
    'the likelihood of bg-nbd has no maximum for this data\n',
  );
  expect(await refusal(file, '--model', 'bg-nbd')).toBe(
    'the likelihood of bg-nbd has no maximum for this data\n',
  );
});

it('customers of the last day, and some with thousands of purchases, are no trouble', async () => {
  const rows = ['a,0,0,0', 'b,0,0,0', 'c,2,4.5,5', 'd,3000,59.9,60', 'e,0,0,30', 'f,7,20,60'];
  const found = await model(tableOf('customer,x,t_x,T', rows), '--model', 'bg-nbd');
  expect([found.customers, found.cells]).toEqual([6, 5]);
  for (const value of Object.values(found.parameters)) expect(value).toBeGreaterThan(0);
});

describe('said in words', () => {
  it.each<[string, readonly string[], string]>([
    [
      'nobody bought again',
      ['a,2024-01-01,5', 'b,2024-02-01,6'],
      'no customer bought again, so no rate can be fitted',
    ],
    [
      'one customer',
      ['a,2024-01-01,5', 'a,2024-02-01,6'],
      'one customer is not enough to fit a model',
    ],
    [
      'all customers equal',
      ['a,2024-01-01,5', 'a,2024-02-01,5', 'b,2024-01-01,6', 'b,2024-02-01,6'],
      'all customers did the same, so no difference can be fitted',
    ],
    [
      'one day',
      ['a,2024-01-01,5', 'b,2024-01-01,6'],
      'no customer was observed for longer than no time',
    ],
  ])('%s', async (_, rows, message) => {
    expect(await refusal(ordersOf(...rows))).toBe(`${message}\n`);
  });

  it('a date in 2099, and what helps', async () => {
    const stray = join(folder, 'stray.csv');
    const text = readFileSync(orders, 'utf8');
    const [header = '', first = ''] = text.split('\n', 2);
    const cells = first.split(',');
    const late = first.replace(/\d{4}-\d\d-\d\d/, '2099-01-01').replace(cells[0] ?? '', 'late-1');
    writeFileSync(stray, `${text}${late}\n`);
    expect(header).toContain('order');
    const said = await refusal(stray);
    expect(said).toBe(
      'nobody bought between 2025-12-31 and 2099-01, longer than in all the rest of the time; if the later dates are wrong, leave them out with --as-of 2025-12-31\n',
    );
    const found = await model(stray, '--as-of', '2025-12-31');
    expect(found.parameters).toEqual((await model(orders, '--as-of', '2025-12-31')).parameters);
  });

  it('a date in 1900, which --as-of does not help', async () => {
    const rows = [
      'z,1900-01-01,5',
      ...['a', 'b', 'c'].flatMap((name, at) => [
        `${name},2024-0${at + 1}-01,5`,
        `${name},2024-0${at + 2}-11,5`,
      ]),
    ];
    expect(await refusal(ordersOf(...rows))).toBe(
      'nobody bought between 1900-01-01 and 2024-01, longer than in all the rest of the time; correct the earlier dates, or remove those orders\n',
    );
  });

  it('a doubled file and refunds change no model', async () => {
    const text = readFileSync(orders, 'utf8');
    const doubled = fileOf(text + text.slice(text.indexOf('\n') + 1));
    expect((await model(doubled)).parameters).toEqual((await model(orders)).parameters);
    const refund = ordersOf('a,2024-01-01,5', 'a,2024-02-01,5', 'b,2024-01-02,9', 'c,2024-01-01,8');
    const { customers: all } = await model(
      ordersOf(
        'a,2024-01-01,5',
        'a,2024-02-01,5',
        'b,2024-01-02,9',
        'c,2024-01-01,8',
        'c,2024-02-02,-8',
      ),
      '--model',
      'bg-nbd',
    );
    expect(all).toBe((await model(refund, '--model', 'bg-nbd')).customers);
  });
});

it('no model is written where nothing could be fitted, and none over what is read', async () => {
  const file = join(folder, 'never.json');
  const none = fileOf('customer,date,amount\na,2024-01-01,5\n');
  expect((await fit(none, '-o', file)).code).toBe(2);
  expect(existsSync(file)).toBe(false);
  expect(await refusal(orders, '-o', orders.replace(/csv$/, 'csv.json').replace('.json', ''))).toBe(
    `--output is for the model, a file such as model.json, got ${orders}; the report goes to stdout\n`,
  );
});

it('nothing is left of a model after an interrupt', async () => {
  const own = join(folder, 'interrupted');
  mkdirSync(own);
  const rows = Array.from(
    { length: 200_000 },
    (_, at) => `c${at % 9999},2025-03-0${1 + (at % 9)},${at}.5`,
  );
  const target = join(own, 'model.json');
  const args = [bin, 'fit', tableOf('customer,date,amount', rows), '-o', target];
  const child = spawn(process.execPath, args, { env: { TMPDIR: own }, stdio: 'ignore' });
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  while (readdirSync(own).length < 2) await setTimeout(5);
  await setTimeout(50);
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
  expect(readdirSync(own)).toEqual([]);
});

describe('flags of fit', () => {
  it('are read without opening anything', () => {
    expect(
      readFit({ model: 'bg-bb', round: 'month', output: 'm.json', json: true }, [['a.csv']], {}),
    ).toMatchObject({
      names: ['a.csv'],
      model: 'bg-bb',
      round: 'month',
      modelFile: 'm.json',
      output: { format: 'json', output: undefined },
      orderFlags: [],
    });
  });

  it('of rounds need bg-bb', () => {
    expect(() => readFit({ round: 'month' }, [['a.csv']], {})).toThrow(
      '--round month is for --model bg-bb; other models have no rounds',
    );
  });
});
