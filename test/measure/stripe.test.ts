import { describe, expect, it } from 'vitest';
import { exported } from './exported.ts';
import { codesOf, measure, measured } from './run.ts';

const unified =
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Description,Fee,Is Link,Mode,PaymentIntent ID,Payment Source Type,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Customer ID,Customer Description,Customer Email,Disputed Amount,Dispute Date (UTC),Dispute Evidence Due (UTC),Dispute Reason,Dispute Status,Invoice ID,Invoice Number,Checkout Session ID';
const byDefault =
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Customer ID,Customer Description,Customer Email,Transfer,Invoice ID,Card ID';
const short =
  'Created date (UTC);Amount;Currency;Captured;Converted Amount;Converted Currency;Fee;Payment Source Type;Status;Taxes On Fee;Card Address Country;Card Funding;Card Issue Country;Customer ID;Invoice Number';
const old =
  'id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,Customer ID,Customer Description,Customer Email,Captured,Card ID,Invoice ID,Transfer';

/** What payments have alike; the tax is that on Stripe's own fee, 7 % of it. */
const usual = {
  Currency: 'eur',
  'Converted Currency': 'eur',
  Captured: 'true',
  Status: 'Paid',
  Fee: '3.00',
};

const first = {
  Amount: '110.00',
  Currency: 'usd',
  'Converted Amount': '100.00',
  'Customer ID': 'cus_1',
};

const paid = (amount: string) => ({ Amount: amount, 'Converted Amount': amount });
const refund = (amount: string) => ({
  'Amount Refunded': amount,
  'Converted Amount Refunded': amount,
});

/** A payment in dollars, a guest, a part refund, a whole one, one that failed, and the first again. */
const payments = (date: string, tax: string): Record<string, string>[] => {
  const dollars = { ...first, id: 'ch_1', [date]: '2026-01-05 10:00', ...refund('0.00') };
  return [
    dollars,
    { id: 'ch_2', [date]: '2026-01-06 10:00', ...paid('60.00'), ...refund('10.00') },
    {
      id: 'ch_3',
      [date]: '2026-01-07 10:00',
      ...paid('40.00'),
      ...refund('40.00'),
      Status: 'Refunded',
      'Customer ID': 'cus_1',
    },
    { id: 'ch_4', [date]: '2026-01-08 10:00', ...paid('30.00'), Status: 'Failed' },
    { id: 'ch_5', [date]: '2026-01-09 10:00', ...paid('15.00'), 'Customer ID': 'cus_2' },
    { id: 'ch_6', [date]: '2026-01-10 10:00', ...paid('5.00') },
    dollars,
  ].map((payment) => ({ ...payment, [tax]: '0.21' }));
};

const guest = { 'Customer Email': 'Guest@Example.com' };
const byEmail = (date: string, tax: string) =>
  payments(date, tax).map((payment) =>
    payment['id'] === 'ch_2' ? { ...payment, ...guest } : payment,
  );

describe('payments of Stripe', () => {
  it.each([
    ['unified', unified, 'Created date (UTC)', 'Taxes On Fee', { Mode: 'Live' }],
    ['with the default columns', byDefault, 'Created date (UTC)', 'Taxes On Fee', {}],
    ['old', old, 'Created (UTC)', 'Tax', { Mode: 'Live' }],
  ])('%s', async (_, header, date, tax, more) => {
    const file = exported({ header, usual: { ...usual, ...more }, rows: byEmail(date, tax) });
    const found = await measured(file);
    expect(found).toMatchObject({ preset: 'stripe', currency: 'EUR' });
    expect(codesOf(found)).toEqual({
      USED: 3,
      M_DUP: 1,
      N_REFUND_FULL: 1,
      X_STATUS: 1,
      X_NO_CUSTOMER: 1,
    });
    // 100 in euros, 60 - 10, and 15.
    expect(found.revenue.value).toBe(165);
    expect(found.customers.value).toBe(3);
  });

  it('short, without ids and refunds', async () => {
    const columns = short.split(';');
    const rows = payments('Created date (UTC)', 'Taxes On Fee').map((payment) =>
      Object.fromEntries(Object.entries(payment).filter(([name]) => columns.includes(name))),
    );
    const found = await measured(exported({ header: short, usual, rows }));
    expect(found).toMatchObject({ preset: 'stripe', currency: 'EUR', revenue: { value: 115 } });
    // Two without a customer: nothing but an id tells who they are.
    expect(codesOf(found)).toEqual({
      USED: 2,
      M_DUP: 1,
      N_REFUND_FULL: 1,
      X_STATUS: 1,
      X_NO_CUSTOMER: 2,
    });
  });

  it('have the tax taken off that is named, and no other', async () => {
    const file = exported({
      header: old,
      usual: { ...usual, Mode: 'Live', 'Customer ID': 'cus_1' },
      rows: [
        {
          id: 'ch_1',
          'Created (UTC)': '2026-01-05 10:00',
          'Converted Amount': '121.00',
          Tax: '21',
        },
      ],
    });
    expect((await measured(file)).revenue.value).toBe(121);
    expect((await measured(file, '--tax-column', 'Tax')).revenue.value).toBe(100);
    const named = [
      '--preset',
      'generic',
      '--date',
      'Created (UTC)',
      '--amount',
      'Converted Amount',
    ];
    expect((await measured(file, ...named, '--tax-column', 'Tax')).revenue.value).toBe(100);
    expect((await measure(file, '--tax-column', 'vat')).stderr).toContain(
      '--tax-column must be a column of the rows, got vat;',
    );
    expect((await measure(file, '--tax-column', 'Tax', '--no-tax')).stderr).toBe(
      '--tax-column names what --no-tax says is not there; drop one of them\n',
    );
  });
});
