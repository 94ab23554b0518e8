import { describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../src/engines/duckdb/duckdb-dialect.ts';
import { postgresDialect } from '../../src/engines/postgres/postgres-dialect.ts';
import { relationOver } from '../../src/engines/server-relation.ts';
import { trinoDialect } from '../../src/engines/trino/trino-dialect.ts';
import { printedSql } from './printed-sql.ts';
import { columns, statementsOf } from './statements.ts';

/** A statement without the space that has no meaning. */
const words = (sql: string) =>
  sql.replaceAll(
    /('(?:[^']|'')*'|"[^"]*")|\s*([(),])\s*|\s+/g,
    (_, text, mark) => text ?? mark ?? ' ',
  );

describe('the statements', () => {
  it.each([
    ['duckdb', duckdbDialect],
    ['postgres', postgresDialect],
    ['trino', trinoDialect],
  ])('are these in %s, and test:engines runs each of them', async (name, dialect) => {
    const { identifier } = dialect;
    const relation = relationOver(dialect, identifier('orders'), columns, (column) =>
      identifier(column.name),
    );
    const statements = [...statementsOf(dialect, relation, String)];
    for (const { sql } of statements) expect(words(printedSql(sql))).toBe(words(sql));
    const text = statements
      .map(({ title, sql }) => `-- ${title}\n${printedSql(sql)};\n`)
      .join('\n');
    await expect(text).toMatchFileSnapshot(`golden/${name}.sql`);
  });
});
