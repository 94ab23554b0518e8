import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';
import { fileOf, folder, measure, measured } from './run.ts';
import { lastDayAfter, ordersOf } from './steady-shop.ts';

const staying = { customersPerYear: 200, ordersPerYear: 4, meanYears: undefined };
const leaving = { ...staying, meanYears: 1 };

/** In 365 days of which the first is half over on average, of the 365.25 of a year. */
const firstYear = 364.5 / 365.25;

describe.each([
  // The first order, and 4 a year after it.
  ['whose customers stay', staying, 1 + 4 * firstYear],
  // The same, as long as customers stay: 4 times the integral of exp(-t) over the first year.
  ['whose customers leave after a year on average', leaving, 1 + 4 * (1 - Math.exp(-firstYear))],
])('a shop of 4 orders a year %s', (_, shop, truth) => {
  it.each([2, 5, 10])('has the same first year in a file of %d years', async (years) => {
    // Of the seeds 1 to 200, 191 of the 95 % intervals hold the truth; of this one all do.
    const file = fileOf(ordersOf(shop, years, 2));
    const { firstYearOrders, window } = await measured(file, '--keep-duplicates');
    expect(window.months).toBe(12);
    expect(firstYearOrders?.n).toBeCloseTo(200 * (years - 1), -1);
    expect(firstYearOrders?.low).toBeLessThan(truth);
    expect(firstYearOrders?.high).toBeGreaterThan(truth);
  });

  it('passes half a year later what init proposed', async () => {
    const file = fileOf(ordersOf(shop, 2.5, 2));
    const args = ['--keep-duplicates', '-q', '-o', join(folder, 'measured.json')];
    const yaml = join(folder, 'clv.yaml');
    expect((await measure(file, ...args, '--as-of', lastDayAfter(2))).code).toBe(0);
    const from = ['--from', join(folder, 'measured.json'), '--force'];
    expect((await clvInProcess(['init', yaml, ...from])).code).toBe(0);
    expect((await measure(file, ...args)).code).toBe(0);
    const { stdout, code } = await clvInProcess(['check', yaml, '--lang', 'en']);
    expect(stdout).toContain('4 checks: 4 passed');
    expect(code).toBe(0);
  });
});

interface Order {
  readonly customer: number;
  readonly day: number;
  readonly cents: number;
}

const dayLength = 86_400_000;
const dateOf = (day: number) =>
  new Date(Date.UTC(2023, 0, 1) + day * dayLength).toISOString().slice(0, 10);
/** The last day of 2025, which the window ends on, and the first. */
const [last, first] = [1095, 731];
const z = 1.959963984540054;

const totalOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** A mean and its normal interval, and a ratio of two sums with Cochran's. */
function meanOf(values: readonly number[]) {
  return ratioOf(
    values,
    values.map(() => 1),
  );
}
function ratioOf(above: readonly number[], below: readonly number[]) {
  const n = above.length;
  const value = totalOf(above) / totalOf(below);
  const squares = above.map((each, at) => (each - value * (below[at] ?? 0)) ** 2);
  const error = Math.sqrt(totalOf(squares) / (n - 1) / n) / (totalOf(below) / n);
  return { value, low: value - z * error, high: value + z * error };
}

/** The figures of a year once more, by a loop over the orders of each customer. */
function naive(orders: readonly Order[]) {
  const ids = [...new Set(orders.map(({ customer }) => customer))];
  const customers = ids.map((id) => {
    const own = orders.filter(({ customer }) => customer === id);
    const start = Math.min(...own.map(({ day }) => day));
    const inYear = own.filter(({ day }) => day >= first && day <= last);
    return {
      start,
      orders: own.length,
      inYear: inYear.length,
      spent: totalOf(inYear.map(({ cents }) => cents)) / 100,
      firstYear: own.filter(({ day }) => day - start < 365).length,
    };
  });
  const buyers = customers.filter(({ inYear }) => inYear > 0);
  const old = customers.filter(({ start }) => last - start >= 365);
  const counts = buyers.map(({ inYear }) => inYear);
  const spent = buyers.map((each) => each.spent);
  return {
    revenue: { value: totalOf(spent) },
    customers: { value: buyers.length },
    orders: { value: totalOf(counts) },
    averageValue: meanOf(spent),
    avg: ratioOf(spent, counts),
    freq: meanOf(counts),
    newPerYear: { value: buyers.filter(({ start }) => start >= first).length },
    firstYearOrders: meanOf(old.map((each) => each.firstYear)),
    repeatFreq: ratioOf(
      customers.map((each) => each.orders - 1),
      customers.map(({ start }) => (last - start) / 365.25),
    ),
  };
}

const order = fc.record({
  customer: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 0, max: last }),
  cents: fc.integer({ min: 1, max: 100_000 }),
});
/** Two customers who have bought since the start, so that each figure has an interval. */
const known = [1, 2].flatMap((customer) =>
  [0, last].map((day) => ({ customer, day, cents: 100 * customer })),
);

