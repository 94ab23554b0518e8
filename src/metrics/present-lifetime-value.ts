import { periodsPerYear, type Period, type Timing } from '../quantities.ts';
import { churnOf } from './customer-lifespan.ts';
import { evaluate, type Metric } from './metric.ts';

/** What one customer brings in a year: the margin where it is known, else the revenue. */
export interface YearlyFlow {
  /** Gross margin per customer per year, money; preferred. */
  readonly marginPerYear?: number;
  /** Revenue per customer per year, money; used where no margin is given. */
  readonly customerValue?: number;
}

/** How long a customer stays: a constant churn or retention, else a fixed number of years. */
export interface Lifetime {
  /** Share of customers lost per period. */
  readonly churn?: number;
  /** Share of customers kept per period. */
  readonly retention?: number;
  /** Customer lifespan in years, not necessarily whole. */
  readonly years?: number;
  /** The period of churn and retention, and the one that sums run on; a year if absent. */
  readonly period?: Period;
}

export interface PresentLifetimeValueInputs extends YearlyFlow, Lifetime {
  /** Discount rate per year, a share from 0 to 1. */
  readonly discount: number;
  /** When the cash of a period is booked. */
  readonly timing: Timing;
}

/**
 * Present value of what one customer brings over the lifespan.
 *
 * With `churn` or `retention` it is the whole geometric lifetime: m (1 + d) / (1 + d - r) for
 * cash at the start of a period, m / (1 + d - r) for cash at its end. With `years` it is the
 * sum of that many years and no more; of the last, partial year that part of a payment. All in
 * periods, at (1 + d)^(1/k) - 1 a period.
 *
 * @returns money per customer, margin basis where `marginPerYear` is given, else revenue basis
 * @throws RangeError when an input is outside its domain or the result is beyond a double
 * @see Fader & Hardie, note 024, "Reconciling and Clarifying CLV Formulas" (2012), pp. 1-2
 * @see Fader & Hardie, note 033, "What's Wrong With This CLV Formula?" (2014)
 * @example presentLifetimeValue({ marginPerYear: 200, retention: 0.8, discount: 0.1, timing: 'start' }) // 733.33
 */
export function presentLifetimeValue(inputs: PresentLifetimeValueInputs): number {
  return evaluate(presentLifetimeValueMetric, inputs);
}

export const presentLifetimeValueMetric: Metric<PresentLifetimeValueInputs, number> = {
  name: 'clvPresent',
  formula:
    'm (1 + d) / (1 + d - r), or over years n = k + f, the last one partial: m (1 + v + … + v^(k-1) + f v^k), v = 1 / (1 + d); timing mid × v^½, end × v',
  source: 'Fader & Hardie, note 024, "Reconciling and Clarifying CLV Formulas" (2012), pp. 1-2',
  inputs: [
    ['marginPerYear', 'discount', 'timing', 'churn', 'period'],
    ['marginPerYear', 'discount', 'timing', 'retention', 'period'],
    ['marginPerYear', 'discount', 'timing', 'years', 'period'],
    ['customerValue', 'discount', 'timing', 'churn', 'period'],
    ['customerValue', 'discount', 'timing', 'retention', 'period'],
    ['customerValue', 'discount', 'timing', 'years', 'period'],
  ],
  compute: (values) => {
    const { discount, timing, years, period = 'year' } = values;
    const perYear = periodsPerYear[period];
    const flow = flowOf(values) / perYear;
    const first = flow * timingFactor(timing, discountFactor(discount, perYear));
    const rate = periodRate(discount, perYear);
    // 1 + d - r as d + churn: the difference loses digits where both are small.
    if (hasChurn(values)) return (first * (1 + rate)) / (rate + churnOf(values));
    if (years === undefined) {
      throw new RangeError('churn, retention or years must be given, got none');
    }
    return first * annuity(rate, years * perYear);
  },
  example: {
    inputs: { marginPerYear: 1, retention: 0.8, discount: 0.1, timing: 'start' },
    result: 3.6666666666666665,
    from: 'note 024: 1.1 / 0.3 = 3.6667',
  },
};

/** What one customer brings in a year, on the best basis that is known. */
export function flowOf({ marginPerYear, customerValue }: YearlyFlow): number {
  const flow = marginPerYear ?? customerValue;
  if (flow === undefined) {
    throw new RangeError('marginPerYear or customerValue must be given, got neither');
  }
  return flow;
}

function hasChurn({ churn, retention }: Lifetime): boolean {
  return churn !== undefined || retention !== undefined;
}

/** The worth of 1 a period later, v: 1 / (1 + d)^(1/k). */
export function discountFactor(discount: number, perYear: number): number {
  return (1 + discount) ** (-1 / perYear);
}

/** The discount rate of a period, (1 + d)^(1/k) - 1, with all the digits of a small one. */
export function periodRate(discount: number, perYear: number): number {
  return Math.expm1(Math.log1p(discount) / perYear);
}

/** What booking at that moment does to the value of a period: 1, v^½ or v. */
export function timingFactor(timing: Timing, v: number): number {
  return { start: 1, mid: Math.sqrt(v), end: v }[timing];
}

/** The worth of 1 in each of n periods, the first one now, and in the last one that part of it. */
function annuity(rate: number, n: number): number {
  const whole = Math.floor(n);
  const logV = -Math.log1p(rate);
  // expm1 keeps the digits that 1 - v^k and 1 - v lose when the rate is small.
  const payments = rate === 0 ? whole : Math.expm1(whole * logV) / Math.expm1(logV);
  return payments + (n - whole) * Math.exp(whole * logV);
}
