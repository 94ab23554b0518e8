import type { Engine } from '../../engines/engine.ts';
import { averageValue } from '../../metrics/average-value.ts';
import { purchaseFrequency } from '../../metrics/purchase-frequency.ts';
import type { Period } from '../../quantities.ts';
import { buyersSelect, totalsQuery } from '../sql/buyers.ts';
import { monthsBetween } from '../../calendar.ts';
import {
  amountsSelect,
  type Concentration,
  concentrationOf,
  type Rfm,
  rfmOf,
} from './concentration.ts';
import type { Figure } from './measured-figure.ts';
import { ofMean, ofRatio, steady, wilson } from './interval.ts';
import type { Ledger } from '../ledger.ts';
import type { Counted } from '../measure-orders.ts';
import { type Cohort, cohortsOf, retentionOf } from './retention.ts';
import { interpurchaseOf, visitsSelect } from '../sql/visits.ts';

/** The days that were counted. */
interface Window {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** The time zone that days are days in. */
  readonly tz: string;
  readonly months: number;
}

/** All that was measured: aggregates, and nothing of any one customer. */
export interface Measurement {
  readonly window: Window;
  readonly currency: string | undefined;
  readonly ledger: Ledger;
  /** The share of the revenue that no customer is known for; undefined where there is none. */
  readonly anonymousShare: number | undefined;
  readonly figures: Figures;
  readonly period: Period;
  readonly cohorts: readonly Cohort[];
  readonly rfm: Rfm;
  readonly concentration: Concentration | undefined;
  readonly interpurchase: { readonly median?: Figure; readonly mean?: Figure };
}

/** The headline numbers, under the names of the vocabulary. */
interface Figures {
  readonly revenue: Figure;
  readonly customers: Figure;
  readonly orders: Figure;
  /** Purchases with those of one customer on one day taken as one. */
  readonly occasions: Figure;
  readonly averageValue: Figure;
  readonly avg: Figure;
  readonly freq: Figure;
  readonly repeatRate: Figure;
  /** From the first to the last purchase: a customer may not be gone, so it is a lower bound. */
  readonly years: Figure;
  /** Absent where no cohort has had its next period whole. */
  readonly retention?: Figure;
}

/** Days of a year, leap years counted in. */
const yearDays = 365.25;

/** Measure what was counted. */
export async function measurementOf(engine: Engine, counted: Counted): Promise<Measurement> {
  const { ledger, plan, asOf, currency, occasions } = counted;
  const { options } = plan;
  const buyers = await engine.keep('buyers', buyersSelect(occasions));
  const [totals = {}] = await engine.query(totalsQuery(engine.dialect, buyers));
  const of = (name: string) => Number(totals[name]);
  const from = options.window?.from ?? String(totals['first']);
  const months = monthsBetween(from, asOf);
  const revenue = ledger.money
    .filter((money) => money.currency === currency)
    .reduce((sum, { used }) => sum + used, 0);
  const amounts = await engine.keep('amounts', amountsSelect(buyers));
  const visits = await engine.keep(
    'visits',
    visitsSelect(engine.dialect, { occasions, buyers }, options.period),
  );
  const cohorts = await cohortsOf(engine, visits, options.period, asOf);
  const retention = retentionOf(cohorts, options.period);
  return {
    window: { from, to: asOf, asOf, tz: options.zone, months },
    currency: currency === '' ? undefined : currency,
    ledger,
    anonymousShare: counted.anonymousShare,
    figures: { ...headline(of, revenue, months), ...(retention && { retention }) },
    period: options.period,
    cohorts,
    rfm: await rfmOf(engine, { buyers, amounts }),
    concentration: await concentrationOf(engine, amounts),
    interpurchase: await interpurchaseOf(engine, visits),
  };
}

function headline(of: (name: string) => number, revenue: number, months: number): Figures {
  const [customers, orders, repeaters] = [of('customers'), of('orders'), of('repeaters')];
  const total = (value: number, method: string): Figure => ({ value, n: orders, method });
  const perYear = 12 / months;
  const orderMean = ofMean(orders, of('orders_squared'), customers);
  const byOrder = {
    y: revenue,
    x: orders,
    yy: of('amount_squared'),
    xx: of('orders_squared'),
    xy: of('orders_by_amount'),
  };
  return {
    revenue: total(revenue, 'sum of the purchases, refunds taken off'),
    customers: { value: customers, n: customers, method: 'customers with a purchase' },
    orders: total(orders, 'purchases'),
    occasions: total(of('occasions'), 'purchases, those of a customer on one day taken as one'),
    averageValue: {
      value: averageValue({ revenue, customers }),
      ...ofMean(revenue, of('amount_squared'), customers),
      n: customers,
      method: 'revenue / customers; normal interval of a mean over customers',
    },
    avg: {
      value: revenue / orders,
      ...ofRatio(byOrder, customers),
      n: orders,
      method: 'revenue / orders; ratio estimator, clustered by customer',
    },
    freq: {
      value: purchaseFrequency({ orders, customers, months }),
      ...(orderMean && {
        low: steady(orderMean.low * perYear),
        high: steady(orderMean.high * perYear),
      }),
      n: customers,
      method: 'orders / customers × 12 / months; normal interval of a mean over customers',
    },
    repeatRate: {
      value: repeaters / customers,
      ...wilson(repeaters, customers),
      n: customers,
      method: 'customers who bought on two days or more; Wilson',
    },
    years: spanOf(of),
  };
}

function spanOf(of: (name: string) => number): Figure {
  const customers = of('customers');
  const bounds = ofMean(of('span') / yearDays, of('span_squared') / yearDays ** 2, customers);
  return {
    value: of('span') / yearDays / customers,
    ...bounds,
    n: customers,
    method: 'mean time from first to last purchase, a lower bound of the lifespan; normal',
  };
}
