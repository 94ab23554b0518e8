import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, measure, measured } from './run.ts';

const header = 'order,customer,date,amount,status,refunded\n';
const rows = [
  '1,a,2025-01-01,10,paid,0',
  '2,b,2025-06-30,10,paid,0',
  '3,a,2025-12-31,10,paid,0',
].join('\n');

describe('the window', () => {
  it.each([
    ['a cancelled order', '4,c,2062-05-05,10,cancelled,0', 'X_STATUS'],
    ['an order of 0', '4,c,2062-05-05,0,paid,0', 'X_ZERO'],
    ['a guest', '4,,2062-05-05,10,paid,0', 'X_NO_CUSTOMER'],
    ['a refund of an order that was cancelled', '1,a,2062-05-05,-2,cancelled,0', 'X_STATUS'],
  ])('is not stretched by %s', async (_, row, code) => {
    for (const [text, flags] of [
      [`${header}${rows}\n${row}\n`, []],
      [`${header}${row}\n${rows}\n`, ['--no-order']],
    ] as const) {
      const found = await measured(fileOf(text), ...flags);
      // Two customers with three orders in the twelve months of 2025: 1.5 a year.
      expect(found.window).toMatchObject({ from: '2025-01-01', to: '2025-12-31', months: 12 });
      expect(found.freq?.value).toBe(1.5);
      expect(found.ledger.codes).toContainEqual(expect.objectContaining({ code, rows: 1 }));
    }
  });

  it('is not stretched by another currency', async () => {
    const text = 'customer,date,amount\na,2025-01-01,€ 5\na,2025-12-31,€ 5\nb,2062-05-05,$ 5\n';
    const { window } = await measured(fileOf(text), '--currency', 'EUR');
    expect(window.to).toBe('2025-12-31');
  });

  it('takes off a refund that is later than all purchases', async () => {
    const found = await measured(fileOf(`${header}${rows}\n3,a,2026-01-10,-4,paid,0\n`));
    expect(found).toMatchObject({ revenue: { value: 26 }, window: { to: '2025-12-31' } });
  });

  it('warns of dates that are far from all others, wherever they are', async () => {
    const strays = '8,x,1900-01-01,1,paid,0\n9,x,1900-03-01,1,paid,0';
    const { stderr } = await measure(fileOf(`${header}${rows}\n${strays}\n`));
    expect(stderr).toContain('nobody bought between 1900-03 and 2025-01');
  });

  // None of the orders above, which it might contradict until no purchase is left.
  const anyRow = fc
    .tuple(
      fc.integer({ min: 4, max: 9 }),
      fc.constantFrom('a', 'b', ''),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([order, who, day]) => `${order},${who},2025-02-${String(day).padStart(2, '0')},5,paid,0`);

  it('and all figures are the same with or without rows that do not count', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 20 }), async (some) => {
        const text = `${header}${[rows, ...some].join('\n')}\n`;
        const stray = '99,z,2062-05-05,9,cancelled,0\n98,z,1901-05-05,0,paid,0\n';
        const flags = ['--max-rejected', '100%'];
        const { files: _, ledger: _one, ...one } = await measured(fileOf(text), ...flags);
        const found = await measured(fileOf(`${text}${stray}`), ...flags);
        const { files: _none, ledger: _other, ...other } = found;
        expect(other).toEqual(one);
      }),
      { numRuns: 10 },
    );
  });
});
