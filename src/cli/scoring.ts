import type { EngineRow } from '../engines/engine.ts';
import { weeksOf, yearsOf } from '../input/grammar/horizon-text.ts';
import type { BuyerModelFile } from '../input/model/model-file.ts';
import { RunningSum } from '../math/sum.ts';
import { scoredCustomersSelect } from '../measure/sql/customers.ts';
import { predictTotal, weeksPerYear } from '../models/index.ts';
import { type CustomerScore, scorer } from '../models/scorer.ts';
import type { ScoreTotals } from '../output/model/score-result.ts';
import type { Horizon } from '../quantities.ts';
import type { Customers } from './customer-source.ts';
import { buyerCells } from './fitting.ts';

/** The share of outcomes of the total's interval where none is asked for. */
const defaultInterval = 0.9;

/** What customers are scored with. */
export interface ScoringOptions {
  readonly file: BuyerModelFile;
  /** The file of the model, as a person named it. */
  readonly name: string;
  readonly horizon: Horizon;
  readonly margin: number | undefined;
  /** Per year. */
  readonly discount: number | undefined;
  /** The share of the outcomes of each customer to give the interval of. */
  readonly interval: number | undefined;
  readonly modelError: ScoreTotals['modelError'];
}

/** A customer and the score. */
export interface ScoredCustomer {
  readonly customer: string;
  readonly score: CustomerScore;
}

/**
 * Score the customers in an engine one after another, in the order of their ids.
 *
 * @param write takes some of them; false says that no more are wanted
 * @returns what they come to, unless no more were wanted
 */
export async function scoredCustomers(
  { engine, rows, data, hasSpend }: Customers,
  options: ScoringOptions,
  write: (scored: readonly ScoredCustomer[]) => Promise<boolean>,
): Promise<ScoreTotals | undefined> {
  const { file, horizon, margin, discount, interval } = options;
  const kept = await engine.keep(
    'customers',
    `select customer, x, t_x, "T", spend from ${rows} as customers`,
  );
  const outlook = {
    horizon: weeksOf(horizon),
    delta: Math.log1p(discount ?? 0) / weeksPerYear,
    ...(interval !== undefined && { interval }),
  };
  const hasValue = hasSpend && file.spend !== undefined;
  const scoreOf = scorer(file, hasValue ? file.spend : undefined, {
    ...outlook,
    ...(margin !== undefined && { margin }),
  });
  const sums = new ScoreSums();
  for await (const piece of engine.stream(scoredCustomersSelect(engine.dialect, kept))) {
    const scored = piece.map((row) => ({
      customer: String(row['customer']),
      score: scoreOf(buyerOf(row)),
    }));
    for (const { score } of scored) sums.add(score);
    if (!(await write(scored))) return undefined;
  }
  const total =
    horizon === 'lifetime'
      ? undefined
      : predictTotal(file, await buyerCells(engine, kept), {
          ...outlook,
          interval: interval ?? defaultInterval,
          modelError: options.modelError?.error ?? 0,
        });
  await engine.drop(kept);
  const yearsOfData = file.data.longest / weeksPerYear;
  return {
    model: file.model,
    file: options.name,
    asOf: data.asOf,
    currency: data.currency ?? file.data.currency,
    horizon,
    yearsOfData,
    yearsBeyondData: horizon === 'lifetime' ? null : Math.max(0, yearsOf(horizon) - yearsOfData),
    ...sums.totals(hasValue),
    interval: total?.interval ? { ...total.interval, share: interval ?? defaultInterval } : null,
    modelError: options.modelError,
    basis: hasValue ? (margin === undefined ? 'revenue' : 'margin') : null,
    margin: margin ?? null,
    discount: discount ?? null,
    noValue: hasValue ? null : hasSpend ? 'model' : 'summary',
  };
}

const buyerOf = (row: EngineRow) => ({
  x: Number(row['x']),
  t_x: Number(row['t_x']),
  T: Number(row['T']),
  spend: Number(row['spend'] ?? 0),
});

/** The sums over all customers. */
class ScoreSums {
  #customers = 0;
  #withoutSpend = 0;
  #isEndless = false;
  readonly #alive = new RunningSum();
  readonly #buys = new RunningSum();
  readonly #purchases = new RunningSum();
  readonly #discounted = new RunningSum();
  readonly #value = new RunningSum();

  add({ alive, buys, purchases, discounted, value }: CustomerScore): void {
    this.#customers++;
    this.#alive.add(alive);
    this.#discounted.add(discounted);
    this.#buys.add(buys ?? 0);
    this.#purchases.add(purchases ?? 0);
    if (purchases === null) this.#isEndless = true;
    if (value === null) this.#withoutSpend++;
    else this.#value.add(value);
  }

  totals(hasValue: boolean) {
    return {
      customers: this.#customers,
      alive: this.#alive.total(),
      buys: this.#isEndless ? null : this.#buys.total(),
      purchases: this.#isEndless ? null : this.#purchases.total(),
      discountedPurchases: this.#discounted.total(),
      value: hasValue ? this.#value.total() : null,
      withoutSpend: hasValue ? this.#withoutSpend : 0,
    };
  }
}
