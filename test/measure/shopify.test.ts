import { describe, expect, it } from 'vitest';
import { codesOf, fileOf, measure, measured } from './run.ts';

const columns = [
  'Name',
  'Email',
  'Financial Status',
  'Currency',
  'Subtotal',
  'Shipping',
  'Taxes',
  'Total',
  'Created at',
  'Lineitem quantity',
  'Refunded Amount',
  'Duties',
];

/** The money of an order; what is absent is 0. */
interface Money {
  readonly subtotal: string;
  readonly shipping?: string;
  readonly taxes?: string;
  readonly total: string;
  readonly refunded?: string;
  readonly duties?: string;
}

/** An export of orders, each of a customer of its own. */
const exported = (...orders: readonly Money[]) => {
  const rows = orders.map(({ subtotal, shipping = '0', taxes = '0', total, ...rest }, at) =>
    [
      `#${at + 1},c${at + 1}@example.com,paid,EUR,${subtotal},${shipping},${taxes},${total}`,
      `2026-01-${10 + at} 10:00:00 +0100,1,${rest.refunded ?? ''},${rest.duties ?? ''}`,
    ].join(','),
  );
  return fileOf(`${columns.join(',')}\n${rows.join('\n')}\n`);
};

const revenue = async (...orders: readonly Money[]) =>
  (await measured(exported(...orders), '--tz', 'UTC')).revenue.value;

// By hand: Subtotal holds the goods after discounts, with tax where Total is Subtotal and Shipping.
describe('goods of a Shopify order', () => {
  it.each<[string, Money, number]>([
    ['without tax', { subtotal: '50', shipping: '7.95', total: '57.95' }, 50],
    ['shipped free', { subtotal: '50', shipping: '7.95', total: '50' }, 50],
    // 121 × 21 / 121 of tax; with shipping 145.20 × 21/121 = 25.20 of tax, 21 of it on the goods.
    ['tax inside', { subtotal: '121', taxes: '21', total: '121' }, 100],
    [
      'tax inside, shipped',
      { subtotal: '121', shipping: '24.20', taxes: '25.20', total: '145.20' },
      100,
    ],
    [
      'tax inside, shipped free',
      { subtotal: '121', shipping: '24.20', taxes: '21', total: '121' },
      100,
    ],
    ['tax on top', { subtotal: '100', taxes: '8', total: '108' }, 100],
    ['tax on top, shipped', { subtotal: '100', shipping: '10', taxes: '8', total: '118' }, 100],
    [
      'tax on top, shipped free',
      { subtotal: '100', shipping: '10', taxes: '8', total: '108' },
      100,
    ],
    ['with a tip', { subtotal: '100', shipping: '10', total: '125' }, 100],
    ['tax inside, with a tip', { subtotal: '121', taxes: '21', total: '126' }, 100],
    ['tax on top, with a tip', { subtotal: '100', taxes: '8', total: '128' }, 100],
    ['with duties', { subtotal: '100', total: '115', duties: '15' }, 100],
    [
      'tax on top, with duties',
      { subtotal: '100', shipping: '5', taxes: '8', total: '128', duties: '15' },
      100,
    ],
    ['tax inside, with duties', { subtotal: '121', taxes: '21', total: '136', duties: '15' }, 100],
  ])('%s', async (_, order, goods) => {
    expect(await revenue(order)).toBeCloseTo(goods, 9);
  });

  it('have tax inside where a large tip hides it, as in the other orders of the shop', async () => {
    const tipped = { subtotal: '121', taxes: '21', total: '151' };
    const plain = { subtotal: '60.50', taxes: '10.50', total: '60.50' };
    expect(await revenue(plain, tipped)).toBeCloseTo(50 + 100, 9);
    // Alone it is as well 121 with a tax of 21 on top and a tip of 9.
    expect(await revenue(tipped)).toBe(121);
  });
});

describe('a refund of a Shopify order', () => {
  const order = { subtotal: '121', shipping: '24.20', taxes: '25.20', total: '145.20' };

  it('takes the goods first, so that an order of which shipping was kept is no purchase', async () => {
    const found = await measured(
      exported({ ...order, refunded: '121' }, { subtotal: '10', total: '10' }),
    );
    expect(codesOf(found)).toEqual({ N_REFUND_FULL: 1, USED: 1 });
    expect(found.revenue.value).toBe(10);
  });

  it.each<[string, Money, number]>([
    // A quarter of the goods, with their tax.
    ['in part', { ...order, refunded: '30.25' }, 75],
    ['with a minus', { ...order, refunded: '-30.25' }, 75],
    // 108 of the 118.80 are the goods with their tax, of which 27 is a quarter.
    [
      'with tax on top',
      { subtotal: '100', shipping: '10', taxes: '8.80', total: '118.80', refunded: '27' },
      75,
    ],
  ])('%s', async (_, each, goods) => {
    expect(await revenue(each)).toBeCloseTo(goods, 9);
  });

  it('of all the goods with tax on top leaves no part of a cent behind', async () => {
    // At 7 % the goods have 2.33 of tax and shipping 0.35, which pro rata gives the goods 2.331.
    const goods = { subtotal: '33.33', shipping: '4.99', taxes: '2.68', total: '41' };
    const found = await measured(
      exported({ ...goods, refunded: '35.66' }, { subtotal: '10', total: '10' }),
    );
    expect(codesOf(found)).toEqual({ N_REFUND_FULL: 1, USED: 1 });
    expect(found.revenue.value).toBe(10);
  });
});

describe('money that cannot be read', () => {
  it.each([
    ['Refunded Amount', { subtotal: '50', total: '50', refunded: 'some' }],
    ['Taxes', { subtotal: '50', total: '50', taxes: 'some' }],
    ['Shipping', { subtotal: '50', total: '50', shipping: 'some' }],
    ['Subtotal', { subtotal: 'some', total: '50' }],
    ['Total', { subtotal: '50', total: 'some' }],
    ['Duties', { subtotal: '50', total: '50', duties: 'some' }],
  ])('rejects the row: %s', async (_, order) => {
    const file = exported({ subtotal: '10', total: '10' }, order);
    const { stderr, code } = await measure(file);
    expect([code, stderr]).toEqual([2, expect.stringContaining('R_AMOUNT 1 ')]);
    expect(stderr).toContain('the first are row 2 (some)');
  });

  it('rejects it in any export', async () => {
    const file = fileOf(
      'customer,date,amount,refunded\na,2026-01-01,50,none\nb,2026-01-02,60,\nc,2026-01-03,70,7\n',
    );
    expect((await measure(file)).stderr).toContain('the first are row 1 (none)');
  });
});

const woo = (id: number, refunded: string) =>
  `${id},completed,65,10,5,${id},2026-01-0${id}T10:00:00,${refunded}`;

it('a refund takes the goods before shipping in any export', async () => {
  const file = fileOf(
    `id,status,total,total_tax,shipping_total,customer_id,date_created_gmt,refunded\n${woo(1, '')}\n${woo(2, '59.10')}\n`,
  );
  const found = await measured(file);
  // Of 55 without tax the goods are 50, and with it 50 / 55 of 65: 59.09.
  expect(codesOf(found)).toEqual({ USED: 1, N_REFUND_FULL: 1 });
  expect(found).toMatchObject({ preset: 'woo', revenue: { value: 50 } });
});
