import type { Engine, Relation } from '../../engines/engine.ts';
import { rowColumns } from './row-columns.ts';

/**
 * How many rows each of several files holds, those that could not be read as rows counted in: one
 * more pass, so where there is one file the ledger tells it.
 */
export async function rowsByFile(
  { query, dialect }: Engine,
  { numbered, unread }: Relation,
): Promise<ReadonlyMap<number, number>> {
  const file = dialect.identifier(rowColumns.file);
  const found = await query(
    `select file, sum(n) as n from (
  select ${file} as file, count(*) as n from (${numbered}) as numbered group by 1
  union all select file_number as file, count(*) as n from (${unread}) as unread group by 1
) as counts group by 1`,
  );
  return new Map(found.map(({ file: at, n }) => [Number(at), Number(n)]));
}
