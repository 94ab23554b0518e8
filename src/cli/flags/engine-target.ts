import { InputError, listed, shown } from '../../errors.ts';
import { type Address, addressOf } from '../../engines/address.ts';
import { oneQuery } from '../../engines/one-query.ts';
import type { Source } from '../../engines/server.ts';
import { tableName } from '../../engines/table-name.ts';
import { readDocument } from '../files/open.ts';
import type { MeasureFlags } from './order-flags.ts';
import type { Host } from '../process/host.ts';

/** What is measured in an engine. */
export interface EngineTarget {
  readonly address: Address;
  readonly source: Source;
  readonly summaryTable: readonly string[] | undefined;
  readonly timeoutSeconds: number | undefined;
}

/**
 * Where to measure, if not in files.
 *
 * @throws InputError with all the flags that make no sense together
 */
export function engineTargetOf(
  { env }: Host,
  files: readonly string[],
  flags: MeasureFlags,
): EngineTarget | undefined {
  const { engine, table, query, timeout, summaryTable } = flags.engine;
  if (engine === undefined) {
    const alone = Object.entries({
      '--table': table,
      '--query': query,
      '--summary-table': summaryTable,
      '--timeout': timeout,
    }).filter(([, text]) => text !== undefined);
    if (alone.length > 0) {
      throw new InputError(
        alone.map(
          ([flag, text]) =>
            `${flag} must come with --engine, got ${shown(text ?? '')} alone; add the address, as in --engine postgres://ann@db/shop`,
        ),
      );
    }
    if (files.length === 0) {
      throw new InputError(
        'clv measure must have files of orders, or --engine with --table or --query, got neither; see clv measure --help',
      );
    }
    return undefined;
  }
  const address = addressOf(engine, env);
  const problems = [...problemsOf(files, flags), ...problemsIn(address, flags)];
  if (problems.length > 0) throw new InputError(problems);
  return {
    address,
    source: table === undefined ? { query: queryIn(query ?? '') } : { table: tableName(table) },
    summaryTable:
      summaryTable === undefined ? undefined : tableName(summaryTable, '--summary-table'),
    timeoutSeconds: timeout === undefined ? undefined : secondsOf(timeout),
  };
}

function problemsOf(
  files: readonly string[],
  { engine, summary, ledger, ledgerIds }: MeasureFlags,
): string[] {
  const { table, query, summaryTable } = engine;
  const problems: string[] = [];
  if (files.length > 0) {
    problems.push(
      `--engine must come without files, got ${listed(files)}; measure one or the other`,
    );
  }
  if (table === undefined && query === undefined) {
    problems.push('--engine must come with --table or --query, got neither');
  }
  if (table !== undefined && query !== undefined) {
    problems.push(`--engine must come with --table or --query, got both; drop one of them`);
  }
  if (ledger !== undefined) {
    problems.push(
      `--ledger must be left out with --engine, got ${shown(ledger)}; rows of a table have no number, and what became of them is told by code without it`,
    );
  }
  if (ledgerIds) {
    problems.push('--ledger-ids must be left out with --engine, which has no --ledger');
  }
  if (summary !== undefined && summaryTable !== undefined) {
    problems.push('--summary must come without --summary-table, got both; drop one of them');
  }
  return problems;
}

function problemsIn({ kind }: Address, { engine, summary, memory }: MeasureFlags): string[] {
  const problems: string[] = [];
  if (kind === 'duckdb') {
    if (engine.summaryTable !== undefined) {
      problems.push(
        `--summary-table must be left out with duckdb:, which is only read, got ${shown(engine.summaryTable)}; write a file with --summary`,
      );
    }
    if (engine.timeout !== undefined) {
      problems.push(
        `--timeout must be left out with duckdb:, got ${shown(engine.timeout)}; stop it with Ctrl-C`,
      );
    }
    return problems;
  }
  if (memory !== undefined) {
    problems.push(
      `--memory must be left out with ${kind}://, got ${shown(memory)}; the server has its own`,
    );
  }
  if (summary !== undefined && /\.parquet$/i.test(summary)) {
    problems.push(`--summary must end in .csv with ${kind}://, got ${shown(summary)}`);
  }
  return problems;
}

function queryIn(file: string): string {
  const name = `--query ${shown(file)}`;
  return oneQuery(readDocument(file, name), name);
}

function secondsOf(text: string): number {
  const seconds = /^\d+$/.test(text) ? Number(text) : NaN;
  if (seconds >= 1 && seconds <= 1_000_000) return seconds;
  throw new InputError(`--timeout must be whole seconds from 1 to 1000000, got ${shown(text)}`);
}
