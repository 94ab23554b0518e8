import type { Column, Dialect, Relation } from './engine.ts';

/**
 * The rows of a server as a relation: every column by its name, and as plain text where the
 * statements could not compare it as it is.
 *
 * @param cell how a column is read
 */
export function relationOver(
  { identifier }: Dialect,
  from: string,
  columns: readonly Column[],
  cell: (column: Column) => string,
): Relation {
  const cells = columns.map((column) => `${cell(column)} as ${identifier(column.name)}`);
  const rows = `select ${cells.join(', ')} from ${from}`;
  return {
    from: `(${rows}) as given_rows`,
    columns,
    columnar: false,
    // A table has no first row: the numbers tell rows apart and nothing else.
    numbered: `select *, row_number() over () as "clv row", 1 as "clv file" from (${rows}) as given_rows`,
    unread: 'select 0 as row_number, 0 as file_number where 1 = 0',
  };
}
