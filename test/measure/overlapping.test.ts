import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, fileOf, folder, measure, measured } from './run.ts';

// Exports whose times overlap: what an order was in January, and what it is in February.

const header = 'order,customer,date,amount,status\n';
const exported = (...rows: readonly string[]) => fileOf(`${header}${rows.join('\n')}\n`);

const january = exported(
  '1,a,2025-01-10,10,paid',
  '2,b,2025-01-20,20,pending',
  '3,c,2025-01-21,30,paid',
  '4,d,2025-01-22,40,paid',
);
const february = exported(
  '2,b,2025-01-20,20,paid',
  '3,c,2025-01-21,35,paid',
  '4,d,2025-01-22,40,cancelled',
  '5,e,2025-02-01,50,paid',
);

describe('of an order in several files', () => {
  it.each([
    [january, february],
    [february, january],
  ])('the newest counts, in whatever order they are named', async (one, other) => {
    const found = await measured(one, other);
    // By hand: 1 of January; 2, 3 and 5 of February, which also says that 4 was cancelled.
    expect(found.revenue.value).toBe(10 + 20 + 35 + 50);
    expect(codesOf(found)).toEqual({ USED: 4, M_DUP: 3, X_STATUS: 1 });
    expect(found.ledger.money).toMatchObject([
      { read: 245, used: 115, merged: 20 + 30 + 40, excluded: 40 },
    ]);
  });

  it('its statuses are those of the newest, and no advice is given', async () => {
    const { stdout, stderr } = await measure(january, february);
    expect(stdout).toContain('statuses: paid 4 counted, cancelled 1 left out\n');
    expect(stderr).toMatch(/^preset generic: [^\n]*\n$/);
  });

  it('each row has one code in the ledger of rows', async () => {
    const ledger = join(folder, 'overlapping.csv');
    expect((await measure(january, february, '--ledger', ledger, '--ledger-ids')).code).toBe(0);
    const lines = readFileSync(ledger, 'utf8').trim().split('\n').slice(1);
    expect(lines.map((line) => line.split(',').slice(0, 4).join(' '))).toEqual([
      '1 1 1 USED',
      '1 2 2 M_DUP',
      '1 3 3 M_DUP',
      '1 4 4 M_DUP',
      '2 1 2 USED',
      '2 2 3 USED',
      '2 3 4 X_STATUS',
      '2 4 5 USED',
    ]);
  });

  it('a refund alone is no order told again, and one with its order is', async () => {
    const sold = exported('1,a,2025-01-10,100,paid', '2,b,2025-01-11,50,paid');
    const refund = exported('1,a,2025-02-02,-30,paid', '3,b,2025-02-03,7,paid');
    expect((await measured(sold, refund)).revenue.value).toBe(70 + 50 + 7);
    const whole = exported('1,a,2025-01-10,100,paid', '1,a,2025-02-02,-30,paid!');
    // The refund of the file between is a part of the order that the last one has whole.
    const late = exported(
      '1,a,2025-01-10,100,paid',
      '1,a,2025-02-02,-30,paid',
      '4,b,2025-03-01,1,paid',
    );
    expect((await measured(sold, refund, late)).revenue.value).toBe(70 + 50 + 7 + 1);
    expect((await measured(late, whole)).revenue.value).toBe(70 + 1);
  });

  it('a date that is far off does not make a file the newest', async () => {
    const stray = exported('2,b,2025-01-20,20,pending', '9,z,2062-01-01,1,cancelled');
    expect((await measured(stray, february)).revenue.value).toBe(20 + 35 + 50);
  });

  it('the file that is named last counts where both are of one day', async () => {
    const paid = exported('1,a,2025-01-10,10,paid', '2,a,2025-01-11,1,paid');
    const cancelled = exported('1,a,2025-01-10,10,cancelled', '2,a,2025-01-11,1,paid');
    expect((await measured(paid, cancelled)).revenue.value).toBe(1);
    expect((await measured(cancelled, paid)).revenue.value).toBe(11);
  });

  it('in one file, rows that contradict are refused as ever', async () => {
    const both = exported('1,a,2025-01-10,10,paid', '1,a,2025-01-10,11,paid');
    expect((await measure(both)).stderr).toContain('R_CONFLICT 2');
  });
});

const orderOf = (line: string) => line.split(',')[0];
const isRefund = (line: string) => line.split(',')[3]?.startsWith('-') === true;

/** How many rows have each code in a ledger of rows. */
function codesIn(ledger: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of readFileSync(ledger, 'utf8').trim().split('\n').slice(1)) {
    const code = line.split(',')[3] ?? '';
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

describe('any orders in two files', () => {
  const row = fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('5', '7', '-2', '0', ''),
      fc.constantFrom('paid', 'paid', 'cancelled'),
    )
    .map(([order, amount, status]) => `${order},c${order},2025-01-05,${amount},${status}`);
  const some = fc.array(row, { maxLength: 12 });

  it('count as one file would without what the newer one has again', async () => {
    await fc.assert(
      fc.asyncProperty(some, some, async (older, newer) => {
        const [first, last] = ['91,x,2025-01-30,5,paid', '92,x,2025-02-28,5,paid'];
        const again = new Set(newer.filter((line) => !isRefund(line)).map(orderOf));
        const kept = older.filter((line) => !again.has(orderOf(line)));
        const flags = ['--max-rejected', '100%'];
        const rows = join(folder, 'any.csv');
        const files = [exported(...older, first), exported(...newer, last)] as const;
        const both = await measured(...files, ...flags, '--ledger', rows);
        // The ledger of rows is that of the codes, row by row.
        expect(codesIn(rows)).toEqual(codesOf(both));
        const one = await measured(exported(...kept, first, ...newer, last), ...flags);
        const { files: _, ledger, ...figures } = both;
        const { files: _none, ledger: own, ...expected } = one;
        expect(figures).toEqual(expected);
        expect(ledger.rows['read']).toBe(older.length + newer.length + 2);
        expect(ledger.rows['used']).toBe(own.rows['used']);
      }),
      { numRuns: 8 },
    );
  });
});