const fileFor = (orders: readonly Order[]) =>
  fileOf(
    `customer,date,amount\n${orders.map(({ customer, day, cents }) => `${customer},${dateOf(day)},${(cents / 100).toFixed(2)}\n`).join('')}`,
  );

describe('the figures of a year', () => {
  it('are those that a loop over the orders gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, { maxLength: 60 }), async (some) => {
        const orders = [...known, ...some];
        const found = await measured(fileFor(orders), '--keep-duplicates');
        expect(found.window).toMatchObject({ from: '2025-01-01', to: '2025-12-31', months: 12 });
        for (const [name, wanted] of Object.entries(naive(orders))) {
          const figure = found[name as keyof ReturnType<typeof naive>];
          for (const [key, value] of Object.entries<number>(wanted)) {
            const actual = figure?.[key as 'value'];
            // Intervals carry nine digits.
            const error = Math.abs((actual ?? NaN) - value) / Math.max(1, Math.abs(value));
            expect(error, `${name}.${key}`).toBeLessThan(1e-7);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are of the days that were asked for, and first purchases before them are known', async () => {
    const file = fileFor([
      ...known,
      { customer: 3, day: 400, cents: 500 },
      { customer: 4, day: 300, cents: 500 },
      { customer: 4, day: 500, cents: 700 },
    ]);
    const year = await measured(file, '--window', '2024');
    expect(year.window).toMatchObject({ from: '2024-01-01', to: '2024-12-31', months: 12 });
    // Customers 3 and 4 bought in 2024; only 3 was new.
    expect(year).toMatchObject({
      revenue: { value: 12 },
      customers: { value: 2 },
      freq: { value: 1 },
      newPerYear: { value: 1 },
    });
    const all = await measured(file, '--window', 'all');
    expect(all.window).toMatchObject({ from: '2023-01-01', to: '2025-12-31', months: 36 });
    // 7 orders of 4 customers in three years.
    expect(all.freq?.value).toBeCloseTo(7 / 4 / 3, 12);
    for (const other of [year, all]) {
      const { cohorts, rfm, concentration, interpurchase } = await measured(file);
      expect(other).toMatchObject({ cohorts, rfm, concentration, interpurchase });
    }
  });

  it('are counted from the first order on where the year is not whole', async () => {
    const early = fileFor([
      { customer: 1, day: 800, cents: 100 },
      { customer: 1, day: last, cents: 100 },
    ]);
    const found = await measured(early);
    expect(found.window).toMatchObject({ from: dateOf(800), to: '2025-12-31' });
    expect(found.freq).toBeUndefined();
    expect(found.withheld).toMatchObject({
      freq: 'the orders cover less than 350 days, which are not turned into a year',
    });
    // 350 days are the fewest, whether at the start of the year or in its midst.
    const days = async (from: number) =>
      (
        await measured(
          fileFor([
            { customer: 1, day: from, cents: 100 },
            { customer: 1, day: last, cents: 100 },
          ]),
        )
      ).window.months;
    expect(await days(last - 349)).toBe(12);
    expect(await days(last - 348)).toBeLessThan(12);
  });

  it('are refused where nobody bought', async () => {
    const file = fileFor(known);
    for (const window of ['2021', '2024']) {
      const { stderr, code } = await measure(file, '--window', window, '-q');
      expect([stderr, code]).toEqual([
        `nobody bought from ${window}-01-01 to ${window}-12-31; the orders are from 2023-01-01 to 2025-12-31, choose days with --window\n`,
        2,
      ]);
    }
    expect((await measure(file, '--window', 'lately')).stderr).toBe(
      '--window must be a year such as 2025, two dates in order such as 2025-04-01..2026-03-31, or all, got lately\n',
    );
  });
});

describe('less than a year of orders', () => {
  it('gives calc no frequency, unless it is asked to turn them into a year', async () => {
    // 3 orders of 2 customers in April to June.
    const file = fileOf(
      'customer,date,amount\na,2025-04-01,10\na,2025-05-01,20\nb,2025-06-30,30\n',
    );
    const json = join(folder, 'short.json');
    expect((await measure(file, '-q', '--small-cells', '-o', json)).code).toBe(0);
    const args = ['calc', '--input', json, '--years', '3', '--margin', '40%', '--json'];
    const short = await clvInProcess(args);
    expect(short.stderr).toBe(
      '3 months of orders are not turned into a year: freq and what is computed from it are withheld; give --freq, or add --annualise\n',
    );
    const values = JSON.parse(short.stdout) as Record<string, number>;
    expect(values).toMatchObject({ avg: 20, averageValue: 30, months: 3 });
    for (const name of ['freq', 'customerValue', 'clv', 'clvMargin', 'equity']) {
      expect(values).not.toHaveProperty(name);
    }
    const whole = await clvInProcess([...args, '--annualise']);
    expect(whole.stderr).toBe(
      '--annualise takes 3 months of orders for a year: seasons and late buyers are not in freq, nor in what is computed from it\n',
    );
    // 1.5 orders a customer in a quarter, 6 in a year.
    expect(JSON.parse(whole.stdout)).toMatchObject({ freq: 6, clv: 360 });
  });
});
