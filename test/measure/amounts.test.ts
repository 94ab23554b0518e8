import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, measured, measure } from './run.ts';

/** A file of amounts, each quoted as a cell of its own. */
const amounts = (...cells: readonly string[]) =>
  fileOf(
    `customer,date,amount\n${cells.map((cell, at) => `c${at},2025-01-15,"${cell}"\n`).join('')}`,
  );

const revenue = async (...cells: readonly string[]) =>
  (await measured(amounts(...cells))).revenue.value;

describe('a dash where the cents would be', () => {
  it('is no minus', async () => {
    // 12 + 1,285 + 7.50 + 0.50, as a Dutch price list has them.
    expect(await revenue('€ 12,-', '€ 1.285,--', '€ 7,50', '€0,50')).toBe(1305);
    expect(await revenue('CHF 12.-', "CHF 1'285.--", 'CHF 7.50')).toBe(1304.5);
    expect(await revenue('12,—', '5,-')).toBe(17);
  });

  it('tells the decimal sign', async () => {
    expect(await revenue('12,-', '1.285')).toBe(1297);
    expect(await revenue('12.-', '1,285')).toBe(1297);
  });

  it('leaves a minus what it is, before or after the amount', async () => {
    const cells = ['100,-', '-12,-', '€ -3,-', '-€ 5,--', '12,50-', '(2,-)', '4-'];
    const { revenue: found } = await measured(amounts(...cells), '--currency', 'EUR');
    expect(found.value).toBe(100 - 12 - 3 - 5 - 12.5 - 2 - 4);
  });
});

describe('the currency of an amount', () => {
  it.each([
    ['R$ 1.234,50', 1234.5],
    ['kr 1 234,50', 1234.5],
    ['1 234,50 kr', 1234.5],
    ['1.234,50 kr.', 1234.5],
    ['kr. 1.234,50', 1234.5],
    ['1 234,50 zł', 1234.5],
    ['1 234,50 Kč', 1234.5],
    ['1 234,50 Ft', 1234.5],
    ['1.234,50 lei', 1234.5],
    ['€\u00a01.234,50', 1234.5],
    ['1\u202f234,50\u00a0€', 1234.5],
    ['₹1,234.50', 1234.5],
    ['Rs. 1,234.50', 1234.5],
    ["CHF 1'234.50", 1234.5],
    ["Fr. 1'234.50", 1234.5],
    ['US$1,234.50', 1234.5],
    ['$1,234.50 USD', 1234.5],
    ['₺1.234,50', 1234.5],
    ['₩1,234,000', 1_234_000],
  ])('is known in %s', async (cell, value) => {
    expect(
      (await measured(amounts(cell, cell), '--keep-duplicates', '--max-rejected', '0')).revenue
        .value,
    ).toBe(2 * value);
  });

  it.each(['12 x', 'x 12', '12 EUR EUR EUR', '=1+1', '1.2.3', '€'])(
    'does not make an amount of %s',
    async (cell) => {
      expect((await measure(amounts(cell, '1.50'))).stderr).toContain('R_AMOUNT 1');
    },
  );
});

