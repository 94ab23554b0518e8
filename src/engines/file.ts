import { createReadStream, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError } from '../errors.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import type { OpenDuckdb } from './duckdb.ts';
import type { Column, ColumnType, Engine, Relation } from './engine.ts';
import { type FileHead, headOf } from './header.ts';

const { identifier, string } = duckdbDialect;

/**
 * Make files the one relation of rows that they hold, and lock the engine to them.
 *
 * Each is reached through a link in the engine's own folder, so that no sign in its name means
 * anything to the engine: `*` is no pattern and `year=2025` no partition.
 *
 * @throws InputError when a file cannot be read, or is named twice
 */
export async function filesAsRelation(
  engine: OpenDuckdb,
  files: readonly string[],
  outputs: readonly string[],
): Promise<Relation> {
  const paths = files.map((file) => resolve(file));
  const twice = files.find((_, at) => paths.indexOf(paths[at] ?? '') < at);
  if (twice !== undefined) throw new InputError(`${twice} must be named once, got it twice`);
  const heads = files.map(headOf);
  for (const [at, { gzip }] of heads.entries()) if (gzip) await assertWhole(files[at] ?? '');
  const links = paths.map((path, at) => {
    const link = join(engine.folder, String(at));
    symlinkSync(path, link);
    return link;
  });
  // The engine looks through the links at what they point to.
  await engine.lock([...links, ...outputs]);
  const parts: Part[] = [];
  for (const [at, head] of heads.entries()) {
    parts.push(await partOf(engine, head, links[at] ?? '', files[at] ?? ''));
  }
  const union = unionOf(parts);
  const [first] = parts;
  return {
    columns: union.columns,
    from: parts.length === 1 && first !== undefined ? first.from : `(${union.from})`,
    columnar: parts.every(({ columnar }) => columnar),
    numbered: union.numbered,
    unread: 'select row_number, file_number from clv_unread',
  };
}

/** DuckDB reads gzip that is cut off as if it ended there, so it is unpacked once to see. */
async function assertWhole(file: string): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(file), createGunzip(), nowhere);
  } catch (error) {
    const { message } = error as Error;
    throw new InputError(`${file} must be whole gzip, got ${message}; fetch it again`);
  }
}

interface Part {
  readonly from: string;
  readonly columns: readonly Column[];
  readonly columnar: boolean;
}

async function partOf(engine: Engine, head: FileHead, link: string, file: string): Promise<Part> {
  const from = readerOf(head, link);
  try {
    const columns = (await engine.query(`describe select * from ${from}`)).map(
      ({ column_name: name, column_type: type }): Column => ({
        name: String(name),
        type: columnType(String(type)),
      }),
    );
    return { from, columns, columnar: head.kind === 'parquet' };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => problem.replaceAll(link, file)));
  }
}

function readerOf({ kind, gzip, delimiter, names }: FileHead, link: string): string {
  if (kind === 'parquet') return `read_parquet(${string(link)}, hive_partitioning = false)`;
  const compression = `compression = ${string(gzip ? 'gzip' : 'none')}`;
  if (kind === 'json') {
    const packed = string(gzip ? 'gzip' : 'uncompressed');
    return `read_json(${string(link)}, compression = ${packed}, hive_partitioning = false, sample_size = -1)`;
  }
  const columns = names.map((name) => `${string(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${string(link)}, ${compression}, hive_partitioning = false, auto_detect = false, header = true, delim = ${string(delimiter)}, quote = '"', escape = '"', columns = {${columns}}, store_rejects = true, rejects_limit = 0)`;
}

/** What a column holds by the name that DuckDB has for its type. */
export function columnType(type: string): ColumnType {
  if (type === 'VARCHAR') return 'text';
  if (type === 'DATE') return 'date';
  if (type === 'TIMESTAMP WITH TIME ZONE') return 'zoned';
  if (type.startsWith('TIMESTAMP')) return 'timestamp';
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/.test(type)
    ? 'number'
    : 'other';
}

/** Rows of several files under each other; a column that one file lacks is empty there. */
function unionOf(parts: readonly Part[]): Pick<Relation, 'columns' | 'from' | 'numbered'> {
  const types = new Map<string, ColumnType>();
  for (const { columns } of parts) {
    for (const { name, type } of columns) {
      types.set(name, (types.get(name) ?? type) === type ? type : 'text');
    }
  }
  const columns = [...types].map(([name, type]): Column => ({ name, type }));
  const selects = parts.map(({ from, columns: own }) => {
    const cells = columns.map(({ name, type }) => {
      const has = own.find((column) => column.name === name);
      if (has === undefined) return `null as ${identifier(name)}`;
      const cell = identifier(name);
      return has.type === type ? cell : `cast(${cell} as varchar) as ${cell}`;
    });
    return { cells: cells.join(', '), from };
  });
  return {
    columns,
    from: selects.map(({ cells, from }) => `select ${cells} from ${from}`).join(' union all '),
    numbered: selects
      .map(
        ({ cells, from }, at) =>
          `select ${cells}, ${shifted(at + 1)} as "clv row", ${at + 1} as "clv file" from (select *, row_number() over () as good_row from ${from}) as numbered`,
      )
      .join(' union all '),
  };
}

/** The row in the file: rows that could not be read stand between those that could. */
const shifted = (file: number): string =>
  `good_row + (select count(*) from clv_unread as u where u.file_number = ${file} and u.good_before < good_row)`;

/** How many lines of CSV had not the columns of the header, in what was read so far. */
export async function countUnread(engine: Engine): Promise<number> {
  const [tables] = await engine.query(
    `select count(*) as n from duckdb_tables() where table_name = 'reject_errors'`,
  );
  const rejects = `select distinct cast(regexp_extract(s.file_path, '[0-9]+$') as integer) + 1 as file_number, e.line - 1 as row_number
from reject_errors as e join reject_scans as s using (scan_id, file_id)`;
  const source = tables?.['n'] === 0 ? 'select 0 as file_number, 0 as row_number limit 0' : rejects;
  await engine.run(
    `create or replace temp table clv_unread as select *, row_number - row_number() over (partition by file_number order by row_number) as good_before from (${source}) as lines`,
  );
  const [lines] = await engine.query('select count(*) as n from clv_unread');
  return Number(lines?.['n']);
}
