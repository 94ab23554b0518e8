import { InputError } from '../errors.ts';
import type { Column, Dialect, Relation } from './engine.ts';

/**
 * The rows of a server as a relation: every column by its name, and as plain text where the
 * statements could not compare it as it is.
 *
 * @param cell how a column is read
 * @throws InputError when two columns have one name, as those of a join may
 */
export function relationOver(
  { identifier }: Dialect,
  from: string,
  columns: readonly Column[],
  cell: (column: Column) => string,
): Relation {
  const names = columns.map(({ name }) => name);
  const repeated = names.filter((name, at) => names.indexOf(name) < at);
  if (repeated.length > 0) {
    throw new InputError(
      `each column must have a name of its own, got ${[...new Set(repeated)].join(', ')} more than once; list the columns in --query, or rename one with as`,
    );
  }
  const cells = columns.map((column) => `${cell(column)} as ${identifier(column.name)}`);
  const rows = `select ${cells.join(', ')} from ${from}`;
  return {
    from: `(${rows}) as given_rows`,
    columns,
    // What is not needed is left there, and orders are counted where they are.
    columnar: true,
    // A table has no first row.
    numbered: undefined,
    unread: undefined,
  };
}
