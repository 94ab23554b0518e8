import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { demoExport, type DemoTruth } from '../../src/synthetic/shop.ts';

function exported(customers: number, seed: number): { text: string; truth: DemoTruth } {
  const pieces = demoExport(customers, seed);
  let text = '';
  for (;;) {
    const { value, done } = pieces.next();
    if (done === true) return { text, truth: value };
    text += value;
  }
}

interface Order {
  readonly customer: string;
  readonly day: string;
  cents: number;
}

/** What a naive reader finds in the file: it keeps everything. */
function counted(text: string): Record<string, unknown> {
  const lines = text.trimEnd().split('\n').slice(1);
  const seen = new Set<string>();
  const orders = new Map<string, Order>();
  const rows = { order: 0, guest: 0, zero: 0, cancelled: 0, repeated: 0, refund: 0 };
  let guestCents = 0;
  let refundedCents = 0;
  let cancelledCents = 0;
  const days: string[] = [];
  for (const line of lines) {
    const [order = '', customer = '', date = '', amount = '', currency, status] = line.split(',');
    expect(currency).toBe('EUR');
    expect(date).toMatch(/^202[45]-(0\d|1[012])-[0-3]\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
    expect(amount).toMatch(/^-?\d+\.\d\d$/);
    const day = date.slice(0, 10);
    days.push(day);
    const cents = Math.round(Number(amount) * 100);
    const known = orders.get(order);
    if (seen.has(line)) rows.repeated++;
    else if (status === 'cancelled') {
      rows.cancelled++;
      cancelledCents += cents;
    } else if (customer === '') {
      rows.guest++;
      guestCents += cents;
    } else if (cents === 0) rows.zero++;
    else if (cents < 0) {
      expect(known?.customer).toBe(customer);
      expect((known?.day ?? '') < day).toBe(true);
      rows.refund++;
      refundedCents -= cents;
      if (known !== undefined) known.cents += cents;
    } else {
      rows.order++;
      expect(known).toBeUndefined();
      orders.set(order, { customer, day, cents });
    }
    seen.add(line);
  }
  const bought = [...orders.values()].filter(({ cents }) => cents > 0);
  const occasions = new Set(bought.map(({ customer, day }) => `${customer} ${day}`));
  const perCustomer = new Map<string, number>();
  for (const occasion of occasions) {
    const customer = occasion.split(' ', 1)[0] ?? '';
    perCustomer.set(customer, (perCustomer.get(customer) ?? 0) + 1);
  }
  const fullRefund = orders.size - bought.length;
  const { refund, ...others } = rows;
  days.sort();
  return {
    from: days[0],
    to: days.at(-1),
    rows: { total: lines.length, ...others, fullRefund, partialRefund: refund - fullRefund },
    customers: perCustomer.size,
    repeatCustomers: [...perCustomer.values()].filter((times) => times > 1).length,
    orders: bought.length,
    occasions: occasions.size,
    revenue: bought.reduce((sum, { cents }) => sum + cents, 0) / 100,
    guestRevenue: guestCents / 100,
    refunded: refundedCents / 100,
    cancelled: cancelledCents / 100,
  };
}

describe.each([
  [1, 0],
  [2, 7],
  [50, 3],
  [2000, 1],
  [5000, 4_294_967_295],
])('the export of %i customers with seed %i', (customers, seed) => {
  const { text, truth } = exported(customers, seed);

  test('holds what is said to be true of it', () => {
    const { seed: told, buying: _, newCustomer: __, ...rest } = truth;
    expect(counted(text)).toEqual(rest);
    expect(told).toBe(seed);
  });

  test('is the same for the same seed, and no other', () => {
    expect(exported(customers, seed).text).toBe(text);
    expect(exported(customers, (seed + 1) % 2 ** 32).text).not.toBe(text);
  });
});

test('some of every kind of row is in a small export', () => {
  const { rows } = exported(2000, 1).truth;
  expect(Math.min(...Object.values(rows))).toBeGreaterThan(10);
});

test('the bytes of seed 1 are those of every version', () => {
  const { text } = exported(2000, 1);
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    '8ff8ccf6f5c6caf189cd60a00a01fb22ac03557a508d11334212f17af1868d02',
  );
});
