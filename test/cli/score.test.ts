import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readScore } from '../../src/cli/verbs/score.ts';
import type { BuyerModelFile } from '../../src/input/model/model-file.ts';
import {
  expectedSpend,
  lifetimePurchases,
  predict,
  predictTotal,
  weeksPerYear,
} from '../../src/models/index.ts';
import { fileOf, folder } from '../measure/run.ts';
import { bin, clvInProcess } from './clv.ts';

const orders = join(folder, 'shop.csv');
const customers = join(folder, 'customers.csv');
const model = join(folder, 'model.json');
const bgNbd = join(folder, 'bg-nbd.json');

const score = (...args: readonly string[]) => clvInProcess(['score', ...args]);

/** The customers of a summary by their ids, without the header. */
const rowsOf = (text: string) =>
  new Map(
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [customer = '', ...cells] = line.split(',');
        return [customer, cells.map(Number)] as const;
      }),
  );

/** Score, and read the customers by column. */
async function scores(...args: readonly string[]) {
  const { stdout, stderr, code } = await score(...args, '-q');
  if (code !== 0) throw new Error(stderr);
  const names = (stdout.split('\n')[0] ?? '').split(',').slice(1);
  return new Map(
    Array.from(rowsOf(stdout), ([customer, cells]) => [
      customer,
      Object.fromEntries(names.map((name, at) => [name, cells[at] ?? NaN])),
    ]),
  );
}

/** The totals, as JSON. */
async function totals(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr, code } = await score(...args, '--json', '-q');
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** What is said where nothing can be scored. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await score(...args, '-q');
  expect([stdout, code]).toEqual(['', 2]);
  return stderr;
}

let changed = 0;

/** A copy of the model file with something else in it. */
function changedModel(change: (file: { data: Record<string, unknown>; spend?: unknown }) => void) {
  const file = JSON.parse(readFileSync(model, 'utf8')) as {
    data: Record<string, unknown>;
    spend?: unknown;
  };
  change(file);
  return fileOf(JSON.stringify(file), `changed-${++changed}.json`);
}

const modelFile = () => JSON.parse(readFileSync(model, 'utf8')) as BuyerModelFile;

/** A customer of the summary. */
const buyer = ([x = 0, t_x = 0, T = 0, spend = 0]: readonly number[]) => ({ x, t_x, T, spend });

beforeAll(async () => {
  await clvInProcess(['demo', orders, '--customers', '400', '--seed', '1', '-q']);
  await clvInProcess(['measure', orders, '--summary', customers, '-q']);
  for (const [name, file] of [
    ['mbg-nbd', model],
    ['bg-nbd', bgNbd],
  ] as const) {
    await clvInProcess(['fit', orders, '--model', name, '-o', file, '-q']);
  }
});

