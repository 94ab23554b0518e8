import { averageValue } from '../../metrics/average-value.ts';
import { purchaseFrequency } from '../../metrics/purchase-frequency.ts';
import { steady } from '../../math/round.ts';
import { ofMean, ofRatio } from './interval.ts';
import type { Figure } from './measured-figure.ts';
import type { Window } from './window.ts';

/** The sums of a statement, by name. */
export type Sums = (name: string) => number;

/** The figures of the window, under the names of the vocabulary. */
export interface WindowFigures {
  readonly revenue: Figure;
  readonly customers: Figure;
  readonly orders: Figure;
  /** Purchases with those of one customer on one day taken as one. */
  readonly occasions: Figure;
  readonly averageValue: Figure;
  readonly avg: Figure;
  /** Absent where the orders are of less than a year. */
  readonly freq?: Figure;
  /** Absent there too, and where all orders are in the window. */
  readonly newPerYear?: Figure;
}

/**
 * @param hasHistory whether there are orders before the window, so that it shows who is new in it
 */
export function windowFigures(of: Sums, window: Window, hasHistory: boolean): WindowFigures {
  const [customers, orders, revenue] = [of('customers'), of('orders'), of('amount')];
  const total = (value: number, method: string): Figure => ({ value, n: orders, method });
  return {
    revenue: total(revenue, 'sum of the purchases, refunds taken off'),
    customers: { value: customers, n: customers, method: 'customers with a purchase' },
    orders: total(orders, 'purchases'),
    occasions: total(of('occasions'), 'purchases, those of a customer on one day taken as one'),
    averageValue: {
      value: averageValue({ revenue, customers }),
      ...ofRatio(byCustomer(of), of('active')),
      n: customers,
      method: `revenue / customers over ${monthsText(window)} months; ratio estimator over customers`,
    },
    avg: {
      value: revenue / orders,
      ...ofRatio(byOrder(of), of('active')),
      n: orders,
      method: 'revenue / orders; ratio estimator, clustered by customer',
    },
    ...(window.isYear && { freq: freqOf(of, window) }),
    ...(window.isYear && hasHistory && { newPerYear: newPerYearOf(of, window) }),
  };
}

const monthsText = ({ months }: Window): string => String(Number(months.toFixed(2)));

/** Who was only paid back in the window has money, and did not buy in it. */
const byCustomer = (of: Sums) => ({
  y: of('amount'),
  x: of('customers'),
  yy: of('amount_squared'),
  xx: of('customers'),
  xy: of('amount_bought'),
});

const byOrder = (of: Sums) => ({
  y: of('amount'),
  x: of('orders'),
  yy: of('amount_squared'),
  xx: of('orders_squared'),
  xy: of('orders_by_amount'),
});

function freqOf(of: Sums, { months }: Window): Figure {
  const [customers, orders] = [of('customers'), of('orders')];
  const mean = ofMean(orders, of('orders_squared'), customers);
  const perYear = 12 / months;
  return {
    value: purchaseFrequency({ orders, customers, months }),
    ...(mean && { low: steady(mean.low * perYear), high: steady(mean.high * perYear) }),
    n: customers,
    method: 'orders / customers × 12 / months; normal interval of a mean over customers',
  };
}

function newPerYearOf(of: Sums, { months }: Window): Figure {
  const newcomers = of('newcomers');
  return {
    value: (newcomers * 12) / months,
    n: newcomers,
    method: 'customers whose first purchase of all is in the window × 12 / months',
  };
}
