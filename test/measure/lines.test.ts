import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, fileOf, folder, measure, measured } from './run.ts';

// Rows that are the lines of an order, each with the amount of one article; worked out by hand.

const header = 'order,customer,date,sku,amount,status\n';
const lines = [
  '1,a,2025-01-05,lamp,10,paid',
  '1,a,2025-01-05,lamp,10,paid',
  '1,a,2025-01-05,bulb,2.50,paid',
  '2,b,2025-01-06,lamp,10,paid',
  '2,b,2025-01-06,discount,-4,paid',
  '2,b,2025-01-06,bulb,2.50,cancelled',
  '2,b,2025-01-06,bulb,2.50,cancelled',
  '3,b,2025-02-01,lamp,0,paid',
  '4,a,2025-02-02,bulb,-2.50,paid',
  '5,a,2025-02-03,bulb,much,paid',
  '5,a,2025-02-03,lamp,10,paid',
  '6,,2025-02-03,lamp,10,paid',
  ',c,2025-02-04,lamp,10,paid',
];
const sum = ['--lines', 'sum', '--max-rejected', '100%'];
const file = (some = lines) => fileOf(`${header}${some.join('\n')}\n`);

describe('--lines sum', () => {
  it('adds up the lines of an order, equal ones too', async () => {
    const found = await measured(file(), ...sum);
    // 1: 22.50; 2: 6; 5: 10; the row without an order: 10; and 4 is a return without its order.
    expect(found.revenue.value).toBe(22.5 + 6 + 10 + 10 - 2.5);
    expect(found.orders.value).toBe(4);
    expect(codesOf(found)).toEqual({
      USED: 4,
      M_LINE: 3,
      N_UNMATCHED: 1,
      X_ZERO: 1,
      X_NO_CUSTOMER: 1,
      X_STATUS: 2,
      R_AMOUNT: 1,
    });
    expect(found.ledger.money).toMatchObject([{ read: 61, used: 46, excluded: 10 + 5, merged: 0 }]);
  });

  it('gives each row one code in the ledger of rows', async () => {
    const ledger = join(folder, 'lines.csv');
    await measure(file(), ...sum, '--ledger', ledger);
    const codes = readFileSync(ledger, 'utf8').trim().split('\n').slice(1);
    expect(codes.map((line) => line.split(',')[3]).join(' ')).toBe(
      'USED M_LINE M_LINE USED M_LINE X_STATUS X_STATUS X_ZERO N_UNMATCHED R_AMOUNT USED X_NO_CUSTOMER USED',
    );
  });

  it('does not add up again what another file has too', async () => {
    const january = file(lines.slice(0, 3));
    const february = file([...lines.slice(0, 3), '7,a,2025-02-09,bulb,2.50,paid']);
    const found = await measured(january, february, '--lines', 'sum');
    expect(found.revenue.value).toBe(22.5 + 2.5);
    expect(codesOf(found)).toEqual({ USED: 2, M_LINE: 2, M_DUP: 3 });
  });

  it('takes what a customer bought on a day as an order, where no column holds orders', async () => {
    const found = await measured(file(), ...sum, '--no-order');
    // a on 5 January 22.50 and 3 February 10, b on 6 January 6, c 10; a returned 2.50.
    expect(found.revenue.value).toBe(46);
    expect([found.orders.value, codesOf(found)['M_LINE']]).toEqual([4, 3]);
  });

  it('is asked for where lines contradict, or look like an order told again', async () => {
    const apart = file(['1,a,2025-01-05,lamp,10,paid', '1,a,2025-01-05,bulb,2,paid']);
    expect((await measure(apart)).stderr).toContain(
      'R_CONFLICT 2 (rows of one order that contradict)',
    );
    expect((await measure(apart)).stderr).toContain(
      'where they are lines of an order, add them up with --lines sum',
    );
    const alike = file(lines.slice(0, 2));
    expect((await measure(alike)).stderr).toContain(
      'where they are lines of an order, add them up with --lines sum',
    );
  });

  it('balances for any lines, whatever their order, and agrees with a sum by hand', async () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('5', '2.5', '-1', '0', 'x', ''),
      fc.constantFrom('paid', 'paid', 'cancelled'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 15 }), async (some) => {
        const texts = some.map(([id, amount, is]) => `${id},c${id},2025-01-05,s,${amount},${is}`);
        const sure = '9,z,2025-01-05,s,1,paid';
        const found = await measured(file([...texts, sure]), ...sum);
        const back = await measured(file([sure, ...texts.toReversed()]), ...sum);
        expect({ ...back, files: [] }).toEqual({ ...found, files: [] });
        const counted = some.filter(
          ([, amount, is]) => is === 'paid' && Number.isFinite(Number(amount)),
        );
        const revenue = counted.reduce((all, [, amount]) => all + Number(amount), 1);
        expect(found.revenue.value).toBe(revenue);
        const totals = new Map<number, number>();
        for (const [id, amount] of counted) totals.set(id, (totals.get(id) ?? 0) + Number(amount));
        const bought = [...totals.values()].filter((total) => total > 0);
        expect(found.orders.value).toBe(bought.length + 1);
      }),
      { numRuns: 10 },
    );
  });
});