describe('a score', () => {
  it('is what the library says of the customer that measure summarised', async () => {
    const options = ['--horizon', '52w', '--margin', '40%', '--discount', '10%'];
    const found = await scores(orders, '--model', model, ...options);
    const summary = rowsOf(readFileSync(customers, 'utf8'));
    expect([...found.keys()]).toEqual([...summary.keys()]);
    const file = modelFile();
    for (const [customer, cells] of summary) {
      const { spend, ...known } = buyer(cells);
      // A rate of 10 % a year is ln 1.1 / 52.1775 a week, the year being of 365.2425 days.
      const delta = Math.log(1.1) / (365.2425 / 7);
      const expected = predict(file, known, { horizon: 52, delta });
      const amount = expectedSpend(
        file.spend ?? ({} as never),
        spend > 0 ? { x: known.x, spend } : undefined,
      );
      expect(found.get(customer)).toEqual({
        alive: expected.alive,
        purchases: expected.purchases,
        buys: expected.buys,
        spend: amount,
        value: expect.closeTo(expected.discounted * amount * 0.4, 9) as number,
      });
    }
  });

  it('is the same from the summary, in weeks or in days', async () => {
    const options = ['--model', model, '--horizon', '26w'];
    const found = await scores(orders, ...options);
    expect(await scores(customers, ...options)).toEqual(found);
    const inDays = fileOf(
      `customer,x,t_x,T,spend\n${Array.from(rowsOf(readFileSync(customers, 'utf8')), ([id, [x, t_x = 0, T = 0, spend]]) => [id, x, Math.round(7 * t_x), Math.round(7 * T), spend].join(',')).join('\n')}\n`,
    );
    expect(await scores(inDays, ...options, '--time-unit', 'day')).toEqual(found);
  });

  it('over a lifetime is discounted purchases, of which there is no end', async () => {
    const options = ['--horizon', 'lifetime', '--discount', '10%'];
    const found = await scores(customers, '--model', model, ...options);
    const [[id = '', cells = []] = []] = rowsOf(readFileSync(customers, 'utf8'));
    const { spend: _, ...known } = buyer(cells);
    const expected = lifetimePurchases(modelFile(), known, Math.log(1.1) / weeksPerYear);
    expect(found.get(id)?.['discountedPurchases']).toBeCloseTo(expected, 12);
    expect(Object.keys(found.get(id) ?? {})).toEqual([
      'alive',
      'discountedPurchases',
      'spend',
      'value',
    ]);
    expect(await totals(customers, '--model', model, ...options)).toMatchObject({
      purchases: null,
      buys: null,
      interval: null,
      horizon: 'lifetime',
      yearsBeyondData: null,
    });
  });

  it('over no time is no purchase and no value, and as alive as ever', async () => {
    const none = await scores(customers, '--model', model, '--horizon', '0');
    const year = await scores(customers, '--model', model, '--horizon', '1');
    for (const [customer, found] of none) {
      expect(found).toMatchObject({ purchases: 0, buys: 0, value: 0 });
      expect(found['alive']).toBe(year.get(customer)?.['alive']);
    }
    expect(await totals(customers, '--model', model, '--horizon', '0')).toMatchObject({
      purchases: 0,
      low: 0,
      high: 0,
    });
  });

  it('has an interval of the outcomes where it is asked for', async () => {
    const found = await scores(customers, '--model', model, '--horizon', '52w', '--interval', '90');
    const [[id = '', cells = []] = []] = rowsOf(readFileSync(customers, 'utf8'));
    const { spend: _, ...known } = buyer(cells);
    const { interval } = predict(modelFile(), known, { horizon: 52, interval: 0.9 });
    expect(found.get(id)).toMatchObject({ low: interval?.low, high: interval?.high });
  });

  it('is finite for thousands of purchases, and for who was seen on the last day alone', async () => {
    const few = fileOf(
      'customer,x,t_x,T,spend\nmany,5000,104,104,20\nlast,0,0,0,0\nlately,1,0.14285714285714285,0.14285714285714285,9\n',
    );
    const found = await scores(few, '--model', model, '--horizon', '52w', '--interval', '90');
    expect(found.size).toBe(3);
    for (const values of found.values()) {
      for (const value of Object.values(values)) expect(Number.isFinite(value)).toBe(true);
    }
    // Who bought 48 times a week up to now may leave after any of them.
    expect(found.get('many')?.['purchases']).toBeGreaterThan(100);
  });
});

