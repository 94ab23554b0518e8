import { Client } from 'pg';
import { expect, inject, it } from 'vitest';
import { ask } from './trino-ask.ts';

export function smoke(): void {
  it('Postgres answers, to those who know the password', async () => {
    const client = new Client({ host: '127.0.0.1', ...inject('postgres') });
    await client.connect();
    const { rows } = await client.query('select 1 as one');
    await client.end();
    expect(rows).toEqual([{ one: 1 }]);
    const stranger = new Client({ host: '127.0.0.1', ...inject('postgres'), password: 'no' });
    await expect(stranger.connect()).rejects.toThrow('password');
  });

  it('Trino answers', async () => {
    expect(await ask(inject('trino').port, 'select 1')).toEqual([[1]]);
  });

  it('Trino has two nodes, and both work on a query', async () => {
    const { port } = inject('trino');
    const nodes = await ask(
      port,
      'select node_id, coordinator from system.runtime.nodes order by 1',
    );
    expect(nodes).toEqual([
      ['coordinator', true],
      ['worker', false],
    ]);
    const mark = `both-${process.pid}`;
    const grouped = 'select custkey, count(*) as n from tpch.sf1.orders group by 1';
    await ask(port, `select '${mark}', max(n), count(*) from (${grouped})`);
    const worked = await ask(
      port,
      `select distinct t.node_id from system.runtime.tasks as t join system.runtime.queries as q on q.query_id = t.query_id
where q.query like '%${mark}%' and q.query not like '%system.runtime%' and t.completed_splits > 0 order by 1`,
    );
    expect(worked).toEqual([['coordinator'], ['worker']]);
  });
}
