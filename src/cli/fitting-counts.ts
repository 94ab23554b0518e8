import { monthNotOver } from '../calendar.ts';
import { InputError } from '../errors.ts';
import { keptContract, keptRounds } from '../input/model/kept-model.ts';
import type { ModelData, RoundModelFile } from '../input/model/model-file.ts';
import { lastRound, roundCellsSelect } from '../measure/sql/rounds.ts';
import type { TableKind } from '../measure/summary-table.ts';
import { fit, type RoundBuyer } from '../models/index.ts';
import type { OneFitted } from '../output/model/fit-result.ts';
import { roundBuyers, survivorsOf } from './count-table.ts';
import { assertNoOrderFlags, customersOf, originOf } from './customer-source.ts';
import { inWords } from './fitting.ts';
import type { CustomerOptions } from './flags/customer-flags.ts';
import type { Given, MeasureSource } from './measure-source.ts';

/** What is counted, and how. */
interface Counting {
  readonly source: MeasureSource;
  readonly given: Given;
  readonly options: CustomerOptions;
  tell(this: void, lines: readonly string[]): void;
}

/**
 * Fit sbg to a table of survivors.
 *
 * @throws InputError when it cannot be
 */
export async function fittedContract({ source, given, options }: Counting): Promise<OneFitted> {
  assertNoOrderFlags(options, 'counts of survivors');
  const cohorts = await survivorsOf(source, given.relation);
  const found = inWords(() => fit('sbg', cohorts));
  const longest = Math.max(...cohorts.map(({ length }) => length)) - 1;
  return { kind: 'contract', file: keptContract(found, await countedData(given, longest)) };
}

/**
 * Fit bg-bb to a table of counts, or to orders.
 *
 * @param round what orders are counted in
 * @throws InputError when it cannot be
 */
export async function fittedRounds(
  counting: Counting,
  kind: TableKind,
  round: RoundModelFile['round'] | undefined,
): Promise<OneFitted> {
  const { source, given, options } = counting;
  if (kind === 'orders' && round !== undefined && round !== null) {
    return fittedOrders(counting, round);
  }
  assertNoOrderFlags(options, 'counts of customers');
  const buyers = await roundBuyers(source, given.relation);
  const found = inWords(() => fit('bg-bb', buyers));
  const data = await countedData(given, longestOf(buyers));
  return { kind: 'rounds', file: keptRounds(found, round ?? null, data) };
}

async function fittedOrders(
  { source, given, options, tell }: Counting,
  round: NonNullable<RoundModelFile['round']>,
): Promise<OneFitted> {
  const { orders, data } = await customersOf(source, given, options, tell);
  if (orders === undefined) throw new Error('rounds are counted of orders');
  const last = lastRound(round, monthNotOver(orders.asOf));
  const rows = await source.engine.query(roundCellsSelect(orders.occasions, round, last));
  if (rows.length === 0) {
    throw new InputError(`no ${round} is over by ${orders.asOf} in which somebody bought`);
  }
  const buyers = rows.map((row): RoundBuyer => {
    const [x, t_x, n, count] = ['x', 't_x', 'n', 'customers'].map((name) => Number(row[name]));
    return { x: x ?? 0, t_x: t_x ?? 0, n: n ?? 0, count: count ?? 0 };
  });
  const found = inWords(() => fit('bg-bb', buyers));
  const longest = longestOf(buyers);
  return { kind: 'rounds', file: keptRounds(found, round, { ...data, first: null, longest }) };
}

const longestOf = (buyers: readonly RoundBuyer[]): number =>
  buyers.reduce((longest, { n }) => Math.max(longest, n), 0);

/** What a model file says of a table of counts. */
async function countedData(given: Given, longest: number): Promise<ModelData> {
  const origin = await originOf(given, 0);
  return { ...origin, first: null, asOf: null, longest, currency: null, ledger: null };
}