describe('an amount that is a product', () => {
  const rows = ['1,a,2025-01-05,6,2.55', '1,a,2025-01-05,2,3.39', '2,b,2025-01-06,-1,4.65'];
  const invoices = (some = rows) =>
    fileOf(`order,customer,date,Quantity,UnitPrice\n${some.join('\n')}\n`);

  it.each(['Quantity*UnitPrice', 'UnitPrice * quantity'])(
    'is that of two columns: %s',
    async (amount) => {
      const found = await measured(invoices(), '--amount', amount, '--lines', 'sum');
      // 6 × 2.55 + 2 × 3.39 - 4.65
      expect(found.revenue.value).toBe(15.3 + 6.78 - 4.65);
      expect(found.ledger.money).toMatchObject([{ read: 17.43, used: 17.43 }]);
    },
  );

  it('has the decimal sign of both, and the currency beside its price', async () => {
    const some = invoices(['1,a,2025-01-05,"0,5","€ 2,50"', '2,a,2025-01-06,3,"€ 1"']);
    const found = await measured(some, '--amount', 'UnitPrice*Quantity');
    expect(found).toMatchObject({ currency: 'EUR', revenue: { value: 4.25 } });
  });

  it('rejects a row where one of them is no number', async () => {
    const some = invoices([...rows, '3,b,2025-01-07,many,2']);
    const { stderr } = await measure(some, '--amount', 'Quantity*UnitPrice', '--lines', 'sum');
    expect(stderr).toContain('R_AMOUNT 1');
  });

  it.each(['Quantity*Price', 'Quantity*UnitPrice*Quantity', 'Quantity+UnitPrice', '*UnitPrice'])(
    'is nothing else: %s',
    async (amount) => {
      const { stderr, code } = await measure(invoices(), '--amount', amount);
      expect(code).toBe(2);
      expect(stderr).toContain(
        `--amount must be a column of the rows or a product of two, got ${amount}; the columns are order, customer, date, Quantity, UnitPrice\n`,
      );
    },
  );

  it('is no product where a column has that name', async () => {
    const some = fileOf('customer,date,a*b,a,b\nx,2025-01-05,7,2,3\n');
    expect((await measured(some, '--amount', 'a*b')).revenue.value).toBe(7);
  });
});

describe('rows without an order', () => {
  const many = fileOf(
    `customer,date,sku,amount\n${Array.from({ length: 40 }, (_, at) => `c${at % 2},2025-01-0${1 + (at % 5)},s${at},5`).join('\n')}\n`,
  );

  it('are refused where they are far more than days of a customer', async () => {
    const { stderr, code } = await measure(many);
    expect(code).toBe(2);
    expect(stderr).toContain(
      '40 rows on 10 days of a customer are lines of orders, it seems; name the column of the order with --order and add --lines sum, which without an order takes what a customer bought on a day as one, or say with --lines none that each row is an order\n',
    );
  });

  it('are counted as they are said to be', async () => {
    expect((await measured(many, '--lines', 'sum')).orders.value).toBe(10);
    expect((await measured(many, '--lines', 'none')).orders.value).toBe(40);
  });
});
