import { setImmediate } from 'node:timers/promises';
import { dayAfter } from '../calendar.ts';
import type { Engine } from '../engines/engine.ts';
import { InputError } from '../errors.ts';
import { keptBuyers, keptSpend } from '../input/model/kept-model.ts';
import type { KeptSpend, ModelData } from '../input/model/model-file.ts';
import { steady } from '../math/round.ts';
import {
  customerCellsSelect,
  firstPurchasesQuery,
  spendCellsSelect,
  spendGroupsSelect,
} from '../measure/sql/customers.ts';
import {
  type Buyer,
  type BuyerFit,
  type BuyerModelName,
  buyerModels,
  fit,
  FitError,
  meanSpend,
  newCustomer,
  type Spender,
} from '../models/index.ts';
import { classCounts } from '../models/class-counts.ts';
import type { BuyersFitted, ComparedFit } from '../output/model/fit-result.ts';
import type { Customers } from './customer-source.ts';

/** Beyond so many customers with repeat purchases, mean spends are brought together in groups. */
const mostExact = 3_000_000;

/** How a fit is made. */
export interface FittingOptions {
  /** The model; all three that fit, where none is named. */
  readonly model: BuyerModelName | undefined;
  /** Whether the customers are on a server, from which only groups of them are fetched. */
  readonly isRemote: boolean;
  /** Say what is done now. */
  tell(this: void, doing: string): void;
}

/**
 * Fit models of buyers, and one of their spend, to customers in an engine; only cells are fetched.
 *
 * @throws InputError when the data have no fit
 */
export async function fittedBuyers(
  customers: Customers,
  options: FittingOptions,
): Promise<BuyersFitted> {
  const { engine, hasSpend } = customers;
  const columns = 'x, t_x, "T", spend, first_spend';
  const kept = await engine.keep(
    'customers',
    `select ${columns} from ${customers.rows} as customers`,
  );
  const [first = {}] = await engine.query(firstPurchasesQuery(kept));
  const cells = await buyerCells(engine, kept);
  const { compared, failures } = await comparison(cells, options);
  const [chosen, ...others] = compared.map((each) => each.fit);
  if (chosen === undefined) throw new Error('no model was fitted');
  const numbers = {
    n: Number(first['n']),
    total: Number(first['total'] ?? NaN),
    squares: Number(first['squares']),
    longest: Number(first['longest']),
    repeaters: Number(first['repeaters']),
  };
  const isGrouped = options.isRemote || numbers.repeaters > mostExact;
  options.tell('fitting gamma-gamma');
  const spend = hasSpend ? await spendIn(engine, kept, isGrouped, firstOf(numbers)) : {};
  await engine.drop(kept);
  const { asOf } = customers.data;
  const data: ModelData = {
    ...customers.data,
    first: asOf === null ? null : dayAfter(asOf, -Math.round(7 * numbers.longest)),
    longest: numbers.longest,
  };
  return {
    kind: 'buyers',
    file: keptBuyers(chosen, others, spend.kept, data),
    compared,
    failures,
    classes: classCounts(chosen, cells),
    repeaters: numbers.repeaters,
    meanSpend: spend.kept === undefined ? Infinity : meanSpend(spend.kept),
    withoutSpend: spend.reason,
  };
}

/** The customers that are kept in an engine, those with the same x, t_x and T together. */
export async function buyerCells({ query }: Engine, customers: string): Promise<Buyer[]> {
  const rows = await query(customerCellsSelect(customers));
  return rows.map((row) => ({
    x: Number(row['x']),
    t_x: Number(row['t_x']),
    T: Number(row['T']),
    count: Number(row['n']),
  }));
}

/** Models that were fitted, the likeliest first, and why others were not. */
interface Comparison {
  readonly compared: readonly ComparedFit[];
  readonly failures: readonly string[];
}

/** @throws InputError when none of the models that were asked for can be fitted */
async function comparison(
  cells: readonly Buyer[],
  { model, tell }: FittingOptions,
): Promise<Comparison> {
  const names = model === undefined ? buyerModels : [model];
  const compared: ComparedFit[] = [];
  const failures: string[] = [];
  for (const name of names) {
    tell(`fitting ${name}`);
    // A moment in which what goes on can be said, and an interrupt be heard.
    await setImmediate();
    try {
      compared.push(comparedFit(fit(name, cells)));
    } catch (error) {
      if (!(error instanceof FitError)) throw error;
      failures.push(error.message);
    }
  }
  if (compared.length === 0) throw new InputError([...new Set(failures)]);
  return {
    compared: compared.toSorted((one, other) => other.fit.logLikelihood - one.fit.logLikelihood),
    failures,
  };
}

function comparedFit(found: BuyerFit): ComparedFit {
  const repeatsIn = (years: number) => newCustomer(found, { years, periodsPerYear: 1 }).repeats(0);
  return { fit: found, oneYear: repeatsIn(1), fiveYears: repeatsIn(5) };
}

/** Data that cannot be fitted are for the person to know, not a bug. */
export function inWords<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw error instanceof FitError ? new InputError(error.message) : error;
  }
}

type FirstPurchase = Pick<KeptSpend, 'firstPurchase' | 'firstPurchaseError'>;

/** The mean of the first purchases, where they are known, and its standard error. */
function firstOf({
  n,
  total,
  squares,
}: Readonly<Record<'n' | 'total' | 'squares', number>>): FirstPurchase {
  if (Number.isNaN(total)) return { firstPurchase: null, firstPurchaseError: null };
  const mean = total / n;
  const variance = Math.max(0, squares / n - mean * mean);
  return {
    firstPurchase: steady(mean),
    firstPurchaseError: n > 1 ? steady(Math.sqrt(variance / (n - 1))) : null,
  };
}

/** The model of spend, or why there is none. */
async function spendIn(
  { query }: Engine,
  customers: string,
  isGrouped: boolean,
  first: FirstPurchase,
): Promise<{ readonly kept?: KeptSpend; readonly reason?: string }> {
  const rows = await query((isGrouped ? spendGroupsSelect : spendCellsSelect)(customers));
  const spenders = rows.map((row): Spender => {
    const { x, spend, log, n } = row;
    const grouped = log === null || log === undefined ? 0 : Math.exp(steady(Number(log)));
    return { x: Number(x), spend: isGrouped ? grouped : Number(spend), count: Number(n) };
  });
  try {
    return { kept: keptSpend(fit('gamma-gamma', spenders), first, isGrouped) };
  } catch (error) {
    if (error instanceof FitError) return { reason: error.message };
    throw error;
  }
}