describe('several currencies', () => {
  it.each([
    ['€ 12.00', '$ 100.00', 'got $ 100.00, EUR 12.00;', 'USD'],
    ['EUR 12', 'USD 100', 'got EUR 12.00, USD 100.00;', 'EUR'],
    ['12,50 €', '100,00 kr', 'got EUR 12.50, KR 100.00;', 'EUR'],
    ['R$ 12,50', '100,00 zł', 'got BRL 12.50, PLN 100.00;', 'BRL'],
    ['$12.50 CAD', '$100.00 USD', 'got CAD 12.50, USD 100.00;', 'CAD'],
    ['€ 12.50', '100.00', 'got none 100.00, EUR 12.50;', 'EUR'],
    ['$ 12.50', 'kr 100.00', 'got $ 12.50, KR 100.00;', 'USD'],
  ])('in one column, %s and %s, are refused', async (one, other, totals, choice) => {
    const { stderr, code } = await measure(amounts(one, other));
    expect([code, stderr]).toEqual([2, expect.stringContaining(totals)]);
    expect(stderr).toContain(`choose one, as with --currency ${choice}\n`);
    expect((await measure(amounts(one, other), '--currency', choice)).code).toBe(0);
    const { stderr: ledger } = await measure(amounts(one, other), '--ledger', `${fileOf('')}.csv`);
    expect(ledger).toContain(totals);
  });

  it('are one where it is asked for, and an amount without a sign is in it', async () => {
    const file = amounts('€ 12.00', 'EUR 3', '2', '$ 100.00', 'US$ 7', '£ 5');
    const euros = await measured(file, '--currency', 'EUR');
    expect(euros).toMatchObject({ currency: 'EUR', revenue: { value: 17 } });
    expect(euros.ledger.rows).toMatchObject({ used: 3, excluded: 3 });
    // A dollar is the one that is asked for: 2 + 100 + 7.
    expect((await measured(file, '--currency', 'usd')).revenue.value).toBe(109);
    expect((await measured(file, '--currency', 'CAD')).revenue.value).toBe(102);
  });

  it.each(['$ 12.50', '¥ 12.50', 'kr 12.50'])('is none in %s alone', async (cell) => {
    const { stdout, code } = await measure(amounts(cell));
    expect([code, stdout]).toEqual([0, expect.stringContaining('12.50')]);
  });

  it.each([
    'order_currency',
    'Valuta (order)',
    'Währung',
    'Devise',
    'Moneda',
    'Divisa',
    'Transactiemunteenheid',
  ])('in a column called %s are refused', async (name) => {
    const file = fileOf(
      `${name},customer,date,amount\nEUR,a,2025-01-01,12\nusd,b,2025-01-02,100\n,c,2025-01-03,3\n`,
    );
    expect((await measure(file, '-q')).stderr).toBe(
      'the orders must be in one currency, got none 3.00, EUR 12.00, USD 100.00; choose one, as with --currency EUR\n',
    );
    expect((await measured(file, '--currency', 'USD')).revenue.value).toBe(100);
    expect((await measured(file, '--no-currency')).revenue.value).toBe(115);
  });

  it('in a column beside the amount are refused, and words elsewhere are none', async () => {
    const beside = fileOf(
      'customer,date,amount,c,note\na,2025-01-01,12,EUR,x\nb,2025-01-02,100,USD,x\n',
    );
    expect((await measure(beside)).stderr).toContain('got EUR 12.00, USD 100.00;');
    const apart = fileOf(
      'customer,date,amount,note,article\na,2025-01-01,12,x,CUP\nb,2025-01-02,100,x,PEN\n',
    );
    expect((await measured(apart)).revenue.value).toBe(112);
    const words = fileOf('customer,date,amount,article\na,2025-01-01,12,CUP\na,2025-01-02,1,BOX\n');
    expect((await measured(words)).revenue.value).toBe(13);
  });

  const line = fc.record({
    customer: fc.constantFrom('a', 'b', 'c'),
    cents: fc.integer({ min: -2000, max: 100_000 }),
    money: fc.constantFrom(
      ['EUR', '€'],
      ['USD', 'US$'],
      ['USD', 'USD'],
      ['GBP', '£'],
      ['BRL', 'R$'],
    ),
  });

  it('are told by signs as by a column', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        // Each row is another one, so that none is a duplicate.
        const all = [{ customer: 'z', cents: 100, money: ['EUR', 'EUR'] }, ...lines];
        const rows = (cells: (amount: string, code: string, sign: string) => string) =>
          fileOf(
            `customer,date,n,amount,tag\n${all.map(({ customer, cents, money: [code = '', sign = ''] }, at) => `${customer},2025-01-15,${at}.,${cells((cents / 100).toFixed(2), code, sign)}\n`).join('')}`,
          );
        const [signed, told] = [
          rows((amount, _, sign) => `${sign} ${amount},`),
          rows((amount, code) => `${amount},${code}`),
        ];
        const { files: _, ...found } = await measured(signed, '--currency', 'EUR');
        const { files: _none, ...expected } = await measured(told, '--currency', 'tag:EUR');
        expect(found).toEqual(expected);
        // By hand: what is in euros, and nothing else.
        const euros = all.filter(({ money: [code] }) => code === 'EUR');
        const sum = euros.reduce((total, { cents }) => total + cents, 0);
        expect(found.revenue.value).toBeCloseTo(sum / 100, 9);
      }),
      { numRuns: 8 },
    );
  });

  it('numbers without any are in the one that is asked for', async () => {
    const file = fileOf('[{"customer":"a","date":"2025-01-15","amount":12.5}]', 'numbers.json');
    const found = await measured(file, '--currency', 'EUR');
    expect(found).toMatchObject({ currency: 'EUR', revenue: { value: 12.5 } });
  });
});
