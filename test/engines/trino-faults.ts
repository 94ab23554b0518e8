import { expect, inject, it } from 'vitest';
import { faultOf, soon } from './fault-of.ts';
import { kill } from './kill.ts';
import { type Opening, trino, using } from './open.ts';
import { freePort } from './process.ts';
import { between } from './between.ts';
import { ask } from './trino-ask.ts';

/** So many rows that nobody waits for them. */
const endless = "select count(*) as n from tpch.sf1000.lineitem where comment like '%a%b%c%'";

const running = async (): Promise<number> => {
  const rows = await ask(
    inject('trino').port,
    `select count(*) from system.runtime.queries where source = 'clv' and state not in ('FINISHED', 'FAILED')`,
  );
  return Number(rows[0]?.[0]);
};
const nothingRuns = () => soon(async () => (await running()) === 0);

const one = (opening: Opening) => using(trino(opening), ({ query }) => query('select 1 as one'));

export function trinoFaults(): void {
  it('is not there', async () => {
    const port = await freePort();
    expect(await faultOf(one({ port }))).toBe(
      `the engine at 127.0.0.1:${port} must answer, got ECONNREFUSED; start it, or mend the address in --engine`,
    );
  });

  it('is not a Trino', async () => {
    await between(
      () => ({ status: 200, body: '<html>hello' }),
      async (port) =>
        expect(await faultOf(one({ port }))).toContain('got an answer that is not one of Trino'),
    );
    await between(
      () => ({ status: 404, body: '<html>no' }),
      async (port) =>
        expect(await faultOf(one({ port }))).toContain('must answer, got status 404;'),
    );
  });

  it('takes no password, which is not told', async () => {
    const said = await faultOf(one({ password: 'wrong-secret' }));
    expect(said).toContain('must know the user and the password');
    expect(said).not.toContain('wrong-secret');
  });

  it('sends the password to no other server', async () => {
    const body = JSON.stringify({ id: 'x', nextUri: 'http://127.0.0.2:9/v1/statement/x' });
    await between(
      () => ({ status: 200, body }),
      async (port) =>
        expect(await faultOf(one({ port, password: 'p' }))).toContain('http://127.0.0.2:9'),
    );
  });

  it('does not let a stranger read or write', async () => {
    const customers = { table: ['tpch', 'tiny', 'customer'] };
    const reading = using(trino({ user: 'stranger' }), (engine) => engine.relation(customers));
    expect(await faultOf(reading)).toMatch(
      /the user must be allowed .*Access Denied: Cannot select from .*; ask/,
    );
    const writing = using(trino({ user: 'stranger' }), async (engine) =>
      engine.keep('t', 'select 1 as one'),
    );
    expect(await faultOf(writing)).toMatch(/the user must be allowed .*Access Denied/);
  });

  it.each([
    [{ table: ['nowhere'] }, 'nowhere'],
    [{ table: ['tpch', 'nowhere', 'orders'] }, "Schema 'nowhere' does not exist"],
    [{ table: ['nowhere', 'tiny', 'orders'] }, "Catalog 'nowhere' not found"],
    [{ query: 'select nothing from orders' }, "Column 'nothing' cannot be resolved"],
    [{ query: 'selct 1' }, "mismatched input '1'"],
  ])('has not what is asked for: %j', async (source, said) => {
    const told = await faultOf(using(trino(), (engine) => engine.relation(source)));
    expect(told).toContain('the table and its columns must be there');
    expect(told).toContain(said);
  });

  it('meets text where dates belong', async () => {
    const source = { query: 'select cast(clerk as date) as day from orders' };
    const reading = using(trino(), async (engine) => {
      const { from } = await engine.relation(source);
      return engine.query(`select max(day) as last from ${from}`);
    });
    expect(await faultOf(reading)).toContain('Value cannot be cast to date: Clerk#');
  });

  it('has not the place for a table', async () => {
    await using(trino(), async (engine) => {
      for (const way of ['assertFree', 'store'] as const) {
        expect(await faultOf(engine[way](['memory', 'nowhere', 's'], 'select 1 as a'))).toContain(
          'the table to write must have a schema that is there, got',
        );
      }
      await engine.assertFree(['memory', 'default', 'not yet']);
      expect(await faultOf(engine.assertFree(['tpch', 'tiny', 'orders']))).toContain(
        'the table to write must not be there yet, got',
      );
    });
    await using(trino({}, '/tpch/tiny?scratch=memory.nowhere'), async (engine) => {
      expect(await faultOf(engine.keep('rows', 'select 1 as a'))).toContain(
        'scratch in --engine must be a catalog and a schema that are there, got',
      );
    });
  });

  it('has two columns of one name, and one of JSON', async () => {
    await using(trino(), async (engine) => {
      expect(await faultOf(engine.relation({ query: 'select 1 as a, 2 as a' }))).toContain(
        'each column must have a name of its own, got a more than once',
      );
      const query = `select json '{"a": [1, null]}' as j`;
      const { from } = await engine.relation({ query });
      const hash = engine.dialect.hash(['j']);
      expect(await engine.query(`select j, ${hash} is null as n from ${from}`)).toEqual([
        { j: '{"a":[1,null]}', n: false },
      ]);
    });
  });

  it('is stopped in Trino by somebody else', async () => {
    const engine = await trino();
    const told = faultOf(engine.query(endless));
    const { port } = inject('trino');
    const queries = `select query_id from system.runtime.queries where source = 'clv' and state = 'RUNNING'`;
    await soon(async () => (await ask(port, queries)).length === 1);
    const [[id] = []] = await ask(port, queries);
    await ask(port, `call system.runtime.kill_query('${String(id)}', 'enough')`);
    expect(await told).toContain('must stay up to the end, got');
    await engine.close();
  });

  it('takes longer than it may', async () => {
    const slow = using(trino({ timeoutSeconds: 2 }), (engine) => engine.query(endless));
    expect(await faultOf(slow)).toMatch(
      /must end each statement within 2 s, got no end; give more with --timeout$/,
    );
    await nothingRuns();
  });

  it('is interrupted, and tells before how far it was', async () => {
    const engine = await trino();
    const told = faultOf(engine.query(endless));
    await soon(async () => (await running()) === 1 && (engine.progress().rows ?? 0) > 0);
    const { share, splits } = engine.progress();
    expect(share).toBeLessThan(1);
    expect(splits?.all).toBeGreaterThan(splits?.done ?? Infinity);
    await engine.interrupt();
    expect(await told).toContain('got an interrupt');
    await nothingRuns();
    await engine.close();
  });

  it('is left while it works', async () => {
    const engine = await trino();
    const told = faultOf(engine.run(`create table memory.default.left_over as ${endless}`));
    await soon(async () => (await running()) === 1);
    await engine.close();
    expect(await told).toContain('got an interrupt');
    await nothingRuns();
  });

  it('leaves nothing running behind rows that nobody wants', async () => {
    await using(trino(), async (engine) => {
      for await (const rows of engine.stream('select orderkey from tpch.sf1000.orders')) {
        expect(rows.length).toBeGreaterThan(0);
        break;
      }
      await nothingRuns();
    });
  });

  it('has its table dropped meanwhile', async () => {
    await using(trino(), async (engine) => {
      await engine.run('create table memory.default.fleeting as select 1 as id');
      const { from } = await engine.relation({ table: ['memory', 'default', 'fleeting'] });
      await engine.run('drop table memory.default.fleeting');
      expect(await faultOf(engine.query(`select * from ${from}`))).toMatch(
        /must be there, got .*'memory.default.fleeting' does not exist/,
      );
    });
  });

  it('is starting for a while', async () => {
    const starting = JSON.stringify({
      id: 'x',
      error: {
        message: 'Trino server is still initializing',
        errorName: 'SERVER_STARTING_UP',
        errorType: 'INTERNAL_ERROR',
      },
    });
    let seen = 0;
    await between(
      (nth) => {
        seen = nth;
        return [
          { status: 503 },
          { status: 502, body: '<html>' },
          { status: 429, headers: { 'retry-after': '1' } },
          { status: 200, body: starting },
        ][nth - 1];
      },
      async (port) => expect(await one({ port })).toEqual([{ one: 1 }]),
    );
    expect(seen).toBeGreaterThan(5);
  });

  it('stumbles in the middle', async () => {
    await between(
      (nth, path) => (path.includes('executing') && nth % 2 === 0 ? { status: 503 } : undefined),
      async (port) => {
        const rows = await using(trino({ port }), ({ query }) =>
          query('select count(*) as n from orders'),
        );
        expect(rows).toEqual([{ n: 15_000 }]);
      },
    );
  });
}

const bothWork = async (): Promise<boolean> => {
  const tasks = `select count(distinct node_id) from system.runtime.tasks where state = 'RUNNING' and splits > 1`;
  return Number((await ask(inject('trino').port, tasks))[0]?.[0]) === 2;
};

/** What stops the engine itself, for the end of all tests. */
export function trinoKilled(): void {
  it('loses a worker while it works', { timeout: 120_000 }, async () => {
    const engine = await trino();
    const told = faultOf(engine.query(endless));
    await soon(bothWork);
    kill(inject('trino').worker, 'SIGKILL');
    expect(await told).toMatch(/must stay up to the end, got [A-Z_]+: /);
    // Until Trino knows that the worker is gone, it fails who asks about it.
    await soon(async () => (await running().catch(() => 1)) === 0, 60);
    await engine.close();
  });
}
