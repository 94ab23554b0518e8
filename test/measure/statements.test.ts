import { describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../src/engines/duckdb/duckdb-dialect.ts';
import { postgresDialect } from '../../src/engines/postgres/postgres-dialect.ts';
import { relationOver } from '../../src/engines/server-relation.ts';
import { trinoDialect } from '../../src/engines/trino/trino-dialect.ts';
import { columns, statementsOf } from './statements.ts';

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
    const text = [...statementsOf(dialect, relation, String)]
      .map(({ title, sql }) => `-- ${title}\n${sql};\n`)
      .join('\n');
    await expect(text).toMatchFileSnapshot(`golden/${name}.sql`);
  });
});
