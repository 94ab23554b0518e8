import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codesOf, fileOf, folder, measure, measured, named } from './run.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(join('fixtures', `${name}.csv`), import.meta.url));

describe('a preset is found by the header, and reads its fixture', () => {
  it('shopify: order fields on the first line, net of tax and shipping, refunds taken off', async () => {
    const found = await measured(fixture('shopify'), '--tz', 'Europe/Amsterdam');
    expect(found).toMatchObject({ preset: 'shopify', currency: 'EUR' });
    expect(codesOf(found)).toEqual({
      USED: 3,
      M_LINE: 1,
      N_REFUND_FULL: 1,
      X_ZERO: 1,
      X_STATUS: 1,
      X_TEST: 1,
      X_NO_CUSTOMER: 1,
    });
    // #1001: (121.10 - 21.02) × 109 / 121.10 = 90.0803; #1002: 100 - 25; #1006: 30.
    expect(found.revenue.value).toBeCloseTo(90.0803 + 75 + 30, 9);
    expect(found.customers.value).toBe(3);
  });

  it('shopify: orders that share a name are told apart by their id, and twice the same is one', async () => {
    const text = readFileSync(fixture('shopify'), 'utf8');
    const [, first = '', line = '', bert = ''] = text.split('\n');
    const other = bert.replace('#1002', '#1001').replace('5002', '6001');
    const file = fileOf(`${text}${[other, other, first, line].join('\n')}\n`);
    const found = await measured(file, '--tz', 'Europe/Amsterdam');
    expect(codesOf(found)).toMatchObject({ USED: 4, M_DUP: 2, M_LINE: 2 });
    expect(found.revenue.value).toBeCloseTo(90.0803 + 75 + 75 + 30, 9);
    const ledger = join(folder, 'shared.csv');
    await measure(file, '--ledger', ledger, '--ledger-ids');
    expect(readFileSync(ledger, 'utf8')).toMatch(/,"#1001",USED,.*\n(.*\n)+.*,"#1001 6001",USED,/);
  });

  it('counts a day in the time zone that is asked for', async () => {
    const late = fileOf(
      'customer,date,amount\na,2026-01-06 23:30:00 +0100,1\na,2026-01-07T00:30:00+01:00,1.5\na,2026-01-06T23:45:00Z,2\n',
    );
    expect((await measured(late, '--tz', 'Europe/Amsterdam')).occasions.value).toBe(2);
    expect((await measured(late, '--tz', 'UTC')).occasions.value).toBe(1);
  });

  it('woo: a guest is known by e-mail, never by 0', async () => {
    const found = await measured(fixture('woo'));
    expect(found.preset).toBe('woo');
    expect(codesOf(found)).toEqual({ USED: 3, N_REFUND_FULL: 1, X_STATUS: 1, X_NO_CUSTOMER: 1 });
    expect(found.customers.value).toBe(2);
    // 121 - 21; 65 - 10 - 5; 60.50 - 10.50.
    expect(found.revenue.value).toBe(200);
  });

  it('stripe: one currency; test, failed and uncaptured payments and lost disputes left out', async () => {
    const found = await measured(fixture('stripe'));
    expect(found).toMatchObject({ preset: 'stripe', currency: 'EUR' });
    expect(codesOf(found)).toEqual({ USED: 3, N_REFUND_FULL: 1, X_STATUS: 3, X_TEST: 1 });
    // 90, 60 - 10, and 15 whose dispute was won.
    expect(found.revenue.value).toBe(155);
    expect(codesOf(await measured(fixture('stripe'), '--include-status'))['X_STATUS']).toBe(
      undefined,
    );
  });

  it('generic: Dutch names, decimal comma, day first', async () => {
    const found = await measured(fixture('generic'));
    expect(found).toMatchObject({ preset: 'generic', currency: 'EUR' });
    expect(found.window).toMatchObject({ from: '2026-01-13', to: '2026-02-03' });
    expect(found.revenue.value).toBe(1360.45);
    expect(codesOf(found)).toEqual({ USED: 3, X_NO_CUSTOMER: 1 });
  });

  it('tells on stderr which column holds what', async () => {
    const { stderr } = await measure(fixture('generic'), '--json');
    expect(stderr).toBe(
      'preset generic: order Ordernummer, customer Klantnr, date Factuurdatum, amount Bedrag excl. btw, currency Valuta\n',
    );
  });
});

describe('a header that fits no preset, or two', () => {
  it('is refused with the columns that are there', async () => {
    const { stderr, code } = await measure(fileOf('who,when,what\na,2025-01-01,1\n'));
    expect(code).toBe(2);
    expect(stderr).toBe(
      'no column is known to hold the customer, date or amount, got who, when, what; name them with --customer, --date and --amount\n',
    );
  });

  it('is refused where two fit alike', async () => {
    const both =
      'id,status,total,total_tax,customer_id,date_created_gmt,shipping_total,Seller Message,Created (UTC),Amount,Customer Email\n1,paid,1,0,7,2025-01-01,0,,2025-01-01,1,a\n';
    const { stderr, code } = await measure(fileOf(both));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^the columns must fit one preset best, got (woo and stripe|stripe and woo) alike; say which with --preset\n$/,
    );
  });
});

