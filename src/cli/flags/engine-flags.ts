import { InputError, listed, shown } from '../../errors.ts';
import { type Address, addressOf } from '../../engines/address.ts';
import { tableName } from '../../engines/table-name.ts';
import type { Host } from '../process/host.ts';
import type { Setup } from '../setup.ts';
import { wholeNumber } from './whole-number.ts';

export interface EngineFlags {
  readonly engine?: string;
  readonly table?: string;
  readonly query?: string;
  readonly summaryTable?: string;
  readonly timeout?: string;
}

export function addEngineFlags({ heading, value }: Setup): void {
  heading('Warehouse:');
  value('--engine <address>', 'read the rows there: postgres://…, trino://… or duckdb:file');
  value('--table <name>', 'the table of orders, such as orders or shop.orders');
  value('--query <file>', 'a file with the query whose rows are the orders');
  value('--timeout <seconds>', 'the longest that one statement may take there');
}

/** The other flags of `clv measure`, of which some are for files alone. */
interface FileFlags {
  readonly summary?: string;
  readonly ledger?: string;
  readonly ledgerIds?: boolean;
  readonly memory?: string;
}

/** What is measured in an engine. */
export interface EngineTarget {
  readonly address: Address;
  /** The rows: a table, or a query that is in a file. */
  readonly rows: { readonly table: readonly string[] } | { readonly queryFile: string };
  readonly summaryTable: readonly string[] | undefined;
  readonly timeoutSeconds: number | undefined;
}

/**
 * Where to measure, if not in files.
 *
 * @throws InputError with all the flags that make no sense together
 */
export function readEngineFlags(
  flags: EngineFlags & FileFlags,
  files: readonly string[],
  env: Host['env'],
): EngineTarget | undefined {
  const { engine, table, query = '', timeout, summaryTable } = flags;
  if (engine === undefined) {
    assertFiles(flags, files);
    return undefined;
  }
  const address = addressOf(engine, env);
  const problems = [...problemsOf(files, flags), ...problemsIn(address, flags)];
  if (problems.length > 0) throw new InputError(problems);
  return {
    address,
    rows: table === undefined ? { queryFile: query } : { table: tableName(table) },
    summaryTable:
      summaryTable === undefined ? undefined : tableName(summaryTable, '--summary-table'),
    timeoutSeconds: wholeNumber('--timeout', timeout, {
      least: 1,
      most: 1_000_000,
      kind: 'whole seconds',
    }),
  };
}

/** @throws InputError where no engine is named, and there are no files, or flags that need an engine */
function assertFiles(
  { table, query, summaryTable, timeout }: EngineFlags,
  files: readonly string[],
): void {
  const problems = Object.entries({
    '--table': table,
    '--query': query,
    '--summary-table': summaryTable,
    '--timeout': timeout,
  }).flatMap(([flag, text]) =>
    text === undefined
      ? []
      : [
          `${flag} must come with --engine, got ${shown(text)} alone; add the address, as in --engine postgres://ann@db/shop`,
        ],
  );
  if (problems.length > 0) throw new InputError(problems);
  if (files.length > 0) return;
  throw new InputError(
    'nothing to read; name files of orders, or --engine with --table or --query',
  );
}

function problemsOf(
  files: readonly string[],
  { table, query, summaryTable, summary, ledger, ledgerIds }: EngineFlags & FileFlags,
): string[] {
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
  if (ledgerIds === true) {
    problems.push('--ledger-ids must be left out with --engine, which has no --ledger');
  }
  if (summary !== undefined && summaryTable !== undefined) {
    problems.push('--summary must come without --summary-table, got both; drop one of them');
  }
  return problems;
}

function problemsIn(
  { kind }: Address,
  { summaryTable, timeout, summary, memory }: EngineFlags & FileFlags,
): string[] {
  const problems: string[] = [];
  if (kind === 'duckdb') {
    if (summaryTable !== undefined) {
      problems.push(
        `--summary-table must be left out with duckdb:, which is only read, got ${shown(summaryTable)}; write a file with --summary`,
      );
    }
    if (timeout !== undefined) {
      problems.push(
        `--timeout must be left out with duckdb:, got ${shown(timeout)}; stop it with Ctrl-C`,
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
