import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, it } from 'vitest';
import { bin } from '../cli/clv.ts';
import { compare, isInstalled, peakOf, verbProbe } from './measure.ts';
import { writeOrders } from './order-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-bench-orders-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Fewer can be asked for, to try the script. */
const count = Number(process.env['BENCH_ORDERS'] ?? 10_000_000);

const files = { Parquet: join(folder, 'orders.parquet'), CSV: join(folder, 'orders.csv') };

function scriptFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The summary as one statement: repeat occasions, recency and age in weeks, per customer. */
const statement = (file: string) => `
  copy (
    with occasions as materialized (
      select customer, cast(date as date) as day, sum(amount) as amount
      from '${file}' where amount <> 0 group by all having sum(amount) > 0
    )
    select customer, count(*) - 1 as x, (max(day) - min(day)) / 7 as t_x,
      ((select max(day) from occasions) - min(day)) / 7 as T
    from occasions group by customer
  ) to '${join(folder, 'bare.parquet')}' (format parquet)`;

/** The same through the Node API, and nothing else. */
function bare(file: string): string {
  const api = JSON.stringify(fileURLToPath(import.meta.resolve('@duckdb/node-api')));
  const script = scriptFile(
    `bare-${file.split('.').at(-1)}.cjs`,
    `const { DuckDBInstance } = require(${api});
    (async () => {
      const connection = await (await DuckDBInstance.create()).connect();
      await connection.run(${JSON.stringify(statement(file))});
    })();`,
  );
  return `${process.execPath} ${script}`;
}

/** The python to run the others with; a virtual environment can be named. */
const python = process.env['BENCH_PYTHON'] ?? 'python3';

const polars = (file: string) =>
  scriptFile(
    `polars-${file.split('.').at(-1)}.py`,
    `import polars as pl
orders = pl.scan_${file.endsWith('.csv') ? `csv('${file}', try_parse_dates=True)` : `parquet('${file}')`}
days = (orders.filter(pl.col('amount') != 0).group_by('customer', 'date')
    .agg(pl.col('amount').sum()).filter(pl.col('amount') > 0).collect(engine='streaming'))
end = days['date'].max()
first, last = pl.col('date').min(), pl.col('date').max()
(days.lazy().group_by('customer').agg((pl.len() - 1).alias('x'),
    ((last - first).dt.total_days() / 7).alias('t_x'), ((end - first).dt.total_days() / 7).alias('T'))
    .collect(engine='streaming').write_parquet('${join(folder, 'polars.parquet')}'))
`,
  );

const pandas = (file: string) =>
  scriptFile(
    `pandas-${file.split('.').at(-1)}.py`,
    `import pandas as pd
columns = ['customer', 'date', 'amount']
orders = pd.read_${file.endsWith('.csv') ? `csv('${file}', usecols=columns, parse_dates=['date'])` : `parquet('${file}', columns=columns)`}
orders['date'] = pd.to_datetime(orders['date'])
days = orders[orders['amount'] != 0].groupby(['customer', 'date'], sort=False)['amount'].sum()
days = days[days > 0].reset_index()
end = days['date'].max()
grouped = days.groupby('customer', sort=False)['date'].agg(['size', 'min', 'max'])
pd.DataFrame({'x': grouped['size'] - 1, 't_x': (grouped['max'] - grouped['min']).dt.days / 7,
    'T': (end - grouped['min']).dt.days / 7}).to_parquet('${join(folder, 'pandas.parquet')}')
`,
  );

const clv = (file: string, rest: string) =>
  `${process.execPath} ${bin} measure ${file} --customer customer --date date --amount amount --order order ${rest}`;

it.each(Object.entries(files))('orders in %s', async (format, file) => {
  await writeOrders(file, count);
  const out = join(folder, 'clv');
  const all: Readonly<Record<string, readonly [command: string, probe: string]>> = {
    'clv measure --summary': [
      clv(file, `--summary ${out}.parquet > ${out}.txt`),
      verbProbe('measure'),
    ],
    'clv measure': [clv(file, `--json > ${out}.json`), verbProbe('measure')],
    polars: [`${python} ${polars(file)}`, `${python} -c 'import polars'`],
    pandas: [`${python} ${pandas(file)}`, `${python} -c 'import pandas, pyarrow'`],
  };
  const present = Object.entries(all).filter(([, [, probe]]) => isInstalled(probe));
  const absent = Object.keys(all).filter((name) => !present.some(([found]) => found === name));
  const commands = {
    'DuckDB, the statement alone': bare(file),
    ...Object.fromEntries(present.map(([name, [command]]) => [name, command])),
  };
  compare(
    `${count} orders in ${format} to a summary (the contract: 1.25 with --summary, 3 for all)`,
    commands,
    5,
  );
  process.stdout.write('\nPeak resident memory\n');
  console.table(
    Object.entries(commands).map(([command, shell]) => ({
      command,
      MB: peakOf(shell)?.toFixed(0) ?? 'GNU time is not installed',
    })),
  );
  if (absent.length > 0) process.stdout.write(`not installed here: ${absent.join(', ')}\n`);
  rmSync(file);
});