describe('the totals', () => {
  it('are sums of the scores, with the interval of the library', async () => {
    const found = await totals(customers, '--model', model, '--horizon', '52w');
    const rows = await scores(customers, '--model', model, '--horizon', '52w');
    const sumOf = (name: string) =>
      [...rows.values()].reduce((sum, values) => sum + (values[name] ?? NaN), 0);
    for (const name of ['alive', 'buys', 'purchases', 'value']) {
      expect(found[name]).toBeCloseTo(sumOf(name), 8);
    }
    const buyers = Array.from(rowsOf(readFileSync(customers, 'utf8')).values(), buyer);
    const { interval } = predictTotal(modelFile(), buyers, { horizon: 52, interval: 0.9 });
    expect(found['low']).toBeCloseTo(interval?.low ?? NaN, 8);
    expect(found['high']).toBeCloseTo(interval?.high ?? NaN, 8);
    expect(found).toMatchObject({ basis: 'revenue', margin: null, modelError: null });
  });

  it('hold the error of the model that a validation measured', async () => {
    const validation = join(folder, 'validation.json');
    const { stderr } = await clvInProcess([
      'validate',
      orders,
      '--holdout',
      '26w',
      '--origins',
      '2',
      '--model',
      'mbg-nbd',
      '-o',
      validation,
      '-q',
    ]);
    expect(stderr).toBe('');
    const record = JSON.parse(readFileSync(validation, 'utf8')) as {
      modelErrors: { error: number }[];
    };
    const error = record.modelErrors[0]?.error ?? NaN;
    const options = ['--model', model, '--horizon', '52w'];
    const found = await totals(customers, ...options, '--validation', validation);
    expect(found).toMatchObject({ modelError: error, holdouts: 2 });
    const buyers = Array.from(rowsOf(readFileSync(customers, 'utf8')).values(), buyer);
    const outlook = { horizon: 52, interval: 0.9, modelError: error };
    const { interval } = predictTotal(modelFile(), buyers, outlook);
    expect(found['high']).toBeCloseTo(interval?.high ?? NaN, 8);
    expect(
      await refusal(customers, '--model', bgNbd, '--horizon', '52w', '--validation', validation),
    ).toBe(
      `${validation} is of mbg-nbd, and the model is bg-nbd; validate it with clv validate --model bg-nbd\n`,
    );
  });

  it('say how much of the horizon lies beyond the data', async () => {
    const { yearsBeyondData, yearsOfData } = await totals(
      customers,
      '--model',
      model,
      '--horizon',
      '5y',
    );
    expect(yearsOfData).toBeCloseTo(modelFile().data.longest / weeksPerYear, 12);
    expect(yearsBeyondData).toBeCloseTo(5 - Number(yearsOfData), 12);
    const { stderr } = await score(customers, '--model', model, '--horizon', '5y');
    expect(stderr).toMatch(/^3\.0\d of 5\.00 years lie beyond the data$/m);
  });

  it('are beside the customers on stdout, or on stdout beside a file', async () => {
    const beside = await score(customers, '--model', model, '--horizon', '52w');
    expect(beside.stdout).toMatch(/^customer,alive,purchases,buys,spend,value\n/);
    expect(beside.stderr).toContain('Purchases, expected');
    const file = join(folder, 'scores.csv');
    const aside = await score(customers, '--model', model, '--horizon', '52w', '-o', file);
    expect(aside.stdout).toContain('Purchases, expected');
    expect(readFileSync(file, 'utf8')).toBe(beside.stdout);
    const lines = join(folder, 'scores.ndjson');
    await score(customers, '--model', model, '--horizon', '52w', '-o', lines, '-q');
    const [first = ''] = readFileSync(lines, 'utf8').split('\n');
    expect(Object.keys(JSON.parse(first) as object)).toEqual([
      'customer',
      'alive',
      'purchases',
      'buys',
      'spend',
      'value',
    ]);
  });

  it('are printed, in Dutch too', async () => {
    let transcript = '';
    for (const args of [
      '--model mbg-nbd --horizon 52w --margin 40% --discount 10%',
      '--model bg-nbd --horizon 5y --lang nl --format markdown',
      '--model bg-nbd --horizon lifetime --discount 10%',
    ]) {
      const words = args.replace('mbg-nbd', model).replace(' bg-nbd', ` ${bgNbd}`).split(' ');
      const { stdout } = await score(customers, ...words, '-o', join(folder, 'out.csv'));
      transcript += `$ clv score customers.csv ${args} -o out.csv\n${stdout}\n`;
    }
    await expect(transcript).toMatchFileSnapshot('golden/score.txt');
  });
});

