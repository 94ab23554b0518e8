import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../src/input/model/model-file.ts';
import { readModel } from '../../src/input/model/model-schema.ts';
import {
  meanSpend,
  newCustomer,
  predictor,
  newBuyer,
  residualPayments,
  weeksPerYear,
  type BuyerModel,
  type SbgModel,
  type SpendModel,
} from '../../src/models/index.ts';
import { clvInProcess } from './clv.ts';
import { modelFolder } from './model-files.ts';

const cwd = modelFolder();
const few = ['--draws', '100'];
const read = (name: string) => readModel(readFileSync(join(cwd, name), 'utf8'), name);
const buyers = read('buyers.json') as BuyerModel & { spend: SpendModel };
const contract = read('contract.json') as SbgModel;

async function calc(...args: readonly string[]) {
  const { stdout, stderr, code } = await clvInProcess(['calc', ...args, ...few, '--json'], { cwd });
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout) as Record<string, number> & { intervals: Record<string, object> };
}

async function purchasesWithin(horizon: string) {
  return (await calc('--model', 'buyers.json', '--horizon', horizon))['modelPurchases'];
}

async function refusal(...args: readonly string[]) {
  const { stdout, stderr, code } = await clvInProcess(['calc', ...args], { cwd });
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  return stderr;
}

const fiveYears = ['--model', 'buyers.json', '--horizon', '5y'];

