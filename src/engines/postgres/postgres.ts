import { copyRows } from '../copy.ts';
import type { Relation } from '../engine.ts';
import { relationOver } from '../server-relation.ts';
import {
  qualified,
  type ServerEngine,
  type ServerOptions,
  type Source,
  sourceFrom,
  stopOnInterrupt,
} from '../server.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { openSession, type PostgresSession } from './postgres-session.ts';
import { postgresColumns } from './postgres-type.ts';

const { identifier } = postgresDialect;

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
  const session = await openSession(address, options);
  const engine: ServerEngine = {
    dialect: postgresDialect,
    query: (sql) => session.query(sql),
    run: (sql) => session.run(sql),
    stream: (sql) => session.stream(sql),
    copy: (sql, file, format, ids) => copyRows(session.stream(sql), file, format, ids),
    relation: (source) => relationOf(session, source),
    keep: (name, select) => keep(session, name, select),
    drop: (from) => session.write(`drop table ${from}`),
    async assertFree(table) {
      const name = qualified(postgresDialect, table);
      await session.write(`create table ${name} ()`, 'store');
      await session.write(`drop table ${name}`);
    },
    async store(table, select) {
      const rows = await keep(session, 'summary', select);
      const name = qualified(postgresDialect, table);
      await session.write(`create table ${name} as select * from ${rows}`, 'store');
      // The one thing that outlives the transaction, which ends with it.
      await session.run('commit');
    },
    // It does not report the progress of a SELECT.
    progress: () => ({}),
    interrupt: () => session.interrupt(),
    close: () => session.close(),
  };
  stopOnInterrupt(engine, options);
  return engine;
}

async function relationOf(session: PostgresSession, source: Source): Promise<Relation> {
  const from = sourceFrom(postgresDialect, source);
  const { fields } = await session.ask(`select * from ${from} limit 0`, 'given');
  const types = fields.map(({ dataTypeID }) => dataTypeID).join(', ') || '0';
  const { rows } = await session.ask(
    `select oid, typcategory from pg_catalog.pg_type where oid in (${types})`,
  );
  const categories = new Map(rows.map(([oid, category]) => [Number(oid), category ?? '']));
  const { columns, read } = postgresColumns(fields, categories);
  return relationOver(postgresDialect, from, columns, ({ name }) => {
    const cell = identifier(name);
    return read.get(name)?.(cell) ?? cell;
  });
}

async function keep(session: PostgresSession, name: string, select: string): Promise<string> {
  // Before tables of the same name a temporary one would be found.
  const table = identifier(`clv_${name}`);
  await session.write(`create temporary table ${table} on commit drop as ${select} with no data`);
  await session.run(`insert into ${table} ${select}`);
  // The planner knows nothing of a new table, and nobody else looks at a temporary one.
  await session.run(`analyze ${table}`);
  return table;
}
