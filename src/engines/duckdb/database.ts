import { realpathSync, statSync } from 'node:fs';
import { parse } from 'node:path';
import { InputError, readError } from '../../errors.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import { saidOf } from './duckdb-error.ts';
import type { OpenDuckdb } from './duckdb.ts';
import type { Column, Relation, EngineRow } from '../engine.ts';
import { faultError } from '../fault.ts';
import { columnType } from './file.ts';
import { relationOver } from '../server-relation.ts';
import { type Source, sourceFrom } from '../server.ts';

const { identifier } = duckdbDialect;

/** Names that a database in DuckDB cannot have. */
const taken: ReadonlySet<string> = new Set(['main', 'memory', 'system', 'temp']);

/**
 * Open a database of DuckDB to read, under the name of its file, and lock the engine to it.
 *
 * @throws InputError when it is no such database, or has not what is asked for
 */
export async function databaseAsRelation(
  engine: OpenDuckdb,
  file: string,
  source: Source,
  outputs: readonly string[],
): Promise<Relation> {
  const path = pathOf(file);
  const { name } = parse(file);
  const database = taken.has(name.toLowerCase()) ? 'given' : name;
  try {
    await engine.attach(path, database);
  } catch (error) {
    throw new InputError(
      `${file} must be a database of DuckDB that can be read, got ${saidOf(error)}`,
    );
  }
  await engine.run(`use ${identifier(database)}`);
  await engine.lock([path, `${path}.wal`, ...outputs]);
  const from = sourceFrom(duckdbDialect, source);
  const described = await asked(file, () => engine.query(`describe select * from ${from}`));
  return relationOver(duckdbDialect, from, described.map(columnOf), (column) =>
    identifier(column.name),
  );
}

function pathOf(file: string): string {
  try {
    if (statSync(file).isFile()) return realpathSync(file);
  } catch (error) {
    throw readError(error, file);
  }
  throw new InputError(`${file} must be a database of DuckDB, got no file`);
}

const columnOf = ({ column_name: name, column_type: type }: EngineRow): Column => ({
  name: String(name),
  type: columnType(String(type)),
});

/** What DuckDB does not understand here is what the person asked for. */
async function asked<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw faultError('missing', { where: file, said: (error as Error).message });
  }
}
