import { connect, createServer, type Server } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { addressOf } from '../../src/engines/address.ts';
import { openPostgres } from '../../src/engines/postgres/postgres.ts';
import type { ServerEngine } from '../../src/engines/server.ts';
import { faultOf, soon } from './fault-of.ts';
import { kill, sleeping } from './kill.ts';
import { postgres, using } from './open.ts';
import { freePort } from './process.ts';

/** The Postgres of the tests, by the name of a host and under a mode of TLS. */
function overTls(host: string, parameters: string): Promise<ServerEngine> {
  const { port, user, password, database } = inject('postgres');
  const text = `postgres://${user}@${host}:${port}/${database}?${parameters}`;
  const address = addressOf(text, { PGPASSWORD: password });
  if (address.kind !== 'postgres') throw new Error(address.kind);
  return openPostgres(address, { timeoutSeconds: undefined, askPassword: undefined });
}

export function postgresFaults(): void {
  let admin: Client;
  beforeAll(async () => {
    admin = new Client({ host: '127.0.0.1', ...inject('postgres') });
    admin.on('error', () => undefined);
    await admin.connect();
    await admin.query(`create role stranger login password 'known'`);
    await admin.query(
      `create table orders as select n as id, 'not a day' as day from generate_series(1, 10) as t (n)`,
    );
  });
  afterAll(() => admin.end());

  const activities = async (condition = `state = 'active'`) => {
    const { rows } = await admin.query<{ n: string }>(
      `select count(*) as n from pg_stat_activity where application_name = 'clv' and ${condition}`,
    );
    return Number(rows[0]?.n);
  };
  const nothingRuns = () => soon(async () => (await activities()) === 0);
  const orders = { table: ['orders'] };

  it('is not there', async () => {
    const port = await freePort();
    expect(await faultOf(postgres({ port }))).toBe(
      `the engine at 127.0.0.1:${port} must answer, got connect ECONNREFUSED 127.0.0.1:${port}; start it, or mend the address in --engine`,
    );
  });

  it('is not a Postgres', async () => {
    const { port } = inject('trino');
    expect(await faultOf(postgres({ port }))).toContain('must answer');
  });

  it('does not know the password, which is not told', async () => {
    const said = await faultOf(postgres({ password: 'wrong-secret' }));
    expect(said).toContain(
      'must know the user and the password, got password authentication failed for user "clv"',
    );
    expect(said).not.toContain('wrong-secret');
  });

  it('wants a password, and a person is asked', async () => {
    const { password } = inject('postgres');
    const opened = postgres({ askPassword: () => Promise.resolve(password) });
    expect(await using(opened, (engine) => engine.query('select 1 as one'))).toEqual([{ one: 1 }]);
    // A server would not wait, so no connection is open while a person types.
    const slow = postgres({
      async askPassword() {
        await soon(async () => (await activities('true')) === 0);
        return password;
      },
    });
    expect(await using(slow, (engine) => engine.query('select 1 as one'))).toEqual([{ one: 1 }]);
    const wrong = postgres({ askPassword: () => Promise.resolve('wrong') });
    expect(await faultOf(wrong)).toContain('must know the user');
    expect(await faultOf(postgres({ password: '' }))).toContain(
      'must know the user and the password',
    );
  });

  const isEncrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';

  it.each([
    ['127.0.0.1', 'sslmode=verify-full', true],
    ['localhost', 'sslmode=verify-ca', true],
    ['localhost', 'sslmode=no-verify', true],
    ['127.0.0.1', 'sslmode=disable', false],
  ])('shows at %s under %s who it is', async (host, mode, encrypted) => {
    const authority = mode.includes('verify-')
      ? `&sslrootcert=${inject('postgres').authority}`
      : '';
    expect(await using(overTls(host, mode + authority), ({ query }) => query(isEncrypted))).toEqual(
      [{ ssl: encrypted }],
    );
  });

  it('is not who it says, or is signed by nobody known', async () => {
    const { authority } = inject('postgres');
    const other = overTls('localhost', `sslmode=verify-full&sslrootcert=${authority}`);
    expect(await faultOf(other)).toMatch(/must answer, got Hostname\/IP does not match/);
    expect(await faultOf(overTls('127.0.0.1', 'sslmode=require'))).toMatch(
      /must show a certificate of an authority that is known, got self-signed certificate; name its/,
    );
    expect(await faultOf(overTls('127.0.0.1', 'sslmode=require&sslrootcert=/nowhere'))).toBe(
      'sslrootcert /nowhere does not exist',
    );
  });

  it('does not let a stranger read', async () => {
    const stranger = postgres({ user: 'stranger', password: 'known' });
    expect(await faultOf(using(stranger, (engine) => engine.relation(orders)))).toMatch(
      /the user must be allowed what is asked of .*: ?.*permission denied for table orders; ask its keeper/,
    );
  });

  it.each([
    [{ table: ['nowhere'] }, 'relation "nowhere" does not exist'],
    [{ table: ['nowhere', 'orders'] }, 'relation "nowhere.orders" does not exist'],
    [{ query: 'select nothing from orders' }, 'column "nothing" does not exist'],
    [{ query: 'selct 1' }, 'syntax error'],
    [{ query: 'select 1) as x; drop table orders; --' }, 'syntax error'],
  ])('has not what is asked for: %j', async (source, said) => {
    expect(await faultOf(using(postgres(), (engine) => engine.relation(source)))).toContain(said);
    expect(await activities('true')).toBe(0);
  });

  it('meets text where dates belong', async () => {
    const source = { query: 'select cast(day as date) as day from orders' };
    const reading = using(postgres(), async (engine) => {
      const { from } = await engine.relation(source);
      return engine.query(`select max(day) as last from ${from}`);
    });
    expect(await faultOf(reading)).toContain('invalid input syntax for type date: "not a day"');
  });

  it('takes longer than it may', async () => {
    const slow = using(postgres({ timeoutSeconds: 1 }), (engine) =>
      engine.query('select pg_sleep(60)'),
    );
    expect(await faultOf(slow)).toMatch(
      /must end each statement within 1 s, got no end; give more with --timeout$/,
    );
    await nothingRuns();
  });

  it('keeps the time-out of the role where the person gives none', async () => {
    const { user } = inject('postgres');
    await admin.query(`alter role ${user} set statement_timeout = '300ms'`);
    try {
      await using(postgres(), async (engine) => {
        expect(await faultOf(engine.query('select pg_sleep(60)'))).toContain(
          'must end each statement within the time that the server gives',
        );
      });
      await using(postgres({ timeoutSeconds: 5 }), (engine) => engine.query('select pg_sleep(1)'));
    } finally {
      await admin.query(`alter role ${user} reset statement_timeout`);
    }
  });

  it('has settings of its own in its transaction alone', async () => {
    const engine = await postgres({ timeoutSeconds: 7 });
    const shown = async () =>
      (
        await engine.query(
          `select current_setting('statement_timeout') as t, current_setting('datestyle') as d, current_setting('client_connection_check_interval') as c`,
        )
      )[0];
    expect(await shown()).toEqual({ t: '7s', d: 'ISO, YMD', c: '5s' });
    // What a pool would give to the next one.
    await engine.run('commit');
    expect(await shown()).toEqual({ t: '0', d: 'ISO, MDY', c: '0' });
    await engine.close();
  });

  it.each([
    ['select 1 as a, 2 as a', 'each column must have a name of its own, got a more than once'],
    ['select 1, 2', 'each column must have a name of its own, got ?column? more than once'],
    ['select $1', 'must carry out what is asked, got'],
  ])('is asked for %s', async (query, said) => {
    await using(postgres(), async (engine) => {
      expect(await faultOf(engine.relation({ query }))).toContain(said);
    });
  });

  it('has not the database, or another one than is asked for', async () => {
    const { port, password } = inject('postgres');
    const address = addressOf(`postgres://clv@127.0.0.1:${port}/nowhere`, { PGPASSWORD: password });
    if (address.kind !== 'postgres') throw new Error(address.kind);
    const options = { timeoutSeconds: undefined, askPassword: undefined };
    expect(await faultOf(openPostgres(address, options))).toMatch(
      /must answer, got database "nowhere" does not exist; .*mend the address/,
    );
    await using(postgres(), async (engine) => {
      expect(await faultOf(engine.relation({ table: ['other', 'public', 'orders'] }))).toContain(
        'must carry out what is asked, got cross-database references are not implemented',
      );
    });
  });

  it('says before the work whether a table can be written', async () => {
    await using(postgres(), async (engine) => {
      await engine.assertFree(['public', 'not yet']);
      // Nothing of it is left, and the transaction goes on.
      await engine.store(['public', 'not yet'], 'select 1 as a');
    });
    const taken = using(postgres(), ({ assertFree }) => assertFree(['public', 'not yet']));
    expect(await faultOf(taken)).toContain('the table to write must not be there yet, got');
    await admin.query('drop table "not yet"');
    for (const way of ['assertFree', 'store'] as const) {
      const nowhere = using(postgres(), (engine) => engine[way](['nowhere', 's'], 'select 1 as a'));
      expect(await faultOf(nowhere)).toContain(
        'the table to write must have a schema that is there, got',
      );
    }
    const stranger = postgres({ user: 'stranger', password: 'known' });
    expect(await faultOf(using(stranger, ({ assertFree }) => assertFree(['s'])))).toContain(
      'the user must be allowed what is asked of',
    );
  });

  it('changes nothing but the table that is asked for, whatever a view does', async () => {
    await admin.query(`create table shop as select n as id from generate_series(1, 10) as t (n);
create sequence calls;
create function emptied() returns int language plpgsql as $$ begin delete from shop; return 1; end $$;
create function emptied_if_possible() returns text language plpgsql as $$ begin
  begin set transaction read write; exception when others then null; end;
  begin delete from shop; exception when others then null; end;
  begin perform nextval('calls'); exception when others then null; end;
  return current_setting('transaction_read_only');
end $$;
create view deleting as select id, emptied() as day from shop;
create view trying as select id, emptied_if_possible() as mode from shop`);
    const left = async () =>
      (await admin.query<{ n: string }>('select count(*) as n from shop')).rows[0]?.n;
    const deleting = using(postgres(), async (engine) => {
      const { from } = await engine.relation({ table: ['deleting'] });
      const kept = await engine.keep('kept', `select * from ${from}`);
      await engine.store(['public', 'emptied'], `select * from ${kept}`);
    });
    expect(await faultOf(deleting)).toMatch(
      /must carry out what is asked, got cannot execute DELETE in a read-only transaction; /,
    );
    await using(postgres(), async (engine) => {
      const { from } = await engine.relation({ table: ['trying'] });
      await engine.keep('kept', `select * from ${from}`);
      // As a summary of DuckDB's or Trino's would be, straight from the rows.
      await engine.store(['public', 'modes'], `select mode, count(*) as n from ${from} group by 1`);
    });
    const { rows } = await admin.query('select * from modes');
    expect(rows).toEqual([{ mode: 'on', n: '10' }]);
    expect(await left()).toBe('10');
    const { rows: calls } = await admin.query('select is_called from calls');
    expect(calls).toEqual([{ is_called: false }]);
    await admin.query(`drop table modes; drop table shop cascade; drop sequence calls;
drop function emptied(); drop function emptied_if_possible()`);
  });

  it('has its statement cancelled by another', async () => {
    const engine = await postgres();
    const told = faultOf(engine.query('select pg_sleep(60)'));
    await soon(async () => (await sleeping(admin)) !== undefined);
    await admin.query('select pg_cancel_backend($1)', [await sleeping(admin)]);
    expect(await told).toContain('must stay up to the end, got canceling statement due to user');
    await engine.close();
  });

  it('is interrupted', async () => {
    const engine = await postgres();
    const told = faultOf(engine.query('select pg_sleep(60)'));
    await soon(async () => (await activities()) === 1);
    await engine.interrupt();
    expect(await told).toContain('got an interrupt');
    await nothingRuns();
    await engine.close();
    await soon(async () => (await activities('true')) === 0);
  });

  it('is left while it works', async () => {
    const engine = await postgres();
    const told = faultOf(engine.keep('t', 'select 1 as one from pg_sleep(60)'));
    await soon(async () => (await activities()) === 1);
    await engine.close();
    expect(await told).not.toBe('');
    await soon(async () => (await activities('true')) === 0);
  });

  it('sees the rows as they were at the start, and they stay', async () => {
    await using(postgres(), async (engine) => {
      const { from } = await engine.relation(orders);
      await admin.query(`insert into orders values (11, 'late')`);
      await admin.query(`set lock_timeout = '300ms'`);
      await expect(admin.query('drop table orders')).rejects.toThrow('lock timeout');
      expect(await engine.query(`select count(*) as n from ${from}`)).toEqual([{ n: 10 }]);
    });
    await admin.query(`delete from orders where id = 11`);
  });

  it('is one session of many that is ended', async () => {
    const engine = await postgres();
    const told = faultOf(engine.query('select pg_sleep(60)'));
    await soon(async () => (await activities()) === 1);
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'clv'`,
    );
    expect(await told).toContain(
      'must stay up to the end, got terminating connection due to administrator command',
    );
    await engine.close();
    expect(await faultOf(engine.query('select 1'))).toContain('must stay up to the end');
  });

  it('is killed while it works, and comes back', async () => {
    const engine = await postgres();
    const told = faultOf(engine.query('select pg_sleep(60)'));
    await soon(async () => (await sleeping(admin)) !== undefined);
    kill(await sleeping(admin), 'SIGKILL');
    expect(await told).toContain('must stay up to the end');
    await engine.close();
    // Recovering, Postgres says that it is starting, and clv waits.
    expect(await using(postgres(), ({ query }) => query('select 1 as one'))).toEqual([{ one: 1 }]);
    admin = new Client({ host: '127.0.0.1', ...inject('postgres') });
    await admin.connect();
    await nothingRuns();
  });

  it('is starting for a while', async () => {
    const { port } = inject('postgres');
    let refused = 0;
    const body = 'SFATAL\0C57P03\0Mthe database system is starting up\0\0';
    const header = Buffer.from([0x45, 0, 0, 0, body.length + 4]);
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (refused++ < 2) {
        socket.once('data', () => socket.end(Buffer.concat([header, Buffer.from(body)])));
      } else socket.pipe(connect(port, '127.0.0.1')).pipe(socket);
    });
    const own = await freePort();
    await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve));
    expect(await using(postgres({ port: own }), ({ query }) => query('select 1 as one'))).toEqual([
      { one: 1 },
    ]);
    expect(refused).toBe(3);
    server.close();
  });
}
