import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, measure, measured, named } from './run.ts';

const csv = (rows: readonly string[]) => fileOf(`customer,date,amount\n${rows.join('\n')}\n`);

/** The standard deviation of three values. */
const deviation = (values: readonly number[], mean: number) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2);

describe('the figures of three customers, counted by hand', () => {
  // a: 3 occasions of 4 orders, 60; b: 1 order, 30; c: 2 orders, 10. In all 7 orders, 100.
  const rows = [
    'a,2025-01-10,10',
    'a,2025-02-09,20',
    'a,2025-02-09,25',
    'a,2025-03-01,5',
    'b,2025-01-20,30',
    'c,2025-02-01,4',
    'c,2025-03-31,6',
  ];
  const file = csv(rows);

  it('are those', async () => {
    const found = await measured(file, ...named, '--window', '2025-01-01..2025-03-31');
    expect(found.window).toMatchObject({ from: '2025-01-01', to: '2025-03-31', months: 3 });
    expect(found.revenue.value).toBe(100);
    expect(found.customers.value).toBe(3);
    expect(found.orders.value).toBe(7);
    expect(found.occasions.value).toBe(6);
    expect(found.averageValue.value).toBeCloseTo(100 / 3, 12);
    expect(found.avg.value).toBeCloseTo(100 / 7, 12);
    // A quarter is no year.
    expect(found.freq).toBeUndefined();
    expect(found.repeatRate.value).toBeCloseTo(2 / 3, 12);
    // a: 50 days, b: 0, c: 58.
    expect(found.observedSpan.value).toBeCloseTo(108 / 3 / 365.25, 12);
    // The gaps are 30, 20 and 58 days.
    expect(found.interpurchase.median?.value).toBe(30);
    expect(found.interpurchase.mean?.value).toBe(36);
  });

  it('have the intervals that the textbook formulas give', async () => {
    const found = await measured(file, ...named, '--window', '2025-01-01..2025-03-31');
    const z = 1.959963984540054;
    const [orders, money] = [
      [4, 1, 2],
      [60, 30, 10],
    ];
    const valueError = (z * deviation(money, 100 / 3)) / Math.sqrt(3);
    expect(found.averageValue.high).toBeCloseTo(100 / 3 + valueError, 6);
    // Cochran: the residuals of each customer from the ratio.
    const residuals = orders.map((count, at) => (money[at] ?? 0) - (100 / 7) * count);
    const avgError = (z * deviation(residuals, 0)) / Math.sqrt(3) / (7 / 3);
    expect(found.avg.low).toBeCloseTo(100 / 7 - avgError, 6);
    // Wilson for 2 of 3, as R's prop.test(2, 3, correct = FALSE) prints it.
    expect(found.repeatRate.low).toBeCloseTo(0.2076596, 6);
    expect(found.repeatRate.high).toBeCloseTo(0.9385081, 6);
  });

  it('make cohorts, the month that is not over left out of who bought again', async () => {
    const found = await measured(file, ...named, '--as-of', '2025-03-30');
    expect(found.cohorts.map(({ start, customers }) => [start, customers])).toEqual([
      ['2025-01-01', 2],
      ['2025-02-01', 1],
    ]);
    const [january, february] = found.cohorts;
    expect(january?.cells.map(({ customers }) => customers)).toEqual([2, 1, 1]);
    expect(january?.cells.map(({ cumulativeValue }) => cumulativeValue)).toEqual([20, 42.5, 45]);
    expect(january?.cells.map(({ mature }) => mature)).toEqual([true, true, false]);
    expect(february?.cells.map(({ customers }) => customers)).toEqual([1, 0]);
    expect(found.boughtAgain).toMatchObject({ value: 0.5, n: 2 });
  });

  it('count March in once it is over', async () => {
    const found = await measured(file, ...named);
    expect(found.boughtAgain?.value).toBeCloseTo(2 / 3, 12);
    expect((await measured(file, ...named, '--period', 'quarter')).boughtAgain).toBeUndefined();
  });
});

/** The fifth of a value: 1 where less than a fifth of all are below. */
const fifth = (value: number, all: readonly number[]): number =>
  1 + Math.floor((5 * all.filter((each) => each < value).length) / all.length);

