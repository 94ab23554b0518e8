import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Write orders: a seventh as many customers as orders, of whom some buy far more often than
 * others, on the days of two years in no order, and one amount in two hundred is 0.
 *
 * They are hashes of the row number, so that every run has the same.
 *
 * @param file .csv or .parquet
 */
export async function writeOrders(file: string, count: number): Promise<void> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run('set preserve_insertion_order = false');
  await connection.run(
    `copy (
      select i as "order",
        'C' || lpad(cast(cast(floor(${count} / 7 * ${share(1)} * ${share(1)}) as bigint) as varchar), 9, '0') as customer,
        date '2023-01-01' + cast(floor(731 * ${share(2)}) as integer) as date,
        cast(if(${share(3)} < 0.005, 0, 5 + 195 * ${share(4)}) as decimal(18, 2)) as amount
      from range(${count}) as rows(i)
    ) to '${file}' (${file.endsWith('.csv') ? 'format csv, header' : 'format parquet'})`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** A number from 0 to 1 that hangs on the row and the salt alone. */
function share(salt: number): string {
  return `(hash(i + ${salt * 1_000_000_007}) / 18446744073709551616.0)`;
}