describe('what a model cannot know', () => {
  it('is whether a customer who bought once is still there, says bg-nbd', async () => {
    const found = await scores(customers, '--model', bgNbd, '--horizon', '52w');
    for (const [customer, cells] of rowsOf(readFileSync(customers, 'utf8'))) {
      if (buyer(cells).x === 0) expect(found.get(customer)?.['alive']).toBe(1);
    }
    const { stderr } = await score(customers, '--model', bgNbd, '--horizon', '52w');
    expect(stderr).toContain(
      'bg-nbd takes every customer who bought once for active (alive is 1): that is the model, not knowledge\n',
    );
    const other = await score(customers, '--model', model, '--horizon', '52w');
    expect(other.stderr).not.toContain('bg-nbd takes');
  });

  it('is the value of who did not buy again, where spend has no mean', async () => {
    const wide = changedModel((file) => {
      const { parameters } = file.spend as { parameters: Record<string, number> };
      parameters['q'] = 0.9;
    });
    const few = fileOf('customer,x,t_x,T,spend\nonce,0,0,50,0\nagain,3,20,50,30\n');
    const { stdout, stderr, code } = await score(few, '--model', wide, '--horizon', '52w');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^once,[^,]+,[^,]+,[^,]+,,$/m);
    expect(stdout).toMatch(/^again(,[\d.e-]+){5}$/m);
    expect(stderr).toContain('1 customers have no value: spend varies too much to have a mean\n');
  });

  it('are amounts, where the model or the summary has none', async () => {
    const plain = changedModel((file) => delete file.spend);
    const noSpend = fileOf('customer,x,t_x,T\na,1,2,30\n');
    for (const [file, rows, why] of [
      [plain, customers, 'there is no value: the model file has no model of spend\n'],
      [model, noSpend, 'there is no value: the summary has no column of spend\n'],
    ] as const) {
      const { stdout, stderr } = await score(rows, '--model', file, '--horizon', '52w');
      expect(stdout).toMatch(/^customer,alive,purchases,buys\n/);
      expect(stderr).toContain(why);
    }
    expect(await refusal(customers, '--model', plain, '--horizon', '52w', '--margin', '40%')).toBe(
      `--margin is for a value, and ${plain} has no model of spend; fit one to orders with amounts\n`,
    );
  });
});

describe('orders of another time or place', () => {
  it('that end later than those of the model are fine, and T grows', async () => {
    const later = await scores(
      orders,
      '--model',
      model,
      '--horizon',
      '52w',
      '--as-of',
      '2026-06-30',
    );
    const now = await scores(orders, '--model', model, '--horizon', '52w');
    for (const [customer, { alive = 0 }] of later) {
      expect(alive).toBeLessThan(now.get(customer)?.['alive'] ?? 0);
    }
  });

  it('that end before those of the model are refused', async () => {
    expect(
      await refusal(orders, '--model', model, '--horizon', '52w', '--as-of', '2025-06-30'),
    ).toBe(
      `the orders end on 2025-06-30, and model.json was fitted to orders up to 2025-12-31; fit a model to these orders, or say with --as-of 2025-12-31 that nobody bought since\n`,
    );
  });

  it('in another currency are refused', async () => {
    const dollars = changedModel((file) => Object.assign(file.data, { currency: 'USD' }));
    expect(await refusal(orders, '--model', dollars, '--horizon', '52w')).toMatch(
      /^the orders are in EUR, and changed-\d+\.json was fitted to orders in USD; fit a model to these orders\n$/,
    );
  });

  it('that are there twice give the scores of once', async () => {
    const text = readFileSync(orders, 'utf8');
    const twice = fileOf(text + text.slice(text.indexOf('\n') + 1));
    const options = ['--model', model, '--horizon', '52w'];
    expect(await scores(twice, ...options)).toEqual(await scores(orders, ...options));
  });

  it('of which the summary is there twice are refused', async () => {
    const twice = fileOf('customer,x,t_x,T\na,1,2,30\na,1,2,30\n');
    expect(await refusal(twice, '--model', model, '--horizon', '52w')).toBe(
      'each customer must have one row, got several of a; the summary may have been added twice\n',
    );
  });
});

