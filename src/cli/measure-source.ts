import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Address } from '../engines/address.ts';
import { assertReadable } from '../engines/duckdb/csv-fault.ts';
import { type OpenDuckdb, openDuckdb } from '../engines/duckdb/duckdb.ts';
import type { Engine, Relation } from '../engines/engine.ts';
import { countUnread, filesAsRelation } from '../engines/duckdb/file.ts';
import { oneQuery } from '../engines/one-query.ts';
import type { ServerEngine, Source } from '../engines/server.ts';
import { shown } from '../errors.ts';
import type { MeasuredFile, MeasuredSource } from '../measure/document.ts';
import { rowsByFile } from '../measure/sql/file-rows.ts';
import { readDocument } from './files/open.ts';
import type { EngineTarget } from './flags/engine-flags.ts';
import type { Host } from './process/host.ts';
import { assertUnchanged, type OrderFile, orderFiles } from './files/order-files.ts';
import type { Progress } from './process/progress.ts';

/** An engine that reads the orders, and the way to them. */
export interface MeasureSource {
  readonly engine: Engine;
  /** Open the rows; nothing is written but the outputs. */
  open(this: void, outputs: readonly string[]): Promise<Given>;
  /** How many rows the engine met so far that it could not read as rows. */
  unread(this: void): Promise<number>;
  /** @throws InputError when the rows changed while they were read, so that some may be missing */
  assertUnchanged(this: void): void;
  /** What an error comes from, where the engine does not know. */
  causeOf(this: void, error: unknown): Promise<unknown>;
  /** Write the rows of a query to the table that was asked for. */
  readonly store?: ((this: void, select: string) => Promise<void>) | undefined;
}

/** The rows that were asked for, and what is told of them beside what they hold. */
export interface Given {
  readonly relation: Relation;
  /** How much there is to read, as far as that is quick to know. */
  whole(this: void): Promise<Progress>;
  /** Where the rows came from, so that one measurement can be told from another. */
  marks(
    this: void,
    rows: number,
  ): Promise<{
    readonly files: readonly MeasuredFile[];
    readonly source?: MeasuredSource;
  }>;
}

/** Where the orders are, and how they are opened. */
export interface SourceOptions {
  /** The files, as they were named. */
  readonly names: readonly string[];
  /** The engine, if they are not in files. */
  readonly target: EngineTarget | undefined;
  readonly memory: string | undefined;
  /** The lines above the header of each file. */
  readonly skip: number;
  readonly output: { readonly quiet: boolean };
}

/** The files that a source reads, so that none of them is written over. */
export function filesRead({
  names,
  target,
}: Pick<SourceOptions, 'names' | 'target'>): readonly string[] {
  if (target === undefined) return names;
  const { address, rows } = target;
  return [
    ...names,
    ...(address.kind === 'duckdb' ? [address.file] : []),
    ...('queryFile' in rows ? [rows.queryFile] : []),
  ];
}

/** What a table holds are rows, an engine sees them all at one moment, and its errors say what is wrong. */
const ofTable = {
  unread: () => Promise.resolve(0),
  assertUnchanged() {},
  causeOf: (error: unknown) => Promise.resolve(error),
};

/** Open the engine that reads the files, or the one that was named. */
export async function openSource(host: Host, options: SourceOptions): Promise<MeasureSource> {
  const { target, memory } = options;
  const openFiles = () =>
    openDuckdb({ memory, progress: host.isWatched(), onInterrupt: host.onInterrupt });
  if (target === undefined) return filesSource(await openFiles(), host, options);
  const { address, summaryTable } = target;
  const source = sourceOf(target.rows);
  const asRelation = (relation: Relation) => inEngine(address.kind, source, relation);
  if (address.kind === 'duckdb') {
    const engine = await openFiles();
    const { databaseAsRelation } = await import('../engines/duckdb/database.ts');
    return {
      engine,
      open: async (outputs) =>
        asRelation(await databaseAsRelation(engine, address.file, source, outputs)),
      ...ofTable,
    };
  }
  const engine = await openServer(host, address, target.timeoutSeconds);
  return {
    engine,
    async open() {
      if (summaryTable !== undefined) await engine.assertFree(summaryTable);
      return asRelation(await engine.relation(source));
    },
    ...ofTable,
    store: summaryTable && ((select) => engine.store(summaryTable, select)),
  };
}

function filesSource(
  engine: OpenDuckdb,
  host: Host,
  { names, output, skip }: SourceOptions,
): MeasureSource {
  let files: readonly OrderFile[] = [];
  return {
    engine,
    async open(outputs) {
      files = await orderFiles(host, names, engine.folder, { quiet: output.quiet, skip });
      return inFiles(engine, files, await filesAsRelation(engine, files, outputs));
    },
    unread: () => countUnread(engine, files),
    assertUnchanged: () => assertUnchanged(files),
    causeOf: (error) => causeInFiles(files, error),
  };
}

/** The table, or the query that is in a file. */
function sourceOf(rows: EngineTarget['rows']): Source {
  if ('table' in rows) return rows;
  const name = `--query ${shown(rows.queryFile)}`;
  return { query: oneQuery(readDocument(rows.queryFile, name), name) };
}

async function causeInFiles(files: readonly OrderFile[], error: unknown): Promise<unknown> {
  try {
    assertUnchanged(files);
    await assertReadable(files, error);
    return error;
  } catch (cause) {
    return cause;
  }
}

async function openServer(
  host: Host,
  address: Exclude<Address, { kind: 'duckdb' }>,
  timeoutSeconds: number | undefined,
): Promise<ServerEngine> {
  const secret = host.secret();
  const options = {
    timeoutSeconds,
    onInterrupt: host.onInterrupt,
    askPassword: secret && (() => secret(`Password of ${address.user}: `)),
  };
  if (address.kind === 'postgres') {
    const { openPostgres } = await import('../engines/postgres/postgres.ts');
    return openPostgres(address, options);
  }
  const { openTrino } = await import('../engines/trino/trino.ts');
  return openTrino(address, options);
}

function inFiles(engine: Engine, files: readonly OrderFile[], relation: Relation): Given {
  return {
    relation,
    async whole() {
      if (!relation.columnar) {
        const total = files.reduce((sum, { path }) => sum + statSync(path).size, 0);
        return { unit: 'bytes', total };
      }
      const [row] = await engine.query(`select count(*) as n from ${relation.from}`);
      return { unit: 'rows', total: Number(row?.['n']) };
    },
    async marks(all) {
      const rows = files.length > 1 ? await rowsByFile(engine, relation) : undefined;
      const marks = files.map((file, at) => fileMark(file, rows?.get(at + 1) ?? all));
      return { files: await Promise.all(marks) };
    },
  };
}

/** The name of a file without its folders, which are nobody's business, and its hash. */
async function fileMark({ name, given }: OrderFile, rows: number): Promise<MeasuredFile> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(given, { highWaterMark: 1024 * 1024 })) {
    hash.update(piece as Uint8Array);
  }
  return { name: basename(name), sha256: hash.digest('hex'), rows };
}

function inEngine(kind: Address['kind'], source: Source, relation: Relation): Given {
  // The kind of engine and the table or query; where it is, and who asks it, is nobody's business.
  const asked =
    'table' in source
      ? { table: source.table.join('.') }
      : { querySha256: createHash('sha256').update(source.query).digest('hex') };
  return {
    relation,
    // To count the rows of a table may take as long as to measure them.
    whole: () => Promise.resolve({}),
    marks: () => Promise.resolve({ files: [], source: { engine: kind, ...asked } }),
  };
}
