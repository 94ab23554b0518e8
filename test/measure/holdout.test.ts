import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDuckdb, openDuckdb } from '../../src/engines/duckdb/duckdb.ts';
import { hiatusOf, splitsOf } from '../../src/measure/holdouts.ts';
import {
  firstDayQuery,
  gapsUntilQuery,
  observedCellsSelect,
  repeatsByDayQuery,
} from '../../src/measure/sql/holdout.ts';

/** Purchases of four customers; d comes after the calibration, and 3.00 is no purchase. */
const occasions = `(select customer, cast(day as date) as day, orders, cast(amount as decimal(18, 4)) as amount from (values
  ('a', '2025-01-01', 1, 10), ('a', '2025-01-15', 1, 20), ('a', '2025-02-19', 2, 40), ('a', '2025-03-05', 1, 15), ('a', '2025-03-31', 1, 5),
  ('b', '2025-02-10', 1, 8), ('b', '2025-03-10', 0, 3),
  ('c', '2025-02-10', 1, 9), ('c', '2025-04-01', 1, 7),
  ('d', '2025-03-02', 1, 6)) as t (customer, day, orders, amount))`;
const split = { until: '2025-02-28', to: '2025-03-31', before: '2025-01-28' };

let engine: OpenDuckdb;
beforeAll(async () => {
  engine = await openDuckdb({ memory: undefined, progress: false, onInterrupt() {} });
});
afterAll(() => engine.close());

describe('orders that are divided', () => {
  it('give what each customer did before, in the last window and after', async () => {
    expect(await engine.query(observedCellsSelect(engine.dialect, occasions, split))).toEqual([
      // b and c, 18 days before the end; what c bought in April is beyond the holdout.
      {
        x: 0,
        t_x: 0,
        T: 18 / 7,
        last_window: 0,
        later: 0,
        spends: 0,
        n: 2,
        spend: 0,
        later_amount: 0,
      },
      // a: repeats of 20 and 40, the second 49 days after the first, of 58; then 15 and 5.
      {
        x: 2,
        t_x: 7,
        T: 58 / 7,
        last_window: 1,
        later: 2,
        spends: 1,
        n: 1,
        spend: 30,
        later_amount: 20,
      },
    ]);
  });

  it('give the days between the purchases of the calibration', async () => {
    expect(await engine.query(gapsUntilQuery(engine.dialect, occasions, split.until))).toEqual([
      { gap: 14, n: 1 },
      { gap: 35, n: 1 },
    ]);
  });

  it('give the repeat purchases of the calibration’s customers by day', async () => {
    const [row] = await engine.query(firstDayQuery(engine.dialect, occasions));
    expect(row).toEqual({ day: '2025-01-01' });
    expect(
      await engine.query(repeatsByDayQuery(engine.dialect, occasions, split, '2025-01-01')),
    ).toEqual([
      { at: 14, n: 1 },
      { at: 49, n: 1 },
      { at: 63, n: 1 },
      { at: 89, n: 1 },
    ]);
  });
});

it('the hiatus is the nearest rank of nine in ten gaps', () => {
  const gaps = Array.from({ length: 10 }, (_, at) => ({ days: 10 * (at + 1), count: 1 }));
  // The ninth of ten.
  expect(hiatusOf(gaps)).toBe(90);
  expect(hiatusOf([...gaps, { days: 500, count: 1 }])).toBe(100);
  expect(hiatusOf([{ days: 3, count: 8 }])).toBe(3);
  expect(hiatusOf([])).toBe(0);
});

describe('a holdout', () => {
  const asked = { days: undefined, until: undefined, origins: 1 };
  const ofTwoYears = (holdout: Partial<typeof asked> | object) =>
    splitsOf('2024-01-01', '2025-12-31', { ...asked, ...holdout });

  it('ends on the last day, or is as long as it is said to be', () => {
    expect(ofTwoYears({ days: 182 })).toEqual([
      { until: '2025-07-02', to: '2025-12-31', before: '2025-01-01' },
    ]);
    expect(ofTwoYears({ until: '2025-09-30' })).toEqual([
      { until: '2025-09-30', to: '2025-12-31', before: '2025-06-30' },
    ]);
    expect(ofTwoYears({ until: '2025-09-30', days: 30 })).toEqual([
      { until: '2025-09-30', to: '2025-10-30', before: '2025-08-31' },
    ]);
  });

  it('of several each ends where the one after it begins', () => {
    const splits = ofTwoYears({ days: 182, origins: 3 });
    expect(splits.map(({ until, to }) => [until, to])).toEqual([
      ['2025-07-02', '2025-12-31'],
      ['2025-01-01', '2025-07-02'],
      ['2024-07-03', '2025-01-01'],
    ]);
  });

  it.each([
    [
      { until: '2025-12-31' },
      '--until must be before the last day, got 2025-12-31; the orders run from 2024-01-01 to 2025-12-31',
    ],
    [
      { until: '2025-12-01', days: 60 },
      '--holdout ends after the last day: 60 days follow 2025-12-01, and only 30 are there; the orders run from 2024-01-01 to 2025-12-31',
    ],
    [
      { days: 730 },
      'no orders are left to fit a model to: the orders run from 2024-01-01 to 2025-12-31, and the calibration would end on 2024-01-01',
    ],
    [
      { days: 420, origins: 3 },
      '--origins must be at most 1 with holdouts of 420 days, got 3; the orders run from 2024-01-01 to 2025-12-31',
    ],
  ])('that cannot be is refused: %j', (holdout, message) => {
    expect(() => ofTwoYears(holdout)).toThrow(message);
  });
});
