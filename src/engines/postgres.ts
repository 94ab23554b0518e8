import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type * as Driver from 'pg';
import type { Client, ClientConfig } from 'pg';
import { InputError } from '../errors.ts';
import type { PostgresAddress } from './address.ts';
import { copyRows } from './copy.ts';
import type { Cell, Column, Row } from './engine.ts';
import { faultError } from './fault.ts';
import { delayOf, inWords, isPasswordLacking, type Purpose } from './postgres-error.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { type PostgresField, postgresColumns, postgresCell } from './postgres-type.ts';
import { relationOver } from './server-relation.ts';
import {
  type ServerEngine,
  type ServerOptions,
  type Source,
  sourceFrom,
  stopOnInterrupt,
} from './server.ts';

const { identifier } = postgresDialect;

/** How long a server is waited for that is starting, or that hangs up because it just fell. */
const patience = { starting: 120_000, reset: 5000 };
/** Rows of a cursor that are fetched at once. */
const fetched = 10_000;

interface Answer {
  readonly fields: readonly PostgresField[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * Connect to a Postgres. All statements see the rows as they are now, in one transaction that
 * changes nothing: what is kept between them is in temporary tables, gone with the connection.
 *
 * @throws InputError when the driver is not installed, or the server cannot be reached
 */
export async function openPostgres(
  address: PostgresAddress,
  options: ServerOptions,
): Promise<ServerEngine> {
  const where = address.host.startsWith('/') ? address.host : `${address.host}:${address.port}`;
  const client = await connected(address, options, where);
  let interrupted = false;
  let active = 0;

  const ask = async (sql: string, purpose: Purpose = 'own'): Promise<Answer> => {
    active++;
    try {
      // The extended protocol takes one statement and no more.
      const query = { text: sql, rowMode: 'array', queryMode: 'extended' };
      return await client.query<(string | null)[]>(query as { text: string; rowMode: 'array' });
    } catch (error) {
      throw interrupted
        ? faultError('interrupted', { where, said: '' })
        : inWords(error, where, { timeout: options.timeoutSeconds, purpose });
    } finally {
      active--;
    }
  };
  const run = async (sql: string) => {
    await ask(sql);
  };
  const query = async (sql: string) => rowsOf(await ask(sql));

  async function* stream(sql: string): AsyncGenerator<Row[]> {
    await run(`declare clv_rows no scroll cursor for ${sql}`);
    for (;;) {
      const rows = await query(`fetch ${fetched} from clv_rows`);
      if (rows.length > 0) yield rows;
      if (rows.length < fetched) break;
    }
    await run('close clv_rows');
  }

  try {
    await prepare(client, options);
  } catch (error) {
    await client.end();
    throw inWords(error, where, { timeout: options.timeoutSeconds, purpose: 'own' });
  }

  const engine: ServerEngine = {
    dialect: postgresDialect,
    query,
    run,
    stream,
    copy: (sql, file, format) => copyRows(stream(sql), file, format),
    async relation(source: Source) {
      const from = sourceFrom(postgresDialect, source);
      const { fields } = await ask(`select * from ${from} limit 0`, 'given');
      const { rows } = await ask(
        `select oid, typcategory from pg_catalog.pg_type where oid in (${fields.map((field) => field.dataTypeID).join(', ') || '0'})`,
      );
      const { columns, read } = postgresColumns(
        fields,
        new Map(rows.map(([oid, kind]) => [Number(oid), kind ?? ''])),
      );
      return relationOver(postgresDialect, from, columns, ({ name }: Column) =>
        (read.get(name) ?? ((cell: string) => cell))(identifier(name)),
      );
    },
    async keep(name, select) {
      // Before tables of the same name a temporary one would be found.
      const table = identifier(`clv_${name}`);
      await run(`create temporary table ${table} on commit drop as ${select}`);
      // The planner knows nothing of a new table, and nobody else looks at a temporary one.
      await run(`analyze ${table}`);
      return table;
    },
    drop: (from) => run(`drop table ${from}`),
    async assertFree(table) {
      await run('savepoint before_table');
      await ask(`create table ${table.map(identifier).join('.')} ()`, 'store');
      await run('rollback to savepoint before_table');
    },
    async store(table, select) {
      await ask(`create table ${table.map(identifier).join('.')} as ${select}`, 'store');
      // The one thing that outlives the transaction, which ends with it.
      await run('commit');
    },
    // It tells how far it is of no SELECT.
    progress: () => ({}),
    async interrupt() {
      interrupted = true;
      if (active > 0) await cancel(client, address);
    },
    async close() {
      if (active > 0) await cancel(client, address);
      await client.end();
    },
  };
  stopOnInterrupt(engine, options);
  return engine;
}

async function loaded(): Promise<typeof Driver> {
  try {
    return await import('pg');
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.endsWith('MODULE_NOT_FOUND')) throw error;
    throw new InputError(
      '--engine postgres:// needs its driver, which is not installed; npm install pg',
    );
  }
}

async function connected(
  address: PostgresAddress,
  { askPassword, timeoutSeconds = Infinity }: ServerOptions,
  where: string,
): Promise<Client> {
  const driver = await loaded();
  const { host, port, user, database, password } = address;
  const config: ClientConfig = {
    host,
    port,
    user,
    database,
    ssl: tlsOf(address),
    application_name: 'clv',
    enableChannelBinding: true,
    keepAlive: true,
    connectionTimeoutMillis: 30_000,
    // Cells stay the texts that the server wrote until their types are looked at.
    types: { getTypeParser: () => (text: unknown) => text },
  };
  if (password !== undefined) config.password = password;
  let begin = performance.now();
  for (let pause = 200; ; pause = Math.min(pause * 2, 5000)) {
    const client = new driver.Client(config);
    // An error with no statement under way, as when the server stops, comes with the next one.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      // Asked between two connections, for a server does not wait while a person types.
      if (config.password === undefined && askPassword && isPasswordLacking(error)) {
        config.password = await askPassword();
        begin = performance.now();
        continue;
      }
      const reason = delayOf(error);
      const longest = Math.min(patience[reason ?? 'reset'], timeoutSeconds * 1000);
      if (reason === undefined || performance.now() - begin > longest) {
        throw inWords(error, where, { timeout: undefined, purpose: 'own', connecting: true });
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function tlsOf({ tls, authority }: PostgresAddress): ClientConfig['ssl'] {
  if (tls === 'disable') return false;
  if (tls === 'no-verify') return { rejectUnauthorized: false };
  let ca: string | undefined;
  try {
    if (authority !== undefined) ca = readFileSync(authority, 'utf8');
  } catch {
    throw new InputError(`sslrootcert must be a file that can be read, got ${authority ?? ''}`);
  }
  return {
    ...(ca !== undefined && { ca }),
    ...(tls === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

/** All settings are those of the transaction, so that a pool gives them to nobody else. */
async function prepare(client: Client, { timeoutSeconds }: ServerOptions): Promise<void> {
  const settings = [
    `timezone = 'UTC'`,
    `datestyle = 'ISO, YMD'`,
    'standard_conforming_strings = on',
    'extra_float_digits = 1',
    // Without one of the person, that of the role or the server holds.
    ...(timeoutSeconds === undefined
      ? []
      : [`statement_timeout = ${Math.round(timeoutSeconds * 1000)}`]),
  ].map((setting) => `set local ${setting}; `);
  await client.query(
    `begin isolation level repeatable read; ${settings.join('')}savepoint before_check`,
  );
  // A server that can look whether clv still is there does; before 14, and off Linux, it cannot.
  await client
    .query(`set local client_connection_check_interval = '5s'`)
    .catch(() => client.query('rollback to savepoint before_check'));
}

/** Ask the server on a line of its own to stop what runs, as the protocol has it. */
function cancel(client: Client, { host, port }: PostgresAddress): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const request = Buffer.alloc(16);
  for (const [at, number] of [16, 80_877_102, processID, secretKey].entries()) {
    request.writeInt32BE(number, at * 4);
  }
  return new Promise((resolve) => {
    const socket = host.startsWith('/')
      ? connect(`${host}/.s.PGSQL.${port}`)
      : connect({ host, port });
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('connect', () => socket.end(request));
    // The server answers by closing; one that is gone has nothing left to stop.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.resume();
  });
}

const rowsOf = ({ fields, rows }: Answer): Row[] =>
  rows.map((cells) =>
    Object.fromEntries(
      fields.map(({ name, dataTypeID }, at): [string, Cell] => [
        name,
        postgresCell(cells[at] ?? null, dataTypeID),
      ]),
    ),
  );
