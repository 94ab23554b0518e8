import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileOf, folder, measure } from './run.ts';

/** The summary of rows under a header, without its own header. */
async function summaryOf(header: string, rows: readonly string[]): Promise<string[]> {
  const file = join(folder, 'customers.csv');
  const { stderr, code } = await measure(
    fileOf(`${[header, ...rows].join('\n')}\n`),
    '--summary',
    file,
    '--as-of',
    '2025-04-02',
  );
  if (code !== 0) throw new Error(stderr);
  const [columns, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  expect(columns).toBe('customer,x,t_x,T,spend');
  return lines;
}

// a buys for 10, then for 20 + 30 on one day and for 60: 110 in two repeat occasions. The 5 that
// come back on that day are of no order that is there, so of no purchase.
const a = `a,2,${59 / 7},13.0,55.0`;
const b = `b,0,0.0,${31 / 7},0.0`;

it('has the mean of the repeat occasions, where rows have orders', async () => {
  expect(
    await summaryOf('order_id,customer,date,amount', [
      '1,a,2025-01-01,10',
      '2,a,2025-02-01,20',
      '3,a,2025-02-01,30',
      '4,a,2025-03-01,60',
      '9,a,2025-02-01,-5',
      '5,b,2025-03-02,7',
    ]),
  ).toEqual([a, b]);
});

it('and the same where rows stand alone', async () => {
  expect(
    await summaryOf('customer,date,amount', [
      'a,2025-01-01,10',
      'a,2025-02-01,20',
      'a,2025-02-01,30',
      'a,2025-03-01,60',
      'a,2025-02-01,-5',
      'b,2025-03-02,7',
    ]),
  ).toEqual([a, b]);
});

it('takes the refund of an order off that order', async () => {
  expect(
    await summaryOf('order_id,customer,date,amount', [
      '1,a,2025-01-01,10',
      '2,a,2025-02-01,20',
      '2,a,2025-02-20,-8',
      '3,a,2025-02-10,30',
      '3,a,2025-02-10,-30',
    ]),
  ).toEqual([`a,1,${31 / 7},13.0,12.0`]);
});
