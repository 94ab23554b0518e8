import type { Engine, Relation } from '../engines/engine.ts';
import { taxOnTopOf } from './columns/amount.ts';
import { anonymousShare } from './columns/anonymous.ts';
import { assertCountable, assertWholeOrders, rejectedShare, usedCurrencies } from './countable.ts';
import type { Choice } from './presets/preset-choice.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { ledgerRowsSelect } from './sql/ledger-rows.ts';
import type { MeasureOptions } from './measure-options.ts';
import {
  countingCodes,
  entriesSelect,
  groupedSelect,
  lastDayQuery,
  ledgerQuery,
  occasionsSelect,
  refundsSelect,
} from './sql/orders.ts';
import { readingOf } from './columns/column-reading.ts';
import { haveOrders, nameRefunds, type Plan } from './plan.ts';
import { type EmailCounts, knownEmails } from './sql/emails.ts';
import { agesOf } from './sql/latest.ts';
import { ordersSelect } from './sql/rows.ts';
import { statusesOf } from './sql/statuses.ts';
import {
  slotEntriesSelect,
  slotOccasionsSelect,
  slotsSelect,
  unsureQuery,
  unsureRowsSelect,
} from './sql/slots.ts';

/** Rows that were counted. */
export interface Counted {
  readonly plan: Plan;
  /** The purchases by customer and day, as a table expression. */
  readonly occasions: string;
  readonly ledger: Ledger;
  /** The last day looked at. */
  readonly asOf: string;
  /** The currency of all that counts, empty where the rows tell none. */
  readonly currency: string;
  /** The share of the revenue that no customer is known for; undefined where there is none. */
  readonly anonymousShare: number | undefined;
  /** Where columns hold both ids and e-mail addresses. */
  readonly emailCounts: EmailCounts | undefined;
}

/** What counting asks of where the rows come from, and tells on the way. */
export interface CountHooks {
  /** How many rows the engine met that it could not read as rows. */
  readonly unread: () => Promise<number>;
  /** Every row has its code, told row by row by this query: also where the rows are then refused. */
  readonly coded?: ((ledgerRows: (ids: boolean) => string) => Promise<void>) | undefined;
}

/**
 * Give every row its code and bring the purchases together by customer and day.
 *
 * @throws InputError when the rows cannot be counted: none of them, several currencies, too many
 *   that cannot be read, or texts that can be read in two ways
 */
export async function countOrders(
  engine: Engine,
  relation: Relation,
  { mapping, preset: { rules } }: Choice,
  options: MeasureOptions,
  { unread, coded }: CountHooks,
): Promise<Counted> {
  const { dialect } = engine;
  const reading = await readingOf(engine, relation, mapping, {
    decimal: options.decimal,
    dateFormat: options.dateFormat ?? rules.dateFormat,
  });
  const read = { dialect, relation, mapping, rules, options };
  const taxOnTop = await taxOnTopOf(engine, {
    ...read,
    reading: { ...reading, taxOnTop: undefined },
  });
  const known = { ...read, reading: { ...reading, taxOnTop } };
  const { emails, counts: emailCounts } = await knownEmails(engine, known);
  const each: Plan = { ...known, emails };
  const quick = coded === undefined && (await standAlone(engine, each));
  const plan: Plan = quick ? each : { ...each, ages: await agesOf(engine, each) };
  const way = quick ? await quickly(engine, plan) : await carefully(engine, plan);
  const { entries } = way;
  const lost = await unread();
  const statuses = await statusesOf(engine, plan);
  const ledger = ledgerOf(await engine.query(ledgerQuery(entries)), lost, statuses);
  const hasNumbers = relation.numbered !== undefined;
  if (quick && hasNumbers && rejectedShare(ledger) > options.maxRejected) {
    // Which rows they are is only known the careful way, and it ends here anyway.
    for (const from of way.kept) await engine.drop(from);
    const careful = await carefully(engine, plan);
    await assertCountable(engine, ledger, plan, careful.entries);
  }
  await coded?.((ids) => ledgerRowsSelect(plan, entries, ids));
  await assertCountable(engine, ledger, plan, entries);
  const occasions = await way.occasions();
  await assertWholeOrders(engine, plan, occasions);
  const asOf = await lastDay(engine, options, occasions);
  const currency = usedCurrencies(ledger)[0] ?? '';
  const share = anonymousShare(ledger, currency);
  return { plan, occasions, ledger, asOf, currency, anonymousShare: share, emailCounts };
}

/** Rows that are looked at before all are, to see whether their orders stand alone. */
const sampledOrders = 100_000;

/** Whether no two rows are of one order; where to see costs as much as to bring them together, no. */
async function standAlone({ query }: Engine, plan: Plan): Promise<boolean> {
  if (!haveOrders(plan)) return true;
  if (plan.mapping.order === undefined || !plan.relation.columnar) return false;
  for (const limit of [` limit ${sampledOrders}`, '']) {
    const [row] = await query(
      `select count(*) as n, count(distinct ord) as orders from (${ordersSelect(plan)}${limit}) as orders`,
    );
    if (row?.['n'] !== row?.['orders']) return false;
  }
  return true;
}

/** Rows with their codes, and how they become the table of occasions. */
interface Way {
  readonly entries: string;
  /** What the engine keeps for it. */
  readonly kept: readonly string[];
  /** The occasions, as a table expression. */
  occasions(this: void): Promise<string>;
}

/** The way that brings rows together by their order, or by being equal. */
async function carefully(engine: Engine, plan: Plan): Promise<Way> {
  const grouped = await engine.keep('grouped', groupedSelect(plan));
  const kept = [grouped];
  let refunds: string | undefined;
  if (nameRefunds(plan)) {
    refunds = await engine.keep('refunds', refundsSelect(plan, grouped));
    kept.push(refunds);
  }
  const entries = entriesSelect(plan, { grouped, refunds });
  return {
    entries,
    kept,
    async occasions() {
      const occasions = await engine.keep('occasions', occasionsSelect(entries));
      for (const from of kept) await engine.drop(from);
      return occasions;
    },
  };
}

/** The way for rows that stand alone: in one pass, but for the few that may be equal. */
async function quickly(engine: Engine, plan: Plan): Promise<Way> {
  const slots = await engine.keep('slots', slotsSelect(plan));
  const kept = [slots];
  const sure = slotEntriesSelect(plan, slots);
  const [unsure] = await engine.query(unsureQuery(plan, slots));
  let entries = sure;
  let occasions = slotOccasionsSelect(plan, slots);
  if (unsure?.['n'] !== 0) {
    const rows = unsureRowsSelect(plan, slots, unsure?.['guests'] !== 0);
    const grouped = await engine.keep('grouped', groupedSelect(plan, rows));
    kept.push(grouped);
    const looked = entriesSelect(plan, { grouped });
    entries = `${sure} union all select code, currency, n, kept, duplicates, lines, read, told, merged, refunded, net from (${looked}) as looked`;
    const together = `select customer, day, sum(orders) as orders, sum(net) as amount from (${looked}) as looked where code in (${countingCodes}) group by code, customer, day`;
    occasions = `${occasions} union all ${together}`;
  }
  return {
    entries,
    kept,
    occasions: () => Promise.resolve(`(${occasions})`),
  };
}

/** The last day looked at: as asked, or the last of what counts, so that no other row stretches it. */
async function lastDay(
  { query }: Engine,
  { asOf }: MeasureOptions,
  occasions: string,
): Promise<string> {
  if (asOf !== undefined) return asOf;
  const [row] = await query(lastDayQuery(occasions));
  return String(row?.['day']);
}