describe('what is refused', () => {
  it.each([
    [[], 'clv score needs a model and how far to look; add --model model.json and --horizon 52w\n'],
    [['--horizon', '52w'], 'clv score needs a model and how far to look; add --model model.json\n'],
    [
      ['--model', 'm.json', '--horizon', '52x'],
      '--horizon must be a time such as 5y, 12mo, 52w or lifetime, got 52x\n',
    ],
    [
      ['--model', 'm.json', '--horizon', 'lifetime'],
      '--horizon lifetime needs --discount above 0; add one such as --discount 10%\n',
    ],
    [
      ['--model', 'm.json', '--horizon', 'lifetime', '--discount', '0'],
      '--horizon lifetime needs --discount above 0; add one such as --discount 10%\n',
    ],
    [
      ['--model', 'm.json', '--horizon', '1', '--interval', '0.9'],
      '--interval must be a whole number from 1 to 99, got 0.9\n',
    ],
    [
      ['--model', 'm.json', '--horizon', '1', '-o', 'scores.parquet'],
      '--output is for the customers, a file that ends in .csv or .ndjson, got scores.parquet\n',
    ],
    [['--model', 'none.json', '--horizon', '1'], 'none.json does not exist; clv fit writes one\n'],
  ])('%j', async (args, message) => {
    expect(await refusal(customers, ...args)).toBe(message);
  });

  it('a margin above 1', async () => {
    expect(await refusal(customers, '--model', model, '--horizon', '1', '--margin', '40')).toMatch(
      /^--margin must be at most 1, got 40/,
    );
  });

  it('a server, from which ids would leave', () => {
    expect(() =>
      readScore(
        { model: 'm.json', horizon: '1', engine: 'postgres://a@b/c', table: 'orders' },
        [[]],
        {},
      ),
    ).toThrow(
      'clv score reads files, for the ids of customers would leave the engine; write a summary there with clv measure --summary customers.csv, and score that',
    );
  });

  it('rows without customers, and a model of a contract', async () => {
    const options = ['--model', model, '--horizon', '1'];
    expect(await refusal(fileOf('x,t_x,T\n1,2,30\n'), ...options)).toBe(
      'the summary must have a column customer, for a score is of one\n',
    );
    expect(await refusal(fileOf('period,customers\n0,10\n'), ...options)).toBe(
      'clv score needs orders, or a summary customer,x,t_x,T\n',
    );
    const survivors = fileOf('period,customers\n0,1000\n1,869\n2,743\n3,653\n');
    const contract = join(folder, 'contract.json');
    await clvInProcess(['fit', survivors, '-o', contract, '-q']);
    expect(await refusal(customers, '--model', contract, '--horizon', '1')).toBe(
      `${contract} is of sbg, and customers are scored by bg-nbd, mbg-nbd or pareto-nbd; fit one with clv fit\n`,
    );
  });
});

it('ids are as they are, and a formula in CSV becomes text', async () => {
  const ids = ['=1+1', '"say ""hi"", you"', '+31612345678', 'Zoë'];
  const file = fileOf(`customer,x,t_x,T\n${ids.map((id) => `${id},1,2,30`).join('\n')}\n`);
  const { stdout, stderr } = await score(file, '--model', model, '--horizon', '1');
  expect(stdout.match(/^.*?(?=,[\d.e-]+,[\d.e-]+,[\d.e-]+$)/gm)?.toSorted()).toEqual(
    ["'=1+1", '"say ""hi"", you"', '+31612345678', 'Zoë'].toSorted(),
  );
  expect(stderr).toContain(
    "1 id in stdout would run as a formula in a spreadsheet; it has a ' before it now\n",
  );
});

it('a reader that leaves early is no failure, and nothing half-written stays', () => {
  const many = join(folder, 'many.csv');
  const rows = Array.from({ length: 50_000 }, (_, at) => `c${at},0,0,${1 + (at % 100)},0`);
  writeFileSync(many, `customer,x,t_x,T,spend\n${rows.join('\n')}\n`);
  const { stdout, stderr, status } = spawnSync(
    'sh',
    [
      '-c',
      `'${process.execPath}' '${bin}' score many.csv --model model.json --horizon 1 -q | head -n 2; exit $?`,
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect([stdout.split('\n').length, stderr, status]).toEqual([3, '', 0]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.clv-part'))).toEqual([]);
});
