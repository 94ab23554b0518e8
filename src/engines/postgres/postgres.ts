import type { Client } from 'pg';
import type { PostgresAddress } from '../address.ts';
import { copyRows } from '../copy.ts';
import type { Cell, Column, Row } from '../engine.ts';
import { faultError } from '../fault.ts';
import { cancel, connected } from './postgres-connection.ts';
import { inWords, type Purpose } from './postgres-error.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { type PostgresField, postgresColumns, postgresCell } from './postgres-type.ts';
import { relationOver } from '../server-relation.ts';
import {
  type ServerEngine,
  type ServerOptions,
  type Source,
  sourceFrom,
  stopOnInterrupt,
} from '../server.ts';

const { identifier } = postgresDialect;

/** Rows of a cursor that are fetched at once. */
const fetched = 10_000;

interface Answer {
  readonly fields: readonly PostgresField[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * Connect to a Postgres. All statements see the rows as they are now, in one transaction. They are
 * read-only, for a view may call a function that deletes: temporary tables of clv, which are gone with
 * the transaction, are all that they can write to, and a table that was asked for is copied from one.
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
  /** A statement of ours that reads no row of the person's, outside of what is read-only. */
  const write = async (sql: string, purpose?: Purpose) => {
    await run('release savepoint reading');
    await ask(sql, purpose);
    await run('savepoint reading');
    await run('set local transaction_read_only = on');
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
    copy: (sql, file, format, ids) => copyRows(stream(sql), file, format, ids),
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
      await write(`create temporary table ${table} on commit drop as ${select} with no data`);
      await run(`insert into ${table} ${select}`);
      // The planner knows nothing of a new table, and nobody else looks at a temporary one.
      await run(`analyze ${table}`);
      return table;
    },
    drop: (from) => write(`drop table ${from}`),
    async assertFree(table) {
      const name = table.map(identifier).join('.');
      await write(`create table ${name} ()`, 'store');
      await write(`drop table ${name}`);
    },
    async store(table, select) {
      const rows = await engine.keep('summary', select);
      const name = table.map(identifier).join('.');
      await write(`create table ${name} as select * from ${rows}`, 'store');
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
  await client.query('savepoint reading; set local transaction_read_only = on');
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
