import { dayZone } from '../columns/day.ts';
import type { Engine, EngineRow } from '../../engines/engine.ts';
import type { Period } from '../../quantities.ts';
import { buyersSelect, totalsQuery } from '../sql/buyers.ts';
import { gapsOf, interpurchaseOf, visitsSelect } from '../sql/visits.ts';
import { windowTotalsQuery } from '../sql/window-totals.ts';
import type { Ledger } from '../ledger.ts';
import type { Counted } from '../measure-orders.ts';
import {
  amountsSelect,
  type Concentration,
  concentrationOf,
  type Rfm,
  rfmOf,
} from './concentration.ts';
import { type HistoryFigures, historyFigures } from './history-figures.ts';
import type { Figure } from './measured-figure.ts';
import { boughtAgainOf, type Cohort, cohortsOf } from './retention.ts';
import { nobodyIn, type Window, windowOf } from './window.ts';
import { type Sums, type WindowFigures, windowFigures } from './window-figures.ts';
import type { Withheld } from './withheld.ts';

/** All that was measured: aggregates, and nothing of any one customer. */
export interface Measurement {
  readonly window: Window;
  /** All days: that of the first purchase, and the last day looked at. */
  readonly history: { readonly from: string; readonly asOf: string };
  /** The time zone that days are days in. */
  readonly zone: string;
  readonly currency: string | undefined;
  readonly ledger: Ledger;
  /** The share of the revenue that no customer is known for; undefined where there is none. */
  readonly anonymousShare: number | undefined;
  readonly figures: Figures;
  /** The customers who have money in the window, who have some outside, and who have no purchase. */
  readonly people: Readonly<Record<'active' | 'outside' | 'never', number>>;
  readonly withheld: Withheld;
  readonly period: Period;
  readonly cohorts: readonly Cohort[];
  readonly rfm: Rfm;
  readonly concentration: Concentration | undefined;
  readonly interpurchase: { readonly median?: Figure; readonly mean?: Figure };
}

/** The figures of the window and those of all orders. */
interface Figures extends WindowFigures, HistoryFigures {
  /** Absent where no cohort has had its next period whole. */
  readonly boughtAgain?: Figure;
}

/** Measure what was counted. */
export async function measurementOf(engine: Engine, counted: Counted): Promise<Measurement> {
  const { ledger, plan, asOf, currency, occasions } = counted;
  const { options } = plan;
  const { dialect } = engine;
  const buyers = await engine.keep('buyers', buyersSelect(occasions));
  const [totals = {}] = await engine.query(totalsQuery(dialect, buyers, asOf));
  const history = { from: String(totals['first']), asOf };
  const window = windowOf(options.window, history.from, asOf);
  const days = { ...window, asOf };
  const [row = {}] = await engine.query(windowTotalsQuery(dialect, { occasions, buyers }, days));
  const inWindow = sumsOf(row);
  if (inWindow('customers') === 0) throw nobodyIn(window, { from: history.from, to: asOf });
  const amounts = await engine.keep('amounts', amountsSelect(buyers));
  const visits = await engine.keep(
    'visits',
    visitsSelect(dialect, { occasions, buyers }, options.period),
  );
  const gaps = await gapsOf(engine, visits);
  const cohorts = await cohortsOf(engine, visits, options.period, history, gaps);
  const boughtAgain = boughtAgainOf(cohorts, options.period);
  const figures = {
    ...windowFigures(inWindow, window, history.from < window.from),
    ...historyFigures(sumsOf(totals), inWindow),
    ...(boughtAgain && { boughtAgain }),
  };
  return {
    window,
    history,
    zone: dayZone(plan),
    currency: currency === '' ? undefined : currency,
    ledger,
    anonymousShare: counted.anonymousShare,
    figures,
    people: {
      active: inWindow('active'),
      outside: inWindow('outside'),
      never: inWindow('never'),
    },
    withheld: withheldOf(figures, window),
    period: options.period,
    cohorts,
    rfm: await rfmOf(engine, { buyers, amounts }),
    concentration: await concentrationOf(engine, amounts),
    interpurchase: interpurchaseOf(gaps),
  };
}

const sumsOf =
  (row: EngineRow): Sums =>
  (name) =>
    Number(row[name]);

function withheldOf({ newPerYear, firstYearOrders }: Figures, { isYear }: Window): Withheld {
  return {
    ...(!isYear && { freq: 'noYear', newPerYear: 'noYear' }),
    ...(isYear && newPerYear === undefined && { newPerYear: 'noHistory' }),
    ...(firstYearOrders === undefined && { firstYearOrders: 'nobodyKnown' }),
  };
}
