import { copyRows } from '../copy.ts';
import type { Engine, Relation, EngineRow } from '../engine.ts';
import { relationOver } from '../server-relation.ts';
import {
  qualified,
  type ServerEngine,
  type ServerOptions,
  type Source,
  sourceFrom,
  stopOnInterrupt,
} from '../server.ts';
import type { TrinoAddress } from './trino-address.ts';
import type { TrinoTarget } from './trino-client.ts';
import { trinoDialect } from './trino-dialect.ts';
import { TrinoRefusal } from './trino-error.ts';
import type { TrinoColumn } from './trino-page.ts';
import { TrinoSession } from './trino-session.ts';
import { trinoColumn, trinoRow, trinoText } from './trino-type.ts';

const { identifier } = trinoDialect;

/**
 * Speak with a Trino. Nothing is asked of it until the first statement.
 *
 * @throws InputError when no password is there for a server that wants one
 */
export async function openTrino(
  address: TrinoAddress,
  options: ServerOptions,
): Promise<ServerEngine> {
  const session = new TrinoSession(await targetOf(address, options), options.timeoutSeconds);
  const kept = keptTables(session, address.scratch);
  const engine: ServerEngine = {
    dialect: trinoDialect,
    stream: (sql) => stream(session, sql),
    run: (sql) => session.run(sql),
    async query(sql) {
      const all: EngineRow[] = [];
      for await (const rows of stream(session, sql)) all.push(...rows);
      return all;
    },
    copy: (sql, file, format, ids) => copyRows(stream(session, sql), file, format, ids),
    relation: (source) => relationOf(session, source),
    keep: kept.keep,
    drop: kept.drop,
    assertFree: (table) => assertFree(session, qualified(trinoDialect, table)),
    store: (table, select) =>
      session.run(`create table ${qualified(trinoDialect, table)} as ${select}`, 'store'),
    progress: () => session.progress,
    interrupt: () => session.interrupt(),
    async close() {
      await session.stop();
      await kept.dropAll();
    },
  };
  stopOnInterrupt(engine, options);
  return engine;
}

async function* stream(session: TrinoSession, sql: string): AsyncGenerator<EngineRow[]> {
  for await (const { columns, rows } of session.pages(sql)) {
    if (rows.length > 0) yield rows.map((cells) => trinoRow(columns, cells));
  }
}

async function relationOf(session: TrinoSession, source: Source): Promise<Relation> {
  const from = sourceFrom(trinoDialect, source);
  let columns: readonly TrinoColumn[] = [];
  for await (const page of session.pages(`select * from ${from} limit 0`, 'given'))
    ({ columns } = page);
  return relationOver(trinoDialect, from, columns.map(trinoColumn), ({ name }) =>
    trinoText(identifier(name), columns.find((column) => column.name === name)?.type ?? ''),
  );
}

/** Tables of clv in `scratch`; without it a query is not kept but run at each use. */
function keptTables(
  session: TrinoSession,
  scratch: TrinoAddress['scratch'],
): Pick<Engine, 'keep' | 'drop'> & { dropAll(this: void): Promise<void> } {
  const kept = new Set<string>();
  const drop = async (from: string) => {
    // What is not kept in a table of its own is a query, which takes no room.
    if (kept.delete(from)) await session.drop(from);
  };
  return {
    async keep(name, select) {
      if (scratch === undefined) return `(${select})`;
      const own = `clv_${Math.random().toString(36).slice(2, 12)}_${name}`;
      const table = qualified(trinoDialect, [...scratch, own]);
      kept.add(table);
      await session.run(`create table ${table} as ${select}`, 'scratch');
      return table;
    },
    drop,
    async dropAll() {
      const drops = await Promise.allSettled([...kept].map(drop));
      const left = drops.find((each) => each.status === 'rejected');
      if (left !== undefined) throw left.reason;
    },
  };
}

/** @throws InputError when there is such a table, or no place for it */
async function assertFree(session: TrinoSession, table: string): Promise<void> {
  try {
    for await (const _ of session.answer(`select 1 from ${table} limit 0`));
  } catch (error) {
    if (error instanceof TrinoRefusal && error.error.errorName === 'TABLE_NOT_FOUND') return;
    throw session.inWords(error, 'store');
  }
  throw session.fault('taken', `table ${table} is there`);
}

async function targetOf(address: TrinoAddress, options: ServerOptions): Promise<TrinoTarget> {
  const { origin, user, catalog, schema } = address;
  // Trino wants a password over TLS alone, and says so only after it was asked.
  const wantsPassword = address.password === undefined && address.mayAsk;
  const password = wantsPassword ? await options.askPassword?.() : address.password;
  const { timeoutSeconds } = options;
  return {
    origin,
    headers: {
      'user-agent': 'clv',
      'x-trino-source': 'clv',
      'x-trino-user': user,
      'x-trino-time-zone': 'UTC',
      ...(catalog !== undefined && { 'x-trino-catalog': catalog }),
      ...(schema !== undefined && { 'x-trino-schema': schema }),
      ...(timeoutSeconds !== undefined && {
        'x-trino-session': `query_max_run_time=${timeoutSeconds}s`,
      }),
      ...(password !== undefined && {
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      }),
    },
  };
}
