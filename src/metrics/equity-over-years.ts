import { periodsPerYear, type Timing } from '../quantities.ts';
import { retentionPerPeriod } from './customer-lifespan.ts';
import { assertInputs, assertValid } from './metric.ts';
import {
  discountFactor,
  flowOf,
  type Lifetime,
  timingFactor,
  type YearlyFlow,
} from './present-lifetime-value.ts';

export interface EquityOverYearsInputs extends YearlyFlow, Omit<Lifetime, 'years'> {
  /** Customers at the start of the first year, above 0. */
  readonly customers: number;
  /** Customers won each year; none if absent. */
  readonly newPerYear?: number;
  /** Cost of acquiring one customer, money; taken off where it and `newPerYear` are given. */
  readonly cac?: number;
  /** Discount rate per year, a share from 0 to 1; undiscounted if absent. */
  readonly discount?: number;
  /** When the cash of a period is booked; it matters only with a discount rate. */
  readonly timing: Timing;
}

/** The numbers and conventions that equity over a horizon is computed from. */
export const horizonInputs = [
  'customers',
  'marginPerYear',
  'customerValue',
  'churn',
  'retention',
  'newPerYear',
  'cac',
  'discount',
  'timing',
  'period',
] as const satisfies readonly (keyof EquityOverYearsInputs)[];

/** One year of a horizon. */
export interface EquityYear {
  /** 1 is the first. */
  readonly year: number;
  /** Customers at the start of the year. */
  readonly customers: number;
  /** Those of them who are still there at its end. */
  readonly kept: number;
  /** Customers won in the year who are there at its end. */
  readonly won: number;
  /** What the customers bring in the year, undiscounted: money. */
  readonly cashFlow: number;
  /** What is paid in the year for customers won, undiscounted; absent where `cac` is not given. */
  readonly acquisitionCost?: number;
  /** What the customers bring less what is paid for them, discounted to the start of the first year. */
  readonly presentValue: number;
  /** Customer equity over the years so far: the sum of the present values. */
  readonly equity: number;
}

/** The longest horizon in years that clv computes. */
export const longestHorizon = 1000;

/**
 * Customer equity over a horizon, year by year.
 *
 * Customers of the next year are those kept plus those won; each year brings customers × flow,
 * discounted by the years before it. With a period shorter than a year, a year is the sum of
 * its periods. Without new customers, equity tends to customers × present lifetime value.
 *
 * Customers won are paid for when they are first counted, at the start of the next period, so
 * those of the last one are not.
 *
 * @param horizon whole years, 1 to 1000
 * @throws RangeError when an input is outside its domain or a result is beyond a double
 * @example equityOverYears({ customers: 1000, marginPerYear: 80, retention: 0.8, discount: 0.1, timing: 'start' }, 3)[2].equity // 180495.87
 */
export function equityOverYears(inputs: EquityOverYearsInputs, horizon: number): EquityYear[] {
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > longestHorizon) {
    throw new RangeError(
      `horizon must be a whole number from 1 to ${longestHorizon}, got ${horizon}`,
    );
  }
  assertInputs(inputs);
  const cac = inputs.newPerYear === undefined ? undefined : inputs.cac;
  if (cac !== undefined && inputs.marginPerYear === undefined) {
    throw new RangeError('marginPerYear must be given for the cac to be taken off, got none');
  }
  const perYear = periodsPerYear[inputs.period ?? 'year'];
  const retention = retentionPerPeriod(inputs);
  const wonPerPeriod = (inputs.newPerYear ?? 0) / perYear;
  const flow = flowOf(inputs) / perYear;
  const v = discountFactor(inputs.discount ?? 0, perYear);

  const booked = timingFactor(inputs.timing, v);

  const years: EquityYear[] = [];
  let customers = inputs.customers;
  let unpaid = 0;
  let worth = 1;
  let equity = 0;
  for (let year = 1; year <= horizon; year++) {
    const start = customers;
    let kept = start;
    let won = 0;
    let cashFlow = 0;
    let acquisitionCost = 0;
    let presentValue = 0;
    for (let period = 0; period < perYear; period++) {
      const cost = unpaid * (cac ?? 0);
      cashFlow += customers * flow;
      acquisitionCost += cost;
      presentValue += (customers * flow * booked - cost) * worth;
      unpaid = wonPerPeriod;
      kept *= retention;
      won = won * retention + wonPerPeriod;
      customers = kept + won;
      worth *= v;
    }
    equity += presentValue;
    assertValid('equity', equity);
    assertValid('cashFlow', cashFlow);
    years.push({
      year,
      customers: start,
      kept,
      won,
      cashFlow,
      ...(cac !== undefined && { acquisitionCost }),
      presentValue,
      equity,
    });
  }
  return years;
}