describe('calc --model', () => {
  it('values a new customer as the library does', async () => {
    const found = await calc(...fiveYears, '--margin', '40%', '--discount', '10%', '--cac', '10');
    const outlook = { horizon: 5 * weeksPerYear, delta: Math.log(1.1) / weeksPerYear };
    const { purchases, discounted } = predictor(buyers, outlook)(newBuyer);
    const spend = meanSpend(buyers.spend);
    expect(found['modelPurchases']).toBeCloseTo(1 + purchases, 9);
    expect(found['modelSpend']).toBeCloseTo(spend, 9);
    // The first purchase is 24.5 on average in the file.
    expect(found['modelClv']).toBeCloseTo((24.5 + discounted * spend) * 0.4, 9);
    expect(found['netClv']).toBeCloseTo((found['modelClv'] ?? NaN) - 10, 9);
    expect(found).toMatchObject({ basis: 'margin', fittedModel: 'bg-nbd', horizon: '5y' });
    const until = newCustomer(buyers, { years: 5, periodsPerYear: 1 });
    const years = until.yearsUntil((10 - 24.5 * 0.4) / (spend * 0.4));
    expect(found['paybackMonths']).toBeCloseTo(years * 12, 9);
    // 5 years less the 52 weeks of the data.
    expect(found['yearsBeyondData']).toBeCloseTo(5 - 52 / weeksPerYear, 9);
  });

  it('reads a bare horizon as years, and its units', async () => {
    expect(await purchasesWithin('5')).toBe(await purchasesWithin('5y'));
    expect(await purchasesWithin('60mo')).toBeCloseTo((await purchasesWithin('5y')) ?? NaN, 9);
    const { repeats } = newCustomer(buyers, { years: 52 / weeksPerYear, periodsPerYear: 1 });
    expect(await purchasesWithin('52w')).toBeCloseTo(1 + repeats(0), 9);
  });

  it.each(['EURO', '$', 'kr'])('prints plain amounts where orders are in %s', async (currency) => {
    const file = { ...buyers, data: { ...(buyers as unknown as ModelFile).data, currency } };
    writeFileSync(join(cwd, 'no-code.json'), JSON.stringify(file));
    const args = ['calc', '--model', 'no-code.json', '--horizon', '5y', ...few];
    const { stdout, stderr, code } = await clvInProcess(args, { cwd });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/First purchase +│ +24\.50 /);
  });

  it('takes the price that is given instead of the amounts of the model', async () => {
    const found = await calc(...fiveYears, '--avg', '50');
    expect(found['modelClv']).toBeCloseTo(50 * (found['modelPurchases'] ?? NaN), 9);
    expect(found).toMatchObject({ modelSpend: 50, basis: 'revenue' });
  });

  it('gives an interval from the covariance of the fit, the same for a seed', async () => {
    const { intervals, modelClv = NaN } = await calc(...fiveYears);
    const { p5 = NaN, p95 = NaN } = intervals['modelClv'] as Record<string, number>;
    expect(p5).toBeLessThan(modelClv);
    expect(p95).toBeGreaterThan(modelClv);
    expect((await calc(...fiveYears)).intervals).toEqual(intervals);
    expect((await calc(...fiveYears, '--seed', '2')).intervals).not.toEqual(intervals);
  });

  it('lays the draws of ranges over those of the model', async () => {
    const known = await calc(...fiveYears, '--margin', '40%');
    const ranged = await calc(...fiveYears, '--margin', '20%..60%');
    const width = ({ intervals }: typeof known) => {
      const { p5 = NaN, p95 = NaN } = intervals['modelClv'] as Record<string, number>;
      return p95 - p5;
    };
    expect(width(ranged)).toBeGreaterThan(width(known) * 1.3);
  });

  it('values every record beside its own numbers', async () => {
    writeFileSync(join(cwd, 'records.csv'), 'shop,margin,cac\na,40%,10\nb,30%,10\n');
    const { stdout } = await clvInProcess(
      ['calc', ...fiveYears, '--input', 'records.csv', ...few, '--json'],
      { cwd },
    );
    const [a, b] = JSON.parse(stdout) as Record<string, number>[];
    expect((a?.['modelClv'] ?? NaN) / (b?.['modelClv'] ?? NaN)).toBeCloseTo(4 / 3, 9);
    writeFileSync(join(cwd, 'bad.csv'), 'shop,margin,years\na,40%,3\n');
    expect(await refusal(...fiveYears, '--input', 'bad.csv')).toBe(
      'bad.csv:2: years cannot be used with --model: the model says how long customers stay; drop years\n',
    );
  });

  it('reads the survival curve of subscribers: m (1 + v·DERL(0))', async () => {
    const args = ['--model', 'contract.json', '--period', 'month', '--avg', '10'];
    const found = await calc(...args, '--horizon', 'lifetime', '--discount', '10%');
    const rate = 1.1 ** (1 / 12) - 1;
    const expected = 10 * (1 + residualPayments(contract, 0, rate) / (1 + rate));
    expect(found['modelClv']).toBeCloseTo(expected, 9);
    expect(found['modelPurchases']).toBeNull();
    // By hand at a .66809 and b 3.80610: S(1) is b/(a+b), S(2) is S(1) (b+1)/(a+b+1).
    const quarter = await calc(...args, '--horizon', '3mo');
    expect(quarter['modelPurchases']).toBeCloseTo(1 + 0.85068 + 0.74686, 4);
  });

  it('says what it rests on', async () => {
    const args = ['calc', ...fiveYears, '--margin', '40%', '--cac', '10', ...few];
    const { stdout } = await clvInProcess(args, { cwd });
    expect(stdout).toContain(
      'Model: bg-nbd of buyers.json over 5 years, data up to 2025-12-31; 4.00 of 5.00 years lie beyond the data.\n',
    );
    expect(stdout).toContain('brings €51.00 of margin in 5 years: 5.10 for each');
    const { stdout: dutch } = await clvInProcess([...args, '--lang', 'nl'], { cwd });
    expect(dutch).toContain('4,00 van 5,00 jaar ligt voorbij de data');
  });
});

it('says that the fit has warnings', async () => {
  const file = JSON.parse(readFileSync(join(cwd, 'buyers.json'), 'utf8')) as object;
  const kept = (name: string, warnings: readonly object[]) =>
    writeFileSync(join(cwd, name), JSON.stringify({ ...file, warnings }));
  kept('warned.json', [{ code: 'starts-disagree' }]);
  kept('sound.json', []);
  const args = ['calc', '--horizon', '1y', ...few, '--model'];
  const { stdout } = await clvInProcess([...args, 'warned.json'], { cwd });
  expect(stdout).toContain('The fit has warnings, which warned.json keeps.\n');
  expect((await clvInProcess([...args, 'sound.json'], { cwd })).stdout).not.toContain('warnings');
});

it('a year is not said to lie beyond the data of 52 weeks', async () => {
  const args = ['calc', '--model', 'buyers.json', '--horizon', '1y', ...few];
  const { stdout } = await clvInProcess(args, { cwd });
  expect(stdout).toContain(
    'over 1 year, data up to 2025-12-31; customers were observed for as long.',
  );
});

