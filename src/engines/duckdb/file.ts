import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../../errors.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import type { OpenDuckdb } from './duckdb.ts';
import type { Column, ColumnType, Engine, Relation } from '../engine.ts';
import { type FileHead, headOf } from './csv-header.ts';
import type { SourceFile } from './source-file.ts';

const { identifier, string } = duckdbDialect;

/**
 * Make files the one relation of rows that they hold, and lock the engine to them.
 *
 * Each is reached through a link in the engine's own folder, so that no sign in its name means
 * anything to the engine: `*` is no pattern and `year=2025` no partition.
 *
 * @throws InputError when a file cannot be read
 */
export async function filesAsRelation(
  engine: OpenDuckdb,
  files: readonly SourceFile[],
  outputs: readonly string[],
): Promise<Relation> {
  const heads = await Promise.all(files.map(headOf));
  const links = files.map(({ path }, at) => {
    const link = join(engine.folder, String(at));
    symlinkSync(resolve(path), link);
    return link;
  });
  // The engine looks through the links at what they point to.
  await engine.lock([...links, ...outputs]);
  const parts: Part[] = [];
  for (const [at, head] of heads.entries()) {
    parts.push(await partOf(engine, head, links[at] ?? '', files[at]?.name ?? ''));
  }
  const union = unionOf(parts);
  const [first] = parts;
  return {
    columns: union.columns,
    from: parts.length === 1 && first !== undefined ? first.from : `(${union.from})`,
    files: parts.length,
    columnar: parts.every(({ columnar }) => columnar),
    numbered: union.numbered,
    unread: 'select row_number, file_number from clv_unread',
  };
}

interface Part {
  readonly from: string;
  readonly columns: readonly Column[];
  readonly columnar: boolean;
}

async function partOf(engine: Engine, head: FileHead, link: string, file: string): Promise<Part> {
  try {
    const described = await describedRows(engine, readerOf(head, link));
    const types = described.map(([name, type]) => [name, isText(type) ? 'VARCHAR' : type] as const);
    const from = head.kind === 'json' ? readerOf(head, link, types) : readerOf(head, link);
    const columns = (head.kind === 'json' ? types : described).map(([name, type]): Column => ({
      name,
      type: columnType(type),
    }));
    return { from, columns, columnar: head.kind === 'parquet' };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => problem.replaceAll(link, file)));
  }
}

/** The names and types of columns. */
type Described = readonly (readonly [name: string, type: string])[];

async function describedRows(engine: Engine, from: string): Promise<Described> {
  const rows = await engine.query(`describe select * from ${from}`);
  return rows.map(({ column_name: name, column_type: type }) => [String(name), String(type)]);
}

/**
 * What JSON holds that is read as text: a time, which loses its offset if it is read as one, and
 * numbers and texts in one column, where 7 and "7" are the same.
 */
const isText = (type: string): boolean => /^(DATE|TIME|JSON$)/.test(type);

/** @param types what columns of JSON are read as; as what they look like, if absent */
function readerOf(
  { kind, gzip, delimiter, names, skip }: FileHead,
  link: string,
  types?: Described,
): string {
  if (kind === 'parquet') return `read_parquet(${string(link)}, hive_partitioning = false)`;
  const compression = `compression = ${string(gzip ? 'gzip' : 'none')}`;
  if (kind === 'json') {
    const packed = string(gzip ? 'gzip' : 'uncompressed');
    const columns = types?.map(([name, type]) => `${string(name)}: ${string(type)}`).join(', ');
    const read = columns === undefined ? 'sample_size = -1' : `columns = {${columns}}`;
    return `read_json(${string(link)}, compression = ${packed}, hive_partitioning = false, ${read})`;
  }
  const columns = names.map((name) => `${string(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${string(link)}, ${compression}, hive_partitioning = false, auto_detect = false, header = true, skip = ${skip}, delim = ${string(delimiter)}, quote = '"', escape = '"', columns = {${columns}}, store_rejects = true, rejects_limit = 0)`;
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
    from: selects
      .map(({ cells, from }, at) => `select ${cells}, ${at + 1} as "clv file" from ${from}`)
      .join(' union all '),
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

/**
 * How many lines of CSV had not the columns of the header, in what was read so far.
 *
 * @throws InputError when a quote stands open over several lines: they would all be one row
 */
export async function countUnread(engine: Engine, files: readonly SourceFile[]): Promise<number> {
  const [tables] = await engine.query(
    `select count(*) as n from duckdb_tables() where table_name = 'reject_errors'`,
  );
  const none = tables?.['n'] === 0;
  if (!none) await assertClosedQuotes(engine, files);
  const rejects = `select distinct ${fileOfScan} as file_number, e.line - 1 - s.skip_rows as row_number
from reject_errors as e join reject_scans as s using (scan_id, file_id)`;
  const source = none ? 'select 0 as file_number, 0 as row_number limit 0' : rejects;
  await engine.run(
    `create or replace temp table clv_unread as select *, row_number - row_number() over (partition by file_number order by row_number) as good_before from (${source}) as lines`,
  );
  const [lines] = await engine.query('select count(*) as n from clv_unread');
  return Number(lines?.['n']);
}

const fileOfScan = `cast(regexp_extract(s.file_path, '[0-9]+$') as integer) + 1`;

/**
 * A quote that opens and never closes takes what follows into one cell, up to the next quote or to
 * the longest line that DuckDB reads: one rejected row for many. It is told from a stray quote in a
 * row by what was read of it, of which DuckDB keeps 10,000 bytes: several lines, an odd number of
 * quotes, or, where threads met inside it, another line, which is too short to be it.
 */
async function assertClosedQuotes({ query }: Engine, files: readonly SourceFile[]): Promise<void> {
  const [open] = await query(
    `select ${fileOfScan} as file_number, e.line - 1 - s.skip_rows as row_number
from reject_errors as e join reject_scans as s using (scan_id, file_id)
where regexp_matches(e.csv_line, '[^\\r\\n][\\r\\n]+[^\\r\\n]')
  or (e.error_type = 'UNQUOTED VALUE' and ((length(e.csv_line) - length(replace(e.csv_line, '"', ''))) % 2 = 1
    or e.byte_position - e.line_byte_position > strlen(e.csv_line)))
  or (e.error_type = 'LINE SIZE OVER MAXIMUM' and strlen(e.csv_line) < 9000)
order by 1, 2 limit 1`,
  );
  if (open === undefined) return;
  const file = files[Number(open['file_number']) - 1]?.name ?? '';
  throw new InputError(
    `${file} must close each quote that it opens, got one in row ${String(open['row_number'])} that takes the rows after it; mend that row, or write a quote inside a cell as two`,
  );
}
