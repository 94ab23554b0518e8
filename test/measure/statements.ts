import type { Dialect, Relation } from '../../src/engines/engine.ts';
import { buyersSelect, totalsQuery } from '../../src/measure/sql/buyers.ts';
import {
  boughtMonthsQuery,
  customerCellsSelect,
  customersSelect,
  firstPurchasesQuery,
  scoredCustomersSelect,
  spendCellsSelect,
  spendGroupsSelect,
  summarySelect,
} from '../../src/measure/sql/customers.ts';
import { roundCellsSelect } from '../../src/measure/sql/rounds.ts';
import {
  faultyRowsQuery,
  repeatedCustomersQuery,
  summaryCustomersSelect,
  summaryFaultsQuery,
} from '../../src/measure/sql/summary-rows.ts';
import { summaryColumns } from '../../src/measure/summary-table.ts';
import {
  amountsSelect,
  concentrationQuery,
  rfmQuery,
} from '../../src/measure/figures/concentration.ts';
import type { MeasureOptions } from '../../src/measure/measure-options.ts';
import {
  entriesSelect,
  groupedSelect,
  lastDayQuery,
  ledgerQuery,
  occasionsSelect,
  ordersADayQuery,
  refundsSelect,
} from '../../src/measure/sql/orders.ts';
import { amountPatterns } from '../../src/measure/columns/amount-text.ts';
import { datePatterns } from '../../src/measure/columns/day-text.ts';
import { patternsQuery } from '../../src/measure/columns/pattern-counts.ts';
import {
  firstDayQuery,
  gapsUntilQuery,
  observedCellsSelect,
  occasionsUntil,
  repeatsByDayQuery,
} from '../../src/measure/sql/holdout.ts';
import { cohortsQuery } from '../../src/measure/figures/retention.ts';
import type { Plan } from '../../src/measure/plan.ts';
import { emailCountsQuery, emailsSelect } from '../../src/measure/sql/emails.ts';
import { ordersSelect, rowsSelect } from '../../src/measure/sql/rows.ts';
import { statusesQuery } from '../../src/measure/sql/statuses.ts';
import {
  slotEntriesSelect,
  slotOccasionsSelect,
  slotsSelect,
  unsureQuery,
  unsureRowsSelect,
} from '../../src/measure/sql/slots.ts';
import { gapsQuery, visitsSelect } from '../../src/measure/sql/visits.ts';
import { windowTotalsQuery } from '../../src/measure/sql/window-totals.ts';

const options: MeasureOptions = {
  asOf: '2025-12-31',
  window: undefined,
  zone: 'Europe/Amsterdam',
  keepZero: false,
  includeStatus: false,
  keepDuplicates: false,
  currency: 'EUR',
  maxRejected: 0.005,
  lines: undefined,
  statuses: undefined,
  decimal: undefined,
  dateFormat: undefined,
  period: 'month',
};

/** The columns of the orders, all of them texts; one has a hostile name. */
export const columns = ['id', 'who"; --', 'mail', 'day', 'total', 'money', 'state'].map((name) => ({
  name,
  type: 'text' as const,
}));

/** Orders with an order number, or rows that stand alone. */
function planOf(dialect: Dialect, relation: Relation, hasOrders: boolean): Plan {
  return {
    dialect,
    relation,
    mapping: {
      ...(hasOrders && { order: 'id' }),
      customer: 'who"; --',
      date: 'day',
      amount: 'total',
      currency: 'money',
      status: 'state',
    },
    rules: { droppedStatuses: ['failed', "can't"], refundedStatuses: ['refunded'] },
    reading: {
      decimal: 'point',
      dateFormat: 'ymd',
      monthNames: false,
      shortYears: false,
      halfDays: false,
      zoned: true,
      taxOnTop: undefined,
    },
    options,
  };
}

/** A statement of a measurement, and under which name its rows are kept, if they are. */
interface Statement {
  readonly title: string;
  readonly sql: string;
  readonly keeps?: string;
}

/**
 * All statements of measurements, each after those whose rows it asks for.
 *
 * @param from what stands behind FROM for rows that were kept
 */
