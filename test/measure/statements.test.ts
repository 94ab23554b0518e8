import { describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../src/engines/duckdb-dialect.ts';
import type { Dialect } from '../../src/engines/engine.ts';
import { postgresDialect } from '../../src/engines/postgres-dialect.ts';
import { relationOver } from '../../src/engines/server-relation.ts';
import { trinoDialect } from '../../src/engines/trino-dialect.ts';
import { buyersSelect, summarySelect, totalsQuery } from '../../src/measure/buyers.ts';
import type { MeasureOptions } from '../../src/measure/options.ts';
import {
  entriesSelect,
  groupedSelect,
  lastDayQuery,
  ledgerQuery,
  occasionsSelect,
  refundsSelect,
} from '../../src/measure/orders.ts';
import type { Plan } from '../../src/measure/rows.ts';
import {
  lastSlotQuery,
  slotEntriesSelect,
  slotOccasionsSelect,
  slotsSelect,
  unsureQuery,
  unsureRowsSelect,
} from '../../src/measure/slots.ts';
import { visitsSelect } from '../../src/measure/visits.ts';

const options: MeasureOptions = {
  asOf: '2025-12-31',
  window: { from: '2025-01-01', to: '2025-12-31' },
  zone: 'Europe/Amsterdam',
  keepZero: false,
  includeStatus: false,
  keepDuplicates: false,
  currency: 'EUR',
  maxRejected: 0.005,
  decimal: undefined,
  dateFormat: undefined,
  period: 'month',
};

/** Orders with an order number, or rows that stand alone; one column has a hostile name. */
function planOf(dialect: Dialect, hasOrders: boolean): Plan {
  const columns = ['id', 'who"; --', 'day', 'total', 'money', 'state'].map((name) => ({
    name,
    type: 'text' as const,
  }));
  const from = dialect.identifier('orders');
  return {
    dialect,
    relation: relationOver(dialect, from, columns, ({ name }) => dialect.identifier(name)),
    mapping: {
      ...(hasOrders && { order: 'id' }),
      customer: ['who"; --'],
      date: 'day',
      amount: 'total',
      currency: 'money',
      status: 'state',
    },
    rules: { droppedStatuses: ['failed', "can't"], refundedStatuses: ['refunded'] },
    reading: { decimal: 'point', dateFormat: 'ymd', zoned: true, naive: false },
    options,
  };
}

function statementsOf(dialect: Dialect): Readonly<Record<string, string>> {
  const orders = planOf(dialect, true);
  const alone = planOf(dialect, false);
  const asOf = '2025-12-31';
  const entries = entriesSelect(orders, { grouped: 'grouped', refunds: 'refunds' }, asOf);
  return {
    'the rows of each order together': groupedSelect(orders),
    'the last day': lastDayQuery('grouped'),
    'the refunds of orders': refundsSelect(orders, 'grouped', asOf),
    'the ledger of orders': ledgerQuery(entries),
    'the occasions of orders': occasionsSelect(entries),
    'the rows that stand alone by customer and day': slotsSelect(alone),
    'the last day of those': lastSlotQuery('slots'),
    'whether some may be equal': unsureQuery('slots'),
    'those that may be, in full': unsureRowsSelect(alone, 'slots', true),
    'the ledger of rows that stand alone': ledgerQuery(slotEntriesSelect(alone, 'slots', asOf)),
    'the occasions of those': slotOccasionsSelect(alone, 'slots', asOf),
    'the buyers': buyersSelect('occasions'),
    'the totals': totalsQuery(dialect, 'buyers'),
    'the visits': visitsSelect(dialect, { occasions: 'occasions', buyers: 'buyers' }, 'month'),
    'the summary': summarySelect(dialect, 'occasions', asOf),
  };
}

describe('the statements', () => {
  it.each([
    ['duckdb', duckdbDialect],
    ['postgres', postgresDialect],
    ['trino', trinoDialect],
  ])('are these in %s', async (name, dialect) => {
    const text = Object.entries(statementsOf(dialect))
      .map(([title, sql]) => `-- ${title}\n${sql};\n`)
      .join('\n');
    await expect(text).toMatchFileSnapshot(`golden/${name}.sql`);
  });
});
