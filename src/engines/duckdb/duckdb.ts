import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Driver from '@duckdb/node-api';
import { InputError } from '../../errors.ts';
import { driver } from '../driver.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import { saidOf } from './duckdb-error.ts';
import type { Cell, Engine, EngineRow } from '../engine.ts';
import { formula } from '../formula.ts';
import { UnwritableFile } from '../unwritable-file.ts';

export interface DuckdbOptions {
  /** The most memory that the engine may take, such as `2GB`; what is beyond spills to disk. */
  readonly memory: string | undefined;
  /** Have something done should the program be interrupted. */
  readonly onInterrupt: (action: () => void) => void;
  /** Whether somebody wants to know how far a statement is. */
  readonly progress: boolean;
}

/** An engine that is not locked yet, and the folder of its own that goes when it closes. */
export interface OpenDuckdb extends Engine {
  readonly folder: string;
  /**
   * Open a database to read.
   *
   * @throws Error with what DuckDB says of it
   */
  attach(this: void, path: string, name: string): Promise<void>;
  /** From now on only the own folder and these files can be reached, and no setting be changed. */
  lock(this: void, files: readonly string[]): Promise<void>;
}

/**
 * Start DuckDB in this process, with a folder of its own for what does not fit in memory.
 *
 * @throws InputError when it is not installed, or the memory is no size
 */
export async function openDuckdb({
  memory,
  progress,
  onInterrupt,
}: DuckdbOptions): Promise<OpenDuckdb> {
  const { DuckDBInstance } = await driver(
    () => import('@duckdb/node-api'),
    '@duckdb/node-api',
    'clv measure needs DuckDB',
  );
  const folder = ownFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let interrupt: (() => void) | undefined;
  // Before the first wait, so that no moment is without it.
  onInterrupt(() => {
    interrupt?.();
    remove();
  });
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      temp_directory: join(folder, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      ...(memory !== undefined && { memory_limit: memory }),
    });
    const connection = await instance.connect();
    interrupt = () => connection.interrupt();
    if (progress) {
      await connection.run('set enable_progress_bar = true');
      await connection.run('set enable_progress_bar_print = false');
    }
    const close = () => {
      connection.closeSync();
      instance.closeSync();
      remove();
    };
    return {
      ...engineOver(connection),
      folder,
      close,
      attach: (path, name) => attach(connection, path, name),
      lock: (files) => lock(connection, folder, files),
    };
  } catch (error) {
    remove();
    if (memory === undefined) throw error;
    throw new InputError(`--memory must be a size such as 2GB, got ${memory}`);
  }
}

function ownFolder(): string {
  try {
    return mkdtempSync(join(realpathSync(tmpdir()), 'clv-'));
  } catch (error) {
    throw new InputError(
      `the temporary folder must be one to write in, got ${tmpdir()} (${(error as NodeJS.ErrnoException).code}); set TMPDIR to another one`,
    );
  }
}

async function attach(connection: Driver.DuckDBConnection, path: string, name: string) {
  const { string, identifier } = duckdbDialect;
  await connection.run(`attach ${string(path)} as ${identifier(name)} (read_only)`);
}

async function lock(connection: Driver.DuckDBConnection, folder: string, files: readonly string[]) {
  const { string } = duckdbDialect;
  for (const statement of [
    `set allowed_directories = [${string(`${folder}/`)}]`,
    `set allowed_paths = [${files.map(string).join(', ')}]`,
    'set enable_external_access = false',
    'set lock_configuration = true',
  ]) {
    await connection.run(statement);
  }
}

function engineOver(connection: Driver.DuckDBConnection): Omit<Engine, 'close'> {
  /** @param target the file that the statement writes */
  const run = async (sql: string, target?: string) => {
    await guarded(() => connection.run(sql), target);
  };
  const query = async (sql: string) => {
    const reader = await guarded(() => connection.runAndReadAll(sql));
    return asRows(reader.columnNames(), reader.getRowsJS());
  };
  return {
    dialect: duckdbDialect,
    run,
    async keep(name, select) {
      await run(`create temp table clv_${name} as ${select}`);
      return `temp.clv_${name}`;
    },
    drop: (from) => run(`drop table ${from}`),
    query,
    async *stream(sql) {
      const result = await guarded(() => connection.stream(sql));
      const [names, pieces] = [result.columnNames(), result.yieldRowsJs()];
      for (;;) {
        const { value, done } = await guarded(() => pieces.next());
        if (done === true) return;
        yield asRows(names, value);
      }
    },
    async copy(sql, file, format, ids) {
      const { string, identifier, matches, text } = duckdbDialect;
      const target = string(file);
      if (format === 'parquet' || ids === undefined) {
        const kind = format === 'parquet' ? 'format parquet' : 'format csv, header';
        await run(`copy (${sql}) to ${target} (${kind}, use_tmp_file false)`, file);
        return 0;
      }
      const id = text(identifier(ids));
      const isFormula = matches(id, formula);
      const harmless = `select * replace (case when ${isFormula} then '''' || ${id} else ${id} end as ${identifier(ids)}) from (${sql}) as given`;
      await run(`copy (${harmless}) to ${target} (format csv, header, use_tmp_file false)`, file);
      const [row] = await query(`select count(*) as n from (${sql}) as given where ${isFormula}`);
      return Number(row?.['n']);
    },
    progress() {
      const { percentage } = connection.progress;
      return { share: percentage >= 0 ? percentage / 100 : undefined };
    },
  };
}

function asRows(names: readonly string[], rows: readonly (readonly unknown[])[]): EngineRow[] {
  return rows.map((cells): EngineRow => {
    const row: Record<string, Cell> = {};
    for (const [at, name] of names.entries()) row[name] = cellOf(cells[at]);
    return row;
  });
}

/** Whole numbers beyond a double stay bigints; all else that is no plain value is text. */
function cellOf(value: unknown): Cell {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') {
    return value instanceof Date ? value.toISOString().slice(0, 10) : JSON.stringify(value);
  }
  return value as Cell;
}

/** A statement of ours that DuckDB does not understand is a bug; what it says of data is not. */
async function guarded<T>(act: () => Promise<T>, target?: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { message } = error as Error;
    if (/^(Parser|Binder|Catalog|Permission) Error|^INTERNAL/.test(message)) throw error;
    const said = saidOf(error);
    if (/^Out of Memory/i.test(said)) {
      throw new InputError(
        'the memory must hold what cannot be spilled, got too little; give more with --memory',
      );
    }
    // What goes wrong with the file, and not with the rows, names the file, and has no other sign.
    if (target !== undefined && said.includes(target)) {
      throw new UnwritableFile(said.replace(/^.*: /, ''));
    }
    throw new InputError(`the rows must be readable, got from DuckDB: ${said}`);
  }
}
