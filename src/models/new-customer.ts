import type { BgBbModel } from './bg-bb.ts';
import type { BuyerModel } from './buyer-model.ts';
import { residualPayments, retentionRate } from './contract-retention.ts';
import { lifetimeRoundPurchases, newRoundBuyer, roundPredictor } from './predict-bg-bb.ts';
import {
  discountedPurchases,
  lifetimePurchases,
  newBuyer,
  processOf,
  weeksPerYear,
} from './predict-buyer.ts';
import { assertNotNegative } from './prediction.ts';
import type { SbgModel } from './sbg.ts';

/** What a model expects of a new customer, or a new subscriber, after the first purchase. */
export interface NewCustomer {
  /**
   * The purchases after the first one within the horizon, each worth (1 + discount)^-t, t being the
   * years since the first; infinite without a discount and without an end.
   */
  readonly repeats: (discount: number) => number;
  /** The years until so many of them are expected; infinite where the horizon ends before. */
  readonly yearsUntil: (repeats: number) => number;
}

/** How far to look. */
export interface NewCustomerHorizon {
  /** Years from the first purchase on, at least 0; Infinity has no end. */
  readonly years: number;
  /** How many rounds of bg-bb, or periods of sbg, a year has; other models have none. */
  readonly periodsPerYear: number;
}

/**
 * What a fitted model says of a customer who has just bought for the first time.
 *
 * bg-nbd, mbg-nbd and pareto-nbd must be in weeks. Subscribers of sbg pay at the start of each
 * period, buyers of bg-bb at the end of each round; the horizon is a whole number of these.
 *
 * @throws RangeError when a parameter of the model or the horizon is outside its domain
 * @see the sources of {@link predict} and {@link residualPayments}
 * @example newCustomer({ model: 'bg-nbd', parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } }, { years: 1, periodsPerYear: 1 }).repeats(0) // 1.449
 */
export function newCustomer(
  model: BuyerModel | BgBbModel | SbgModel,
  { years, periodsPerYear }: NewCustomerHorizon,
): NewCustomer {
  if (years !== Infinity) assertNotNegative('horizon', years);
  switch (model.model) {
    case 'bg-bb':
      return inPeriods(roundsOf(model), years, periodsPerYear);
    case 'sbg':
      return inPeriods(paymentsOf(model), years, periodsPerYear);
    case 'bg-nbd':
    case 'mbg-nbd':
    case 'pareto-nbd':
      return inWeeks(model, years);
  }
}

/** The longest that a lifetime is searched for a moment, in years. */
const longest = 1000;

function inWeeks(model: BuyerModel, years: number): NewCustomer {
  const { alive, active } = processOf(model);
  const chance = alive(newBuyer);
  const future = active(newBuyer.x, newBuyer.T);
  const weeks = years * weeksPerYear;
  return {
    repeats(discount) {
      const delta = Math.log1p(discount) / weeksPerYear;
      if (weeks < Infinity) return chance * discountedPurchases(future, weeks, delta);
      return delta > 0 ? lifetimePurchases(model, newBuyer, delta) : Infinity;
    },
    yearsUntil: (repeats) =>
      risenTo(
        repeats,
        Math.min(years, longest),
        (t) => chance * future.purchases(t * weeksPerYear),
      ),
  };
}

/** Where a function that rises from 0 reaches a value; infinite where that is beyond the end. */
function risenTo(value: number, end: number, f: (t: number) => number): number {
  if (value <= 0) return 0;
  let [low, high] = [0, end];
  let [below, above] = [-value, f(end) - value];
  if (above < 0) return Infinity;
  // The method of false position; an end that stays is given half its weight (Illinois).
  for (let round = 0; round < 100 && high - low > 1e-12 * high; round++) {
    const t = low - (below * (high - low)) / (above - below);
    const found = f(t) - value;
    if (found === 0) return t;
    if (found < 0) {
      [low, below] = [t, found];
      above /= 2;
    } else {
      [high, above] = [t, found];
      below /= 2;
    }
  }
  return high;
}

/** What is expected in periods, which are counted from the first purchase on. */
interface Periods {
  /** Purchases after the first in the first n periods, each worth (1 + rate)^-k in period k. */
  readonly within: (periods: number, rate: number) => number;
  /** The same for ever, at a rate above 0. */
  readonly forEver: (rate: number) => number;
  /** Purchases after the first in the periods up to each, without an end. */
  readonly totals: () => Iterable<number>;
}

function inPeriods(periods: Periods, years: number, perYear: number): NewCustomer {
  const count = years === Infinity ? Infinity : wholePeriods(years * perYear);
  return {
    repeats(discount) {
      const rate = Math.expm1(Math.log1p(discount) / perYear);
      if (count < Infinity) return periods.within(count, rate);
      return rate > 0 ? periods.forEver(rate) : Infinity;
    },
    yearsUntil(repeats) {
      if (repeats <= 0) return 0;
      let period = 0;
      const last = Math.min(count, longest * perYear);
      for (const total of periods.totals()) {
        if (++period > last) break;
        if (total >= repeats) return period / perYear;
      }
      return Infinity;
    },
  };
}

function wholePeriods(periods: number): number {
  const whole = Math.round(periods);
  if (Math.abs(periods - whole) <= 1e-9 * Math.max(1, whole)) return whole;
  throw new RangeError(`horizon must be whole periods, got ${Number(periods.toPrecision(10))}`);
}

function roundsOf(model: BgBbModel): Periods {
  const within = (horizon: number, discount: number) =>
    roundPredictor(model, { horizon, discount })(newRoundBuyer).discounted;
  return {
    within,
    forEver: (rate) => lifetimeRoundPurchases(model, newRoundBuyer, rate),
    *totals() {
      for (let round = 1; round <= 10_000; round++) yield within(round, 0);
    },
  };
}

/** Payment k + 1 is at the start of period k + 1, after k renewals. */
function paymentsOf(model: SbgModel): Periods {
  function* shares(): Generator<number, void> {
    let share = 1;
    for (let renewal = 1; ; renewal++) yield (share *= retentionRate(model, renewal));
  }
  return {
    within(count, rate) {
      let [total, renewal] = [0, 1];
      for (const share of shares()) {
        if (renewal >= count) return total;
        total += share * (1 + rate) ** -renewal++;
      }
      return total;
    },
    forEver: (rate) => residualPayments(model, 0, rate) / (1 + rate),
    *totals() {
      let total = 0;
      for (const share of shares()) yield (total += share);
    },
  };
}