export function* statementsOf(
  dialect: Dialect,
  relation: Relation,
  from: (name: string) => string,
): Generator<Statement> {
  const orders = planOf(dialect, relation, true);
  const alone = planOf(dialect, relation, false);
  const asOf = '2025-12-31';
  const looks = { dates: ['day', datePatterns], amounts: ['total', amountPatterns] } as const;
  for (const [what, [column, patterns]] of Object.entries(looks)) {
    const sql = patternsQuery(dialect, relation.from, { name: column, type: 'text' }, patterns);
    yield { title: `how ${what} are written`, sql };
  }
  const people: Plan = { ...orders, mapping: { ...orders.mapping, email: 'mail' } };
  yield {
    title: 'the id of each e-mail address',
    sql: emailsSelect(people, 'who"; --', 'mail'),
    keeps: 'emails',
  };
  const emails = from('emails');
  yield { title: 'how many have one id, or several', sql: emailCountsQuery(people, emails) };
  yield {
    title: 'the rows with the id of their e-mail address',
    sql: rowsSelect({ ...people, emails }),
  };
  yield { title: 'the statuses', sql: statusesQuery(orders, 'state') };
  yield { title: 'the order of each row', sql: ordersSelect(orders) };
  yield {
    title: 'the rows of each order together',
    sql: groupedSelect(orders),
    keeps: 'grouped',
  };
  const grouped = from('grouped');
  yield {
    title: 'the refunds of orders',
    sql: refundsSelect(orders, grouped),
    keeps: 'refunds',
  };
  const entries = entriesSelect(orders, { grouped, refunds: from('refunds') });
  yield { title: 'the ledger of orders', sql: ledgerQuery(entries) };
  yield { title: 'the occasions of orders', sql: occasionsSelect(entries), keeps: 'occasions' };
  const lines: Plan = { ...orders, options: { ...options, lines: 'sum' } };
  yield {
    title: 'the lines of each order added up',
    sql: groupedSelect(lines),
    keeps: 'lines',
  };
  const added = entriesSelect(lines, { grouped: from('lines') });
  yield { title: 'the ledger of lines', sql: ledgerQuery(added) };
  yield { title: 'how many orders on how many days', sql: ordersADayQuery(from('occasions')) };
  yield {
    title: 'the rows that stand alone by customer and day',
    sql: slotsSelect(alone),
    keeps: 'slots',
  };
  const slots = from('slots');
  yield { title: 'whether some may be equal', sql: unsureQuery(alone, slots) };
  yield { title: 'those that may be, in full', sql: unsureRowsSelect(alone, slots, true) };
  yield {
    title: 'the ledger of rows that stand alone',
    sql: ledgerQuery(slotEntriesSelect(alone, slots)),
  };
  yield { title: 'the occasions of those', sql: slotOccasionsSelect(alone, slots) };
  const occasions = from('occasions');
  yield { title: 'the last day', sql: lastDayQuery(occasions) };
  yield { title: 'the buyers', sql: buyersSelect(occasions), keeps: 'buyers' };
  const buyers = from('buyers');
  yield { title: 'the totals', sql: totalsQuery(dialect, buyers, asOf) };
  const days = { from: '2025-01-01', to: '2025-12-31', asOf };
  yield {
    title: 'the totals of the window and of first years',
    sql: windowTotalsQuery(dialect, { occasions, buyers }, days),
  };
  yield {
    title: 'the visits',
    sql: visitsSelect(dialect, { occasions, buyers }, 'month'),
    keeps: 'visits',
  };
  const visits = from('visits');
  yield { title: 'the cohorts', sql: cohortsQuery(dialect, visits) };
  yield { title: 'the days between purchases', sql: gapsQuery(visits) };
  yield { title: 'the amounts', sql: amountsSelect(buyers), keeps: 'amounts' };
  const amounts = from('amounts');
  yield {
    title: 'recency, frequency and money in fifths',
    sql: rfmQuery(dialect, { buyers, amounts }),
  };
  yield { title: 'how revenue is concentrated', sql: concentrationQuery(dialect, amounts) };
  yield { title: 'the summary', sql: summarySelect(dialect, occasions, asOf) };
  yield* fitStatements(dialect, occasions, from);
  yield* holdoutStatements(dialect, occasions);
}

/** The statements of a fit, over orders and over a summary of customers. */
function* fitStatements(
  dialect: Dialect,
  occasions: string,
  from: (name: string) => string,
): Generator<Statement> {
  yield {
    title: 'the customers of a fit',
    sql: customersSelect(dialect, occasions, '2025-12-31'),
    keeps: 'customers',
  };
  const customers = from('customers');
  yield { title: 'the customers of scores', sql: scoredCustomersSelect(dialect, customers) };
  yield { title: 'the cells of a fit', sql: customerCellsSelect(customers) };
  yield { title: 'the spend of customers', sql: spendCellsSelect(customers) };
  yield { title: 'the spend in groups', sql: spendGroupsSelect(customers) };
  yield { title: 'the first purchases', sql: firstPurchasesQuery(customers) };
  yield { title: 'the months with purchases', sql: boughtMonthsQuery(dialect, occasions) };
  for (const round of ['year', 'quarter', 'month'] as const) {
    const title = `the cells by ${round}`;
    yield { title, sql: roundCellsSelect(occasions, round, 2025 * 12 + 12) };
  }
  const header = summaryColumns(['customer', 'x', 't_x', 'T', 'spend']);
  if (header === undefined) throw new Error('the header must be that of a summary');
  yield {
    title: 'what is wrong in a summary',
    sql: summaryFaultsQuery(dialect, customers, header),
  };
  yield {
    title: 'the first faulty rows of a summary',
    sql: faultyRowsQuery(dialect, { from: customers, numbered: undefined }, header),
  };
  const known = `(${summaryCustomersSelect(dialect, customers, header, '/ 7')})`;
  yield {
    title: 'the customers of a summary',
    sql: `select * from ${known} as customers order by customer`,
  };
  yield { title: 'customers with several rows', sql: repeatedCustomersQuery(known) };
}

/** The statements of a validation. */
function* holdoutStatements(dialect: Dialect, occasions: string): Generator<Statement> {
  const split = { until: '2025-06-30', to: '2025-12-31', before: '2024-12-29' };
  const { until } = split;
  yield {
    title: 'the purchases of a calibration',
    sql: `select day, orders, amount from ${occasionsUntil(dialect, occasions, until)} as purchases`,
  };
  yield { title: 'the first day', sql: firstDayQuery(dialect, occasions) };
  yield {
    title: 'what customers did in a holdout',
    sql: observedCellsSelect(dialect, occasions, split),
  };
  yield {
    title: 'the days between purchases of a calibration',
    sql: gapsUntilQuery(dialect, occasions, until),
  };
  yield {
    title: 'repeat purchases by day',
    sql: repeatsByDayQuery(dialect, occasions, split, '2025-01-01'),
  };
}
