/**
 * How a summary by customer, aggregated in the engine, grows with its rows: time, rows fetched, and
 * which nodes worked. `npm run test:scale` prints the table; two cores prove placement, not speed.
 */
import { expect, inject, it } from 'vitest';
import { trino, using } from './open.ts';
import { ask } from './trino-ask.ts';

const schemas = ['sf0.1', 'sf1', 'sf10'];

interface Measured {
  readonly customers: number;
  readonly seconds: number;
  readonly fetched: number;
  readonly nodes: string;
}

const weeks = (from: string, to: string): string =>
  `cast(date_diff('day', ${from}, ${to}) as double) / 7`;

/** Everything that leaves the engine for a summary of all customers in one line. */
function statementOf(schema: string): string {
  const bought = `select custkey as customer, count(*) - 1 as x, min(orderdate) as first, max(orderdate) as last, sum(totalprice) as amount
from tpch."${schema}".orders group by 1`;
  return `select count(*) as customers, sum(x) as x, avg(${weeks('first', 'last')}) as t_x, avg(${weeks('first', `date '1998-08-02'`)}) as "T", sum(amount) as amount
from (${bought}) as buyers`;
}

async function measured(schema: string): Promise<Measured> {
  return using(trino(), async (engine) => {
    const begin = performance.now();
    let [fetched, customers] = [0, 0];
    for await (const rows of engine.stream(statementOf(schema))) {
      fetched += rows.length;
      customers = Number(rows[0]?.['customers']);
    }
    const seconds = (performance.now() - begin) / 1000;
    const nodes = await ask(
      inject('trino').port,
      `select t.node_id, sum(t.completed_splits), sum(t.raw_input_rows) from system.runtime.tasks as t join system.runtime.queries as q on q.query_id = t.query_id
where q.source = 'clv' and q.query like '%"${schema}".orders%' group by 1 order by 1`,
    );
    const worked = nodes.map(
      ([node, splits, read]) => `${String(node)} ${String(splits)} splits, ${String(read)} rows in`,
    );
    return { customers, seconds, fetched, nodes: worked.join('; ') };
  });
}

it('grows with the rows in time alone', { timeout: 1_800_000 }, async () => {
  const lines = [
    '| tpch | customers with orders | seconds | rows fetched | who worked |',
    '|---|--:|--:|--:|---|',
  ];
  for (const schema of schemas) {
    const { customers, seconds, fetched, nodes } = await measured(schema);
    lines.push(`| ${schema} | ${customers} | ${seconds.toFixed(1)} | ${fetched} | ${nodes} |`);
    expect(fetched).toBe(1);
    expect(nodes).toMatch(/coordinator \d+ splits.*worker \d+ splits/);
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
});