/** The same figures once more, row by row and without SQL. */
function naive(rows: readonly { customer: string; day: number; cents: number }[]) {
  const spent = new Map<string, number>();
  const days = new Map<string, Set<number>>();
  for (const { customer, day, cents } of rows) {
    spent.set(customer, (spent.get(customer) ?? 0) + cents);
    days.set(customer, (days.get(customer) ?? new Set()).add(day));
  }
  const amounts = [...spent.values()].toSorted((one, other) => one - other);
  const whole = amounts.reduce((sum, each) => sum + each, 0);
  const top = (share: number) =>
    amounts
      .slice(amounts.length - Math.ceil(amounts.length * share))
      .reduce((sum, each) => sum + each, 0) / whole;
  // Gini by its definition: the mean absolute difference over twice the mean.
  let differences = 0;
  for (const one of amounts) for (const other of amounts) differences += Math.abs(one - other);
  const gaps = [...days.values()].flatMap((set) => {
    const sorted = [...set].toSorted((one, other) => one - other);
    return sorted.slice(1).map((day, at) => day - (sorted[at] ?? 0));
  });
  gaps.sort((one, other) => one - other);
  const middle = (gaps.length - 1) / 2;
  const lasts = [...days.values()].map((set) => Math.max(...set));
  const sizes = [...days.values()].map(({ size }) => size);
  const rfm = [...spent].map(([customer, amount]) => {
    const own = days.get(customer) ?? new Set<number>();
    const scores = [fifth(Math.max(...own), lasts), fifth(own.size, sizes), fifth(amount, amounts)];
    return scores.join(' ');
  });
  return {
    rfm: rfm.toSorted().toReversed(),
    revenue: whole / 100,
    customers: spent.size,
    repeatRate: [...days.values()].filter(({ size }) => size > 1).length / spent.size,
    top10: top(0.1),
    top20: top(0.2),
    gini: differences / (2 * amounts.length * whole),
    median:
      gaps.length === 0
        ? undefined
        : ((gaps[Math.floor(middle)] ?? 0) + (gaps[Math.ceil(middle)] ?? 0)) / 2,
  };
}

describe('the figures of any shop', () => {
  const purchase = fc.record({
    customer: fc.integer({ min: 1, max: 30 }).map(String),
    day: fc.integer({ min: 1, max: 31 }),
    cents: fc.integer({ min: 1, max: 100_000 }),
  });

  it('are those that a loop over the rows gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { minLength: 1, maxLength: 80 }), async (rows) => {
        const file = csv(
          rows.map(
            ({ customer, day, cents }) =>
              `${customer},2025-01-${String(day).padStart(2, '0')},${(cents / 100).toFixed(2)}`,
          ),
        );
        const found = await measured(file, ...named, '--keep-duplicates');
        const wanted = naive(rows);
        expect(found.revenue.value).toBe(wanted.revenue);
        expect(found.customers.value).toBe(wanted.customers);
        expect(found.orders.value).toBe(rows.length);
        expect(found.repeatRate.value).toBeCloseTo(wanted.repeatRate, 12);
        expect(found.concentration?.['top10']).toBeCloseTo(wanted.top10, 9);
        expect(found.concentration?.['top20']).toBeCloseTo(wanted.top20, 9);
        expect(found.concentration?.['gini']).toBeCloseTo(wanted.gini, 8);
        expect(found.interpurchase.median?.value).toBe(wanted.median);
        expect(
          found.rfm.cells.flatMap(({ recency, frequency, monetary, customers }) =>
            Array.from({ length: customers }, () => `${recency} ${frequency} ${monetary}`),
          ),
        ).toEqual(wanted.rfm);
      }),
      { numRuns: 12 },
    );
  });
});

/** The heading of the table of cohorts. */
const headOf = (text: string) => text.split('\n').find((line) => /^(\| )?cohort/.test(line));

describe('the table of cohorts', () => {
  // One purchase a month for two years, so that the last age is +23.
  const file = csv(
    Array.from(
      { length: 24 },
      (_, at) => `a,${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01,5`,
    ),
  );

  it('says which ages have no room, and has them all where no width is known', async () => {
    const { stdout } = await measure(file, ...named);
    expect(headOf(stdout)).toMatch(/ \+13$/);
    expect(stdout).toContain('\n+14 to +23 do not fit; --json has them\n');
    const dutch = await measure(file, ...named, '--lang', 'nl');
    expect(dutch.stdout).toContain('\n+14 tot en met +23 passen niet; --json heeft ze\n');
    const page = await measure(file, ...named, '--format', 'markdown');
    expect(headOf(page.stdout)).toContain('| +22 | +23 |');
    expect(page.stdout).not.toContain('do not fit');
    const { stdout: quarters } = await measure(file, ...named, '--period', 'quarter');
    expect(quarters).not.toContain('not fit');
  });

  it('stands in Markdown below the ledger as a list', async () => {
    const { stdout } = await measure(file, ...named, '--format', 'markdown');
    expect(stdout).toMatch(/^### Rows\n\n- rows 24 = used 24 /);
  });
});
