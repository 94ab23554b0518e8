import type { DemoTruth } from '../../synthetic/shop.ts';
import { numberFormat } from '../number-format.ts';

/** What is true of a synthetic export; `-` is stdout. */
export function truthLines(file: string, truth: DemoTruth): string[] {
  const { rows, buying } = truth;
  const place = file === '-' ? 'stdout' : file;
  const print = numberFormat({ locale: 'en', currency: undefined });
  const count = (value: number) => print(value, 'count');
  const money = (value: number) => print(value, 'money');
  const { r, alpha, s, beta, p, q, gamma } = buying;
  const lines: [string, string][] = [
    ['Rows', `${count(rows.total)} in ${place}, ${truth.from} to ${truth.to}, seed ${truth.seed}`],
    ['  orders', count(rows.order)],
    ['  repeated', count(rows.repeated)],
    ['  of guests', `${count(rows.guest)}, ${money(truth.guestRevenue)}`],
    ['  zero', count(rows.zero)],
    ['  cancelled', `${count(rows.cancelled)}, ${money(truth.cancelled)}`],
    [
      '  refunds',
      `${count(rows.fullRefund)} full and ${count(rows.partialRefund)} partial, ${money(truth.refunded)}`,
    ],
    ['Customers', `${count(truth.customers)}, of which ${count(truth.repeatCustomers)} came back`],
    [
      'Orders',
      `${count(truth.orders)} not wholly refunded, on ${count(truth.occasions)} days of a customer`,
    ],
    ['Revenue', `${money(truth.revenue)} EUR after refunds, without guests`],
    ['Buying', `Pareto/NBD in weeks: r ${r}, alpha ${alpha}, s ${s}, beta ${beta}`],
    ['Spending', `gamma-gamma: p ${p}, q ${q}, gamma ${gamma}`],
    ['New customer', worthText(truth, money)],
  ];
  return lines.map(([name, value]) => `${name.padEnd(13)}${value}`);
}

/** What a new customer is worth, as in `worth 61.20 in 1 year and 115.38 in 5 years …`. */
function worthText({ newCustomer }: DemoTruth, money: (value: number) => string): string {
  const worth = newCustomer.map(
    ({ years, value }) => `${money(value)} in ${years} ${years === 1 ? 'year' : 'years'}`,
  );
  return `worth ${worth.join(' and ')}, revenue after refunds, undiscounted`;
}
