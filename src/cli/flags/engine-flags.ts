import type { Setup } from '../setup.ts';

/** What the flags say of an engine, as they were given. */
export interface EngineTexts {
  readonly engine: string | undefined;
  readonly table: string | undefined;
  readonly query: string | undefined;
  readonly timeout: string | undefined;
  readonly summaryTable: string | undefined;
}

export function addEngineFlags({ heading, value }: Setup): void {
  heading('Warehouse:');
  value('--engine <address>', 'measure there: postgres://…, trino://… or duckdb:file');
  value('--table <name>', 'the table of orders, such as orders or shop.orders');
  value('--query <file>', 'a file with the query whose rows are the orders');
  value('--summary-table <name>', 'write what --summary tells to a new table there');
  value('--timeout <seconds>', 'the longest that one statement may take there');
}
