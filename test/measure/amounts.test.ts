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
    expect(await revenue('€ 12,-', '€ 1.285,--', '€ 7,50', '0,50')).toBe(1305);
    expect(await revenue('CHF 12.-', "CHF 1'285.--", 'CHF 7.50')).toBe(1304.5);
    expect(await revenue('12,—', '5,-')).toBe(17);
  });

  it('tells the decimal sign', async () => {
    expect(await revenue('12,-', '1.285')).toBe(1297);
    expect(await revenue('12.-', '1,285')).toBe(1297);
  });

  it('leaves a minus what it is, before or after the amount', async () => {
    expect(await revenue('100,-', '-12,-', '€ -3,-', '-€ 5,--', '12,50-', '(2,-)', '4-')).toBe(
      100 - 12 - 3 - 5 - 12.5 - 2 - 4,
    );
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
