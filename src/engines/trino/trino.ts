import { copyRows } from '../copy.ts';
import type { Cell, Column, ColumnType, Row } from '../engine.ts';
import { faultError } from '../fault.ts';
import { relationOver } from '../server-relation.ts';
import {
  type ServerEngine,
  type ServerOptions,
  type Source,
  sourceFrom,
  stopOnInterrupt,
} from '../server.ts';
import type { TrinoAddress } from '../address.ts';
import {
  type TrinoCell,
  type TrinoColumn,
  TrinoRefusal,
  TrinoStatement,
  type TrinoRows,
  type TrinoTarget,
} from './trino-client.ts';
import { trinoDialect } from './trino-dialect.ts';
import { inWords, type Purpose } from './trino-error.ts';

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
  const target = await targetOf(address, options);
  const { host } = new URL(target.origin);
  const running = new Set<TrinoStatement>();
  const kept: string[] = [];

  let interrupted = false;

  async function* pages(sql: string, purpose: Purpose = 'own'): AsyncGenerator<TrinoRows> {
    if (interrupted) throw faultError('interrupted', { where: host, said: '' });
    const statement = new TrinoStatement(target, options.timeoutSeconds);
    running.add(statement);
    try {
      yield* statement.run(sql);
    } catch (error) {
      throw statement.stopped
        ? faultError('interrupted', { where: host, said: '' })
        : inWords(error, host, options.timeoutSeconds, purpose);
    } finally {
      running.delete(statement);
    }
  }

  async function* stream(sql: string): AsyncGenerator<Row[]> {
    for await (const { columns, rows } of pages(sql)) {
      if (rows.length > 0) yield rows.map((cells) => rowOf(columns, cells));
    }
  }

  const run = async (sql: string, purpose?: Purpose) => {
    // Only the end of a statement tells that it is done.
    for await (const _ of pages(sql, purpose));
  };

  const drop = async (from: string) => {
    const at = kept.indexOf(from);
    // What is not kept in a table of its own is a query, which takes no room.
    if (at < 0) return;
    kept.splice(at, 1);
    try {
      // Also after an interrupt, which is no reason to leave anything behind.
      for await (const _ of new TrinoStatement(target).run(`drop table if exists ${from}`));
    } catch (error) {
      throw inWords(error, host, undefined, 'own');
    }
  };

  const stop = async () => {
    await Promise.all([...running].map((statement) => statement.cancel()));
  };

  const engine: ServerEngine = {
    dialect: trinoDialect,
    stream,
    run,
    async query(sql) {
      const all: Row[] = [];
      for await (const rows of stream(sql)) all.push(...rows);
      return all;
    },
    copy: (sql, file, format, ids) => copyRows(stream(sql), file, format, ids),
    async relation(source: Source) {
      const from = sourceFrom(trinoDialect, source);
      let columns: readonly TrinoColumn[] = [];
      for await (const page of pages(`select * from ${from} limit 0`, 'given'))
        ({ columns } = page);
      return relationOver(trinoDialect, from, columns.map(columnOf), ({ name }) =>
        textOf(identifier(name), columns.find((column) => column.name === name)?.type ?? ''),
      );
    },
    async keep(name, select) {
      const { scratch } = address;
      if (scratch === undefined) return `(${select})`;
      const own = `clv_${Math.random().toString(36).slice(2, 12)}_${name}`;
      const table = [...scratch, own].map(identifier).join('.');
      kept.push(table);
      await run(`create table ${table} as ${select}`, 'scratch');
      return table;
    },
    drop,
    async assertFree(table) {
      const name = table.map(identifier).join('.');
      const statement = new TrinoStatement(target, options.timeoutSeconds);
      running.add(statement);
      try {
        for await (const _ of statement.run(`select 1 from ${name} limit 0`));
      } catch (error) {
        if (error instanceof TrinoRefusal && error.error.errorName === 'TABLE_NOT_FOUND') return;
        throw statement.stopped
          ? faultError('interrupted', { where: host, said: '' })
          : inWords(error, host, options.timeoutSeconds, 'store');
      } finally {
        running.delete(statement);
      }
      throw faultError('taken', { where: host, said: `table ${name} is there` });
    },
    store: (table, select) =>
      run(`create table ${table.map(identifier).join('.')} as ${select}`, 'store'),
    progress: () => [...running].at(-1)?.progress ?? {},
    async interrupt() {
      interrupted = true;
      await stop();
    },
    async close() {
      await stop();
      const drops = await Promise.allSettled([...kept].map(drop));
      const left = drops.find((each) => each.status === 'rejected');
      if (left !== undefined) throw left.reason;
    },
  };
  stopOnInterrupt(engine, options);
  return engine;
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

function columnOf({ name, type }: TrinoColumn): Column {
  return { name, type: columnType(type) };
}

function columnType(type: string): ColumnType {
  if (/^(var)?char\b/.test(type)) return 'text';
  if (type === 'date') return 'date';
  if (/^timestamp.* with time zone$/.test(type)) return 'zoned';
  if (type.startsWith('timestamp')) return 'timestamp';
  return /^(tinyint|smallint|integer|bigint|real|double|decimal)\b/.test(type) ? 'number' : 'other';
}

/** A column that has no plain text of its own, as one. */
function textOf(cell: string, type: string): string {
  if (/^char\b/.test(type)) return `cast(trim(cast(${cell} as varchar)) as varchar)`;
  if (type === 'varbinary') return `to_hex(${cell})`;
  if (/^(array|map|row|json)\b/.test(type)) return `json_format(cast(${cell} as json))`;
  return cell;
}

const rowOf = (columns: readonly TrinoColumn[], cells: readonly TrinoCell[]): Row =>
  Object.fromEntries(columns.map(({ name, type }, at) => [name, cellOf(cells[at] ?? null, type)]));

function cellOf(cell: TrinoCell, type: string): Cell {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return cell;
  if (typeof cell === 'object') return JSON.stringify(cell);
  const text = String(cell);
  // Trino writes decimals, and what is no finite number, as texts.
  if (/^(double|real|decimal.*)$/.test(type) && !/^-?\d+$/.test(text)) return Number(text);
  return /^(tinyint|smallint|integer|bigint|double|real|decimal.*)$/.test(type)
    ? wholeOf(text)
    : text;
}

/** Whole numbers beyond a double stay bigints. */
function wholeOf(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