describe('texts that can be read in two ways are refused with both', () => {
  const dates = fileOf('customer,date,amount\na,03/04/2025,1\nb,05/06/2025,2\n');
  const amounts = fileOf('customer,date,amount\na,2025-04-03,1.234\nb,2025-04-03,2.500\n');

  it('a date, unless the order is said or one date tells it', async () => {
    const { stderr, code } = await measure(dates, ...named);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'date does not tell day from month: 03/04/2025 is 3 April or 4 March; say which with --date-format dmy',
    );
    expect((await measured(dates, ...named, '--date-format', 'dmy')).window.to).toBe('2025-06-05');
    expect((await measured(dates, ...named, '--date-format', 'mdy')).window.to).toBe('2025-05-06');
    const told = fileOf('customer,date,amount\na,03/04/2025,1\nb,25/06/2025,2\n');
    expect((await measured(told, ...named)).window.from).toBe('2025-04-03');
  });

  it('an amount, unless the sign is said or one amount tells it', async () => {
    const { stderr, code } = await measure(amounts, ...named);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'amount does not show its decimal sign: 1.234 is 1234 or 1.234; say which with --decimal comma or --decimal point',
    );
    expect((await measured(amounts, ...named, '--decimal', 'comma')).revenue.value).toBe(3734);
    expect((await measured(amounts, ...named, '--decimal', 'point')).revenue.value).toBe(3.734);
  });
});

describe('a column that is named', () => {
  const roles = 'customer,order_date,amount,order id,currency,status,refunded';
  const rows = [
    'a,2025-01-02,100,1,EUR,paid,0',
    'a,2025-01-02,100,1,EUR,paid,0',
    'b,2025-01-03,150,2,EUR,paid,50',
    'b,2025-01-04,200,3,EUR,cancelled,0',
  ];
  const file = fileOf(`${roles}\n${rows.join('\n')}\n`);
  const same = ['--customer', 'customer', '--date', 'order_date', '--amount', 'amount'];

  it('changes nothing where it is the one that would have been found', async () => {
    const one = await measured(file);
    // 100 once, and 150 - 50; order 3 was cancelled.
    expect(one).toMatchObject({ preset: 'generic', currency: 'EUR', revenue: { value: 200 } });
    expect(await measured(file, ...same)).toEqual(one);
    const { stderr } = await measure(file, ...same, '--json');
    expect(stderr).toContain(
      'preset generic: order order id, customer customer, date order_date, amount amount, refunded refunded, currency currency, status status\n',
    );
  });

  it.each(['shopify', 'woo', 'stripe'])('is one role of %s alone', async (name) => {
    const date = { shopify: 'Paid at', woo: 'date_created_gmt', stripe: 'Created (UTC)' }[name];
    const one = await measured(fixture(name));
    expect((await measured(fixture(name), '--date', date ?? '')).preset).toBe(name);
    expect((await measured(fixture(name), '--date', date ?? '')).ledger.rows['read']).toBe(
      one.ledger.rows['read'],
    );
  });

  it.each(['refund', 'Refunds', 'Refund Amount', 'amount_refunded', 'Total refunded'])(
    'holds what was paid back where it is called %s',
    async (name) => {
      const paidBack = `${roles.replace('refunded', name)}\n${rows.join('\n')}\n`;
      expect((await measured(fileOf(paidBack))).revenue.value).toBe(200);
    },
  );

  it('is no other role as well', async () => {
    const { stderr } = await measure(file, '--order', 'currency', '--json');
    expect(stderr).toMatch(
      /^preset generic: order currency, [^\n]*refunded refunded, status status/,
    );
  });

  it.each([
    // Each by hand: the equal row once, unless the order tells that it is one.
    [['--no-status'], 100 + 100 + 200],
    [['--no-refunded'], 100 + 150],
    [['--no-order', '--keep-duplicates'], 100 + 100 + 100],
    [['--no-currency', '--no-status', '--no-refunded'], 100 + 150 + 200],
  ])('may be none: %j', async (flags, revenue) => {
    expect((await measured(file, ...flags)).revenue.value).toBe(revenue);
  });

  it('is the only one that a message asks for', async () => {
    const { stderr } = await measure(fileOf('who,date,total\na,2025-01-02,5\n'));
    expect(stderr).toBe(
      'no column is known to hold the customer, got who, date, total; name it with --customer\n',
    );
    const own = await measured(fileOf('who,date,total\na,2025-01-02,5\n'), '--customer', 'who');
    expect(own).toMatchObject({ preset: 'generic', revenue: { value: 5 } });
  });

  it('that is not there is refused, each in a line', async () => {
    const { stderr } = await measure(file, '--customer', 'who', '--status', '');
    const there = `; the columns are ${roles.replaceAll(',', ', ')}\n`;
    expect(stderr).toBe(
      `--customer must be a column of the rows, got who${there}--status must be a column of the rows, got ''${there}`,
    );
  });
});
