import { DuckDBInstance } from '@duckdb/node-api';
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

  // A left join on more than equal columns goes through all pairs: 470,000 groups × 29,000 refunds.
  it('join by a hash in DuckDB, and never by going through all pairs of rows', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const named = columns.map(({ name }) => duckdbDialect.identifier(name));
    const texts = named.map((name) => `cast(i as varchar) as ${name}`);
    await connection.run(
      `create table orders as select ${texts.join(', ')} from range(100) as t(i)`,
    );
    const relation = relationOver(duckdbDialect, 'orders', columns, ({ name }) =>
      duckdbDialect.identifier(name),
    );
    const slow: string[] = [];
    let joins = 0;
    for (const { title, sql, keeps } of statementsOf(duckdbDialect, relation, String)) {
      const plan = await connection.runAndReadAll(`explain ${sql}`);
      const text = JSON.stringify(plan.getRowsJS());
      if (/NL_JOIN|NESTED_LOOP_JOIN|CROSS_PRODUCT/.test(text)) slow.push(title);
      if (text.includes('HASH_JOIN')) joins += 1;
      if (keeps !== undefined) await connection.run(`create table ${keeps} as ${sql}`);
    }
    instance.closeSync();
    expect(slow).toEqual([]);
    expect(joins).toBeGreaterThan(5);
  });
});
