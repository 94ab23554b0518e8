import { ofMean, ofRatio, wilson } from './interval.ts';
import type { Figure } from './measured-figure.ts';
import type { Sums } from './window-figures.ts';

/** Days of a year, leap years counted in. */
const yearDays = 365.25;

/** The figures of all orders up to the last day, under the names of the vocabulary. */
export interface HistoryFigures {
  /** Absent where no customer was first seen a year before the last day. */
  readonly firstYearOrders?: Figure;
  /** Absent where all were first seen on the last day. */
  readonly repeatFreq?: Figure;
  readonly repeatRate: Figure;
  /** From the first to the last purchase: a customer may not be gone, so it is a lower bound. */
  readonly observedSpan: Figure;
}

/**
 * @param of the sums over all customers
 * @param ofYear those over the customers who were first seen a year ago
 */
export function historyFigures(of: Sums, ofYear: Sums): HistoryFigures {
  const [customers, repeaters] = [of('customers'), of('repeaters')];
  return {
    ...(ofYear('known') > 0 && { firstYearOrders: firstYearOf(ofYear) }),
    ...(of('known') > 0 && { repeatFreq: repeatFreqOf(of) }),
    repeatRate: {
      value: repeaters / customers,
      ...wilson(repeaters, customers),
      n: customers,
      method: 'customers who bought on two days or more; Wilson',
    },
    observedSpan: {
      value: of('span') / yearDays / customers,
      ...ofMean(of('span') / yearDays, of('span_squared') / yearDays ** 2, customers),
      n: customers,
      method: 'mean time from first to last purchase, a lower bound of the lifespan; normal',
    },
  };
}

function firstYearOf(of: Sums): Figure {
  const [customers, orders] = [of('known'), of('year_orders')];
  return {
    value: orders / customers,
    ...ofMean(orders, of('year_orders_squared'), customers),
    n: customers,
    method:
      'orders in the 365 days that begin with the first one, of customers first seen a year or more ago; normal interval of a mean',
  };
}

function repeatFreqOf(of: Sums): Figure {
  const sums = {
    y: of('repeats'),
    x: of('known') / yearDays,
    yy: of('repeats_squared'),
    xx: of('known_squared') / yearDays ** 2,
    xy: of('repeats_by_known') / yearDays,
  };
  const customers = of('customers');
  return {
    value: sums.y / sums.x,
    ...ofRatio(sums, customers),
    n: customers,
    method:
      'orders after the first / years since the first, customers who left included; ratio estimator over customers',
  };
}
