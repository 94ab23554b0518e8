import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredJsonSchema, readMeasured } from '../../src/input/measured/measured-schema.ts';
import { fileOf, measure } from './run.ts';

interface Shown {
  readonly window: { readonly from: string };
  readonly revenue: { readonly value: number | null };
  readonly withheld: Readonly<Record<string, string>>;
  readonly ledger: {
    readonly codes: readonly { code: string; rows: number; amount: number | null }[];
    readonly money: readonly Readonly<Record<string, number | null>>[];
  };
  readonly cohorts: readonly {
    start: string;
    customers: number;
    cells: readonly { age: number; customers: number; cumulativeValue: number | null }[];
  }[];
  readonly rfm: {
    readonly cells: readonly { customers: number; revenue: number | null }[];
    readonly others?: { customers: number; revenue: number | null };
  };
  readonly concentration: Readonly<
    Record<'top1' | 'top10' | 'top20' | 'gini' | 'n', number | null>
  >;
}

async function shown(text: string, ...args: string[]): Promise<Shown> {
  const { stdout, stderr, code } = await measure(fileOf(text), '--json', '-q', ...args);
  expect([stderr, code]).toEqual(['', 0]);
  readMeasured(JSON.parse(stdout));
  return JSON.parse(stdout) as Shown;
}

interface Order {
  readonly customer: number;
  /** Months after January 2024. */
  readonly month: number;
  readonly cents: number;
}