it.each(['modelPurchases', 'modelFirstSpend', 'modelSpend', 'modelClv', 'model', 'horizon'])(
  'explain tells what %s is',
  async (name) => {
    const { stdout, code } = await clvInProcess(['explain', name, '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { meaning: string }).meaning).toMatch(/model/);
  },
);

describe('calc --model refuses', () => {
  it.each([
    [
      'numbers that the model says itself, at once',
      [...fiveYears, '--years', '3', '--customers', '9'],
      '--years cannot be used with --model: the model says how long customers stay; drop --years\n' +
        '--customers cannot be used with --model: it values a new customer; clv score values those that there are; drop --customers\n',
    ],
    [
      'another currency',
      [...fiveYears, '--currency', 'USD'],
      '--currency must be EUR as in buyers.json, got USD; drop --currency\n',
    ],
    [
      'a lifetime that is not discounted',
      ['--model', 'buyers.json', '--horizon', 'lifetime'],
      '--horizon lifetime needs --discount above 0; add one such as --discount 10%\n',
    ],
    [
      'a model without a horizon',
      ['--model', 'buyers.json'],
      '--model needs --horizon; add how far to look, such as --horizon 5y\n',
    ],
    [
      'a horizon without a model',
      ['--horizon', '5y'],
      '--horizon needs --model; add the model file, such as --model model.json\n',
    ],
    [
      'a horizon of 0',
      ['--model', 'buyers.json', '--horizon', '0'],
      '--horizon must be above 0, got 0\n',
    ],
    [
      'a horizon that is none',
      ['--model', 'buyers.json', '--horizon', '5 apples'],
      '--horizon must be a time such as 5y, 12mo, 52w or lifetime, got "5 apples"\n',
    ],
    [
      'subscribers without a period',
      ['--model', 'contract.json', '--horizon', '5y'],
      '--period must say what a period of the contract of contract.json is: year, quarter, month\n',
    ],
    [
      'rounds of another length',
      ['--model', 'rounds.json', '--horizon', '5y', '--period', 'year'],
      '--period must be month as the rounds of rounds.json are, got year; drop --period\n',
    ],
    [
      'a horizon between two periods',
      ['--model', 'contract.json', '--horizon', '5w', '--period', 'month'],
      '--horizon must be whole months, as contract.json counts in, got 1.14992\n',
    ],
    [
      'a file that is not there',
      ['--model', 'none.json', '--horizon', '5y'],
      'none.json does not exist; clv fit writes one\n',
    ],
  ])('%s', async (_, args, message) => {
    expect(await refusal(...args)).toBe(message);
  });
});

describe('equity --model', () => {
  const won = ['equity', ...fiveYears, '--margin', '40%'];

  it('is the value of the customers won in a year', async () => {
    const { stdout } = await clvInProcess([...won, '--new-per-year', '1000', ...few, '--json'], {
      cwd,
    });
    const found = JSON.parse(stdout) as Record<string, number>;
    expect((found['equity'] ?? NaN) / (found['modelClv'] ?? NaN)).toBeCloseTo(1000, 9);
    expect(found).toMatchObject({ basis: 'margin', horizon: '5y' });
    const { stdout: text } = await clvInProcess([...won, '--new-per-year', '1000', ...few], {
      cwd,
    });
    expect(text).toContain('Customer equity is that of the customers won in a year');
  });

  it('asks for them, and refuses customers', async () => {
    const { stderr, code } = await clvInProcess(won, { cwd });
    expect({ stderr, code }).toEqual({
      stderr: '--margin and --model alone are not enough; add --new-per-year\n',
      code: 2,
    });
    const refused = await clvInProcess([...won, '--customers', '9'], { cwd });
    expect(refused.stderr).toBe(
      '--customers cannot be used with --model: it values a new customer; clv score values those that there are; drop --customers\n',
    );
  });
});

it('calc without a model does not ask for one', async () => {
  expect(await refusal('--cac', '60', '--input', '/dev/null')).not.toContain('model');
  const { stderr } = await clvInProcess(['calc', '--cac', '60'], { cwd, stdin: '' });
  expect(stderr).not.toContain('model');
});
