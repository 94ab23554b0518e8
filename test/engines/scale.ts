/**
 * How a measurement in Trino grows with its orders: time, rows fetched, and which nodes worked.
 * `npm run test:scale` prints the table; two nodes on one machine prove placement, not speed-up.
 */
import { expect, inject, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { summarySelect } from '../../src/measure/sql/customers.ts';
import { chosen } from '../../src/measure/presets/preset-choice.ts';
import { countOrders } from '../../src/measure/measure-orders.ts';
import { measurementOf } from '../../src/measure/figures/measurement.ts';
import type { MeasureOptions } from '../../src/measure/measure-options.ts';
import { trino, using } from './open.ts';
import { ask } from './trino-ask.ts';

const schemas = ['sf0.1', 'sf1', 'sf10'];

const options: MeasureOptions = {
  asOf: undefined,
  window: undefined,
  zone: 'UTC',
  keepZero: false,
  includeStatus: false,
  keepDuplicates: false,
  currency: undefined,
  maxRejected: 0.005,
  lines: undefined,
  statuses: undefined,
  decimal: undefined,
  dateFormat: undefined,
  period: 'month',
};
const columns = {
  customer: 'custkey',
  date: 'orderdate',
  amount: 'totalprice',
  status: false,
} as const;

/** The rows that every statement brought back, counted. */
function counting(engine: Engine): { readonly engine: Engine; fetched: () => number } {
  let fetched = 0;
  const query: Engine['query'] = async (sql) => {
    const rows = await engine.query(sql);
    fetched += rows.length;
    return rows;
  };
  return { engine: { ...engine, query }, fetched: () => fetched };
}

interface Line {
  readonly orders: number;
  readonly customers: number;
  readonly seconds: number;
  readonly fetched: number;
  readonly nodes: string;
}

/** The whole measurement, as `clv measure` makes it, and the summary, which stays in the engine. */
async function measured(schema: string): Promise<Line> {
  return using(trino(), async (opened) => {
    const { port } = inject('trino');
    const [[before] = []] = await ask(port, 'select max(created) from system.runtime.queries');
    const begin = performance.now();
    const { engine, fetched } = counting(opened);
    const relation = await opened.relation({ table: ['tpch', schema, 'orders'] });
    const names = relation.columns.map(({ name }) => name);
    const choice = chosen(names, columns, 'auto');
    const hooks = { unread: () => Promise.resolve(0) };
    const counted = await countOrders(engine, relation, choice, options, hooks);
    const { figures } = await measurementOf(engine, counted);
    const summary = `memory.default.summary_${schema.replace('.', '_')}`;
    const select = summarySelect(engine.dialect, counted.occasions, counted.asOf);
    await engine.run(`create table ${summary} as ${select}`);
    const seconds = (performance.now() - begin) / 1000;
    await engine.run(`drop table ${summary}`);
    const nodes = await ask(
      port,
      `select t.node_id, count(distinct t.query_id), sum(t.completed_splits), sum(t.physical_input_bytes + t.raw_input_bytes) / 1000000
from system.runtime.tasks as t join system.runtime.queries as q on q.query_id = t.query_id
where q.source = 'clv' and q.created > timestamp '${String(before)}' group by 1 order by 1`,
    );
    const worked = nodes.map(
      ([node, queries, splits, bytes]) =>
        `${String(node)}: ${String(queries)} queries, ${String(splits)} splits, ${String(bytes)} MB in`,
    );
    const { orders, customers } = figures;
    return {
      orders: orders.value,
      customers: customers.value,
      seconds,
      fetched: fetched(),
      nodes: worked.join('; '),
    };
  });
}

it('grows with the orders in time alone', { timeout: 3_600_000 }, async () => {
  const lines = [
    '| tpch | orders | customers | seconds | rows fetched | who worked |',
    '|---|--:|--:|--:|--:|---|',
  ];
  const seen: Line[] = [];
  for (const schema of schemas) {
    const line = await measured(schema);
    const { orders, customers, seconds, fetched, nodes } = line;
    lines.push(
      `| ${schema} | ${orders} | ${customers} | ${seconds.toFixed(1)} | ${fetched} | ${nodes} |`,
    );
    process.stdout.write(`${lines.at(-1)}\n`);
    expect(nodes).toMatch(/coordinator: \d+ queries.*worker: \d+ queries/);
    seen.push(line);
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
  // Cells of cohorts and days between purchases, of which there are only so many in seven years.
  const [small, , large] = seen;
  expect(large?.customers).toBeGreaterThan(50 * (small?.customers ?? Infinity));
  expect(large?.fetched).toBeLessThan(1.5 * (small?.fetched ?? 0));
});
