import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenDuckdb, openDuckdb } from '../../src/engines/duckdb/duckdb.ts';
import { spendCellsSelect, spendGroupsSelect } from '../../src/measure/sql/customers.ts';
import { fit, type SpendFit } from '../../src/models/index.ts';
import { drawsOf } from '../models/simulate.ts';

let engine: OpenDuckdb;
beforeAll(async () => {
  engine = await openDuckdb({ memory: undefined, progress: false, onInterrupt() {} });
  const { gamma } = drawsOf(1);
  // Customers who spend as the gamma-gamma of CDNOW says: p 6.25, q 3.74, gamma 15.44.
  const rows = Array.from({ length: 20_000 }, (_, at) => {
    const x = at % 9;
    const spend = x === 0 ? 0 : (gamma(6.25 * x) * 15.44) / gamma(3.74) / x;
    return `(${x}, ${spend})`;
  });
  await engine.run(
    `create table customers as select x, cast(spend as double) as spend from (values ${rows.join(', ')}, (3, 0)) as t (x, spend)`,
  );
}, 60_000);
afterAll(() => engine.close());

/** The fit of what a statement brings, and how many rows that is. */
async function fitOf(sql: string): Promise<{ found: SpendFit; rows: number }> {
  const rows = await engine.query(sql);
  const spenders = rows.map(({ x, spend, log, n }) => ({
    x: Number(x),
    spend: spend === undefined ? Math.exp(Number(log ?? -Infinity)) : Number(spend),
    count: Number(n),
  }));
  return { found: fit('gamma-gamma', spenders), rows: rows.length };
}

it('mean amounts in groups of a thousandth give the parameters to a millionth', async () => {
  const exact = await fitOf(spendCellsSelect('customers'));
  const grouped = await fitOf(spendGroupsSelect('customers'));
  expect(grouped.found.customers).toBe(exact.found.customers);
  expect([exact.found.withoutSpend, grouped.found.withoutSpend]).toEqual([1, 1]);
  expect(grouped.rows).toBeLessThan(exact.rows / 1.5);
  for (const [name, value] of Object.entries(exact.found.parameters)) {
    expect(Math.abs((grouped.found.parameters[name] ?? NaN) / value - 1)).toBeLessThan(1e-6);
  }
  expect(Math.abs(grouped.found.pearson - exact.found.pearson)).toBeLessThan(1e-6);
});
