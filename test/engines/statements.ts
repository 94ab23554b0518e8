import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseAsRelation } from '../../src/engines/duckdb/database.ts';
import { openDuckdb } from '../../src/engines/duckdb/duckdb.ts';
import type { Engine, Relation, EngineRow } from '../../src/engines/engine.ts';
import { columns, statementsOf } from '../measure/statements.ts';
import { postgres, trino } from './open.ts';

/** A purchase with a refund, a guest, a row that is there twice, one of two lines, and one of each fault. */
const cells = [
  ['1', 'Ann@x.nl', null, '2025-02-03T10:00Z', '50.00', 'EUR', 'paid'],
  ['1', 'ann@x.nl', null, '2025-03-01 12:00:00 +0200', '-20', 'EUR', 'paid'],
  ['2', 'bob', 'Bob@x.nl', '2025-02-28T23:30:00Z', '1,200.50', 'eur', 'paid'],
  ['2', 'bob', 'Bob@x.nl', '2025-02-28T23:30:00Z', '1,200.50', 'eur', 'paid'],
  ['3', 'bob', null, '2025-05-01', '12.5', 'EUR', 'refunded'],
  ['4', 'bob', 'both@x.nl', '2025-06-01', '30', 'EUR', 'paid'],
  ['4', null, null, null, null, null, null],
  ['5', null, ' bob@x.nl', '2025-06-01', '30', 'EUR', 'paid'],
  ['6', 'cleo', 'both@x.nl', 'soon', '30', 'EUR', "can't"],
  ['7', 'cleo', null, '2025-07-01', 'much', 'EUR', 'paid'],
  ['8', 'cleo', null, '2025-07-02', '(5.00)', 'USD', 'failed'],
  ['9', 'cleo', null, '2025-07-02', '€ 41', 'EUR', 'paid'],
];
const values = cells.map(
  (row) =>
    `(${row.map((cell) => (cell === null ? 'null' : `'${cell.replaceAll("'", "''")}'`)).join(', ')})`,
);
const names = columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
const query = `select * from (values ${values.join(', ')}) as t (${names.join(', ')})`;

/** What each statement brings, by its title. */
async function results(engine: Engine, relation: Relation): Promise<Record<string, EngineRow[]>> {
  const kept = new Map<string, string>();
  const found: Record<string, EngineRow[]> = {};
  const from = (name: string) => kept.get(name) ?? '';
  for (const { title, sql, keeps } of statementsOf(engine.dialect, relation, from)) {
    if (keeps !== undefined) kept.set(keeps, await engine.keep(keeps, sql));
    const rows = await engine.query(`select count(*) as n from (${sql}) as counted`);
    // Engines put rows with no order as they like, and the hash is one of their own.
    const isOrdered = /order by [^()]*$/.test(sql) || rows[0]?.['n'] === 1;
    found[title] = isOrdered ? await engine.query(sql) : rows;
  }
  return found;
}

/** Numbers may be texts or not, and the hash that tells rows apart is each engine's own. */
const plain = (found: Readonly<Record<string, readonly EngineRow[]>>): unknown =>
  JSON.parse(
    JSON.stringify(found, (name, cell: unknown) => {
      if (name === 'own') return undefined;
      return typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
    }),
  );

export function statements(): void {
  describe('each of them', () => {
    let expected: Readonly<Record<string, readonly EngineRow[]>>;
    beforeAll(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'clv-statements-'));
      const file = join(folder, 'shop.db');
      const instance = await DuckDBInstance.create(file);
      instance.closeSync();
      const engine = await openDuckdb({ memory: undefined, progress: false, onInterrupt() {} });
      try {
        expected = await results(engine, await databaseAsRelation(engine, file, { query }, []));
      } finally {
        await engine.close();
        rmSync(folder, { recursive: true });
      }
    });

    it('runs in DuckDB', () => {
      expect(expected['the ledger of orders']?.length).toBeGreaterThan(5);
      expect(expected['how many have one id, or several']).toEqual([
        { joined: 1, joined_rows: 1, shared: 1, shared_rows: 0 },
      ]);
      expect(expected['the summary']).toMatchObject([
        { customer: 'ann@x.nl' },
        { customer: 'bob' },
        { customer: 'cleo' },
      ]);
    });

    it.each([
      ['Postgres', postgres],
      ['Trino', trino],
    ])('runs in %s and brings the same', { timeout: 240_000 }, async (_, open) => {
      const engine = await open();
      try {
        expect(plain(await results(engine, await engine.relation({ query })))).toEqual(
          plain(expected),
        );
      } finally {
        await engine.close();
      }
    });
  });
}
