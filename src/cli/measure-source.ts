import type { Engine, Relation } from '../engines/engine.ts';
import { countUnread, filesAsRelation } from '../engines/file.ts';
import { openDuckdb } from '../engines/duckdb.ts';
import type { ServerEngine } from '../engines/server.ts';
import type { EngineTarget } from './engine-options.ts';
import type { Host } from './host.ts';

/** Rows to measure, and the engine that reads them. */
export interface MeasureSource {
  readonly engine: Engine;
  /** The rows; nothing is written but these files. */
  relation(this: void, outputs: readonly string[]): Promise<Relation>;
  /** How many rows the engine met so far that it could not read as rows. */
  unread(this: void): Promise<number>;
  /** Present where a table can be written. */
  readonly store?: ServerEngine['store'];
}

/** What a table holds are rows. */
const unreadNone = (): Promise<number> => Promise.resolve(0);

/** Open the engine that reads the files, or the one that was named. */
export async function openSource(
  host: Host,
  files: readonly string[],
  target: EngineTarget | undefined,
  memory: string | undefined,
): Promise<MeasureSource> {
  if (target === undefined) {
    const engine = await openDuckdb({ memory, onInterrupt: host.onInterrupt });
    return {
      engine,
      relation: (outputs) => filesAsRelation(engine, files, outputs),
      unread: () => countUnread(engine),
    };
  }
  const { address, source } = target;
  if (address.kind === 'duckdb') {
    const { databaseAsRelation } = await import('../engines/database.ts');
    const engine = await openDuckdb({ memory, onInterrupt: host.onInterrupt });
    const relation = (outputs: readonly string[]) =>
      databaseAsRelation(engine, address.file, source, outputs);
    return { engine, relation, unread: unreadNone };
  }
  const engine = await openServer(host, address, target.timeoutSeconds);
  return {
    engine,
    relation: () => engine.relation(source),
    unread: unreadNone,
    store: engine.store,
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
    const { openPostgres } = await import('../engines/postgres.ts');
    return openPostgres(address, options);
  }
  const { openTrino } = await import('../engines/trino.ts');
  return openTrino(address, options);
}
