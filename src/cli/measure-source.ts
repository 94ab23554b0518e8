import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { assertReadable } from '../engines/duckdb/csv-fault.ts';
import { openDuckdb } from '../engines/duckdb/duckdb.ts';
import type { Engine, Relation } from '../engines/engine.ts';
import { countUnread, filesAsRelation } from '../engines/duckdb/file.ts';
import type { ServerEngine } from '../engines/server.ts';
import type { MeasuredFile, MeasuredSource } from '../measure/document.ts';
import { rowsByFile } from '../measure/sql/file-rows.ts';
import type { EngineTarget } from './flags/engine-target.ts';
import type { Host } from './process/host.ts';
import type { MeasureFlags } from './flags/order-flags.ts';
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

/** What a table holds are rows, an engine sees them all at one moment, and its errors say what is wrong. */
const ofTable = {
  unread: () => Promise.resolve(0),
  assertUnchanged() {},
  causeOf: (error: unknown) => Promise.resolve(error),
};

/** Open the engine that reads the files, or the one that was named. */
export async function openSource(
  host: Host,
  names: readonly string[],
  target: EngineTarget | undefined,
  { memory, output }: MeasureFlags,
): Promise<MeasureSource> {
  if (target !== undefined && target.address.kind !== 'duckdb') {
    return serverSource(await openServer(host, target.address, target.timeoutSeconds), target);
  }
  const engine = await openDuckdb({
    memory,
    progress: host.isWatched(),
    onInterrupt: host.onInterrupt,
  });
  if (target?.address.kind === 'duckdb') {
    const { file } = target.address;
    const { databaseAsRelation } = await import('../engines/duckdb/database.ts');
    return {
      engine,
      open: async (outputs) =>
        inEngine(target, await databaseAsRelation(engine, file, target.source, outputs)),
      ...ofTable,
    };
  }
  let files: readonly OrderFile[] = [];
  return {
    engine,
    async open(outputs) {
      files = await orderFiles(host, names, engine.folder, output.quiet);
      return inFiles(engine, files, await filesAsRelation(engine, files, outputs));
    },
    unread: () => countUnread(engine, files),
    assertUnchanged: () => assertUnchanged(files),
    causeOf: (error) => causeInFiles(files, error),
  };
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

function serverSource(engine: ServerEngine, target: EngineTarget): MeasureSource {
  const { source, summaryTable } = target;
  return {
    engine,
    async open() {
      if (summaryTable !== undefined) await engine.assertFree(summaryTable);
      return inEngine(target, await engine.relation(source));
    },
    ...ofTable,
    store: summaryTable && ((select) => engine.store(summaryTable, select)),
  };
}

async function openServer(
  host: Host,
  address: Exclude<EngineTarget['address'], { kind: 'duckdb' }>,
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

function inEngine({ address, source }: EngineTarget, relation: Relation): Given {
  // The kind of engine and the table or query; where it is, and who asks it, is nobody's business.
  const asked =
    'table' in source
      ? { table: source.table.join('.') }
      : { querySha256: createHash('sha256').update(source.query).digest('hex') };
  return {
    relation,
    // To count the rows of a table may take as long as to measure them.
    whole: () => Promise.resolve({}),
    marks: () => Promise.resolve({ files: [], source: { engine: address.kind, ...asked } }),
  };
}