const monthOf = (month: number) =>
  `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
const textOf = (orders: readonly Order[]) =>
  `customer,date,amount\n${orders
    .map(
      ({ customer, month, cents }) =>
        `${customer},${monthOf(month)}-15,${(cents / 100).toFixed(2)}\n`,
    )
    .join('')}2,${monthOf(23)}-31,1.00\n`;

const monthsBetween = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));

/** The customers whose money is left when what cohorts show is taken off the revenue. */
function leftOf({ cohorts, window }: Shown, orders: readonly Order[], isInside: boolean) {
  const all = [...orders, { customer: 2, month: 23, cents: 100 }];
  return new Set(
    all
      .filter(({ customer, month }) => {
        const first = Math.min(
          ...all.filter((each) => each.customer === customer).map((each) => each.month),
        );
        const cohort = cohorts.find(({ start }) => start.startsWith(monthOf(first)));
        const last = Math.max(
          -1,
          ...(cohort?.cells ?? [])
            .filter(({ cumulativeValue }) => cumulativeValue !== null)
            .map(({ age }) => age),
        );
        const isLeft = month - first > last;
        return isLeft && monthsBetween(window.from, monthOf(month)) >= 0 === isInside;
      })
      .map(({ customer }) => customer),
  );
}

const none = (count: number) => count === 0 || count >= 5;

const shares = async (n: number) => {
  const rows = Array.from({ length: n }, (_, at) => `c${at},2025-01-13,${at + 1}\n`).join('');
  const { top1, top10, top20 } = (await shown(`customer,date,amount\n${rows}`)).concentration;
  return [top1, top10, top20].map((share) => share !== null);
};

describe('money of few customers', () => {
  const order = fc.record({
    customer: fc.integer({ min: 1, max: 30 }),
    month: fc.integer({ min: 0, max: 23 }),
    cents: fc.integer({ min: 1, max: 100_000 }),
  });

  it('is in no part of measured.json, nor left when one is taken off another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 5, maxLength: 120 }), async (orders) => {
        const found = await shown(textOf(orders));
        for (const { cells } of found.cohorts) {
          for (const { customers, cumulativeValue } of cells) {
            expect(cumulativeValue === null || customers >= 5).toBe(true);
          }
        }
        const hasCohorts = found.cohorts.some(({ cells }) =>
          cells.some(({ cumulativeValue }) => cumulativeValue !== null),
        );
        if (hasCohorts) {
          expect(none(leftOf(found, orders, true).size)).toBe(true);
          expect(none(leftOf(found, orders, false).size)).toBe(true);
        }
        for (const { customers } of [...found.rfm.cells, found.rfm.others ?? { customers: 5 }]) {
          expect(customers).toBeGreaterThanOrEqual(5);
        }
        const known = new Set([2, ...orders.map(({ customer }) => customer)]).size;
        const rfm = [...found.rfm.cells, ...(found.rfm.others ? [found.rfm.others] : [])];
        const inRfm = rfm.reduce((sum, { customers }) => sum + customers, 0);
        expect(inRfm).toBe(known < 5 ? 0 : known);
      }),
      { numRuns: 20 },
    );
  });

  it('is kept with --small-cells', async () => {
    const found = await shown('customer,date,amount\na,2025-01-13,5\n', '--small-cells');
    expect(found.revenue.value).toBe(5);
    expect(found.cohorts[0]?.cells[0]?.cumulativeValue).toBe(5);
    expect(found.rfm.cells[0]?.revenue).toBe(5);
    expect(found.concentration.top1).toBe(1);
  });

  it('of a shop of four is withheld with the reason', async () => {
    const rows = ['a', 'b', 'c', 'd'].map((who) => `${who},2025-01-13,5\n`).join('');
    const found = await shown(`customer,date,amount\n${rows}`);
    expect(found).toMatchObject({
      revenue: { value: null },
      averageValue: { value: null },
      avg: { value: null },
      orders: { value: 4 },
      rfm: { cells: [] },
      concentration: { top1: null, top10: null, top20: null, gini: null, n: 4 },
    });
    expect(found.withheld['revenue']).toBe(
      'it is money of fewer than 5 customers; --small-cells keeps it',
    );
    expect(found.ledger.money).toMatchObject([{ read: null, used: null }]);
    expect(JSON.stringify(found)).not.toMatch(/"(amount|cumulativeValue|revenue)":[1-9]/);
  });

  it('is not in the ledger where few rows have a code', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `c${at},2025-01-13,5,paid\n`).join('');
    const found = await shown(
      `customer,date,amount,status\n${rows}x,2025-01-13,7,cancelled\ny,2025-01-14,9,cancelled\n`,
    );
    const amounts = found.ledger.codes.map(({ code, amount }) => [code, amount]);
    expect(amounts).toEqual([
      ['USED', 150],
      ['X_STATUS', null],
    ]);
    expect(found.ledger.money).toMatchObject([{ read: null, used: 150, excluded: null }]);
    const five = [1, 2, 3, 4, 5].map((at) => `x${at},2025-01-13,7,cancelled\n`).join('');
    const kept = await shown(`customer,date,amount,status\n${rows}${five}`);
    expect(kept.ledger.money).toMatchObject([{ read: 185, used: 150, excluded: 35 }]);
  });

  it('is not left between the window and all days', async () => {
    // Two who bought before the last twelve months alone.
    const rows = Array.from({ length: 30 }, (_, at) => `c${at},2025-03-13,5\n`).join('');
    const found = await shown(
      `customer,date,amount\nx,2024-01-13,70\ny,2024-01-13,90\n${rows}c1,2025-12-31,5\n`,
    );
    expect(found.revenue.value).toBe(155);
    expect(found.ledger.money).toMatchObject([{ read: null, used: null }]);
    const money = [
      ...found.rfm.cells.map(({ revenue }) => revenue),
      found.rfm.others?.revenue ?? null,
      ...found.cohorts.flatMap(({ cells }) => cells.map((cell) => cell.cumulativeValue)),
    ];
    expect(new Set(money)).toEqual(new Set([null]));
  });

  it('is not left between shares of the revenue', async () => {
    expect(await shares(20)).toEqual([false, false, false]);
    expect(await shares(21)).toEqual([false, false, true]);
    // Of 45, a fifth are 9 and a tenth 5: the difference is money of four.
    expect(await shares(45)).toEqual([false, false, true]);
    expect(await shares(46)).toEqual([false, true, true]);
    expect(await shares(401)).toEqual([true, true, true]);
  });

  it('may be absent by the schema', () => {
    expect(JSON.stringify(measuredJsonSchema())).toContain('whose money is in the next');
  });
});
