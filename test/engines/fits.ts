import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { customersOf } from '../../src/cli/customer-source.ts';
import { fittedBuyers } from '../../src/cli/fitting.ts';
import { readCustomerFlags } from '../../src/cli/flags/customer-flags.ts';
import type { EngineRow } from '../../src/engines/engine.ts';
import type { ServerEngine } from '../../src/engines/server.ts';
import type { BuyerModelFile } from '../../src/input/model/model-file.ts';
import type { Fitted } from '../../src/models/fitted.ts';
import { seededRandom } from '../../src/math/random.ts';
import { demoBuying } from '../../src/synthetic/shop.ts';
import { drawBuyer } from '../../src/synthetic/simulated-buyer.ts';
import { clvInProcess } from '../cli/clv.ts';
import { postgres, trino, using } from './open.ts';
import { ask } from './trino-ask.ts';

const start = Date.UTC(2024, 0, 1);
const span = 104;

/** Orders of customers who buy as those of the demo do, each with an id that no number is. */
const orders = (() => {
  const random = seededRandom(1, 'fits');
  return Array.from({ length: 400 }, (_, at) => at).flatMap((at) => {
    const from = 7 * Math.floor((at * span) / 400);
    const { weeks, amount } = drawBuyer(random, demoBuying, span - from / 7);
    return weeks.map((week) => ({
      customer: `person ${at}`,
      day: new Date(start + (from + Math.floor(week * 7)) * 86_400_000).toISOString().slice(0, 10),
      amount: amount(random).toFixed(2),
    }));
  });
})();

const flags = ['--customer', 'customer', '--date', 'day', '--amount', 'amount'];

/** The fit of a table, and every row that was fetched for it once the orders were counted. */
async function fitIn(
  engine: ServerEngine,
  table: readonly string[],
): Promise<{ readonly file: BuyerModelFile; readonly fetched: readonly EngineRow[][] }> {
  const fetched: EngineRow[][] = [];
  const query = async (sql: string) => {
    const rows = await engine.query(sql);
    fetched.push(rows);
    return rows;
  };
  const watched = { ...engine, query };
  const source = {
    engine: watched,
    open: () => Promise.reject(new Error('it is open')),
    unread: () => Promise.resolve(0),
    assertUnchanged() {},
    causeOf: (error: unknown) => Promise.resolve(error),
  };
  const given = {
    relation: await engine.relation({ table }),
    whole: () => Promise.resolve({}),
    marks: () => Promise.resolve({ files: [], source: { engine: 'test', table: 'fits' } }),
  };
  const options = readCustomerFlags(
    { customer: 'customer', date: 'day', amount: 'amount' },
    ['-'],
    {},
  );
  const customers = await customersOf(source, given, options, () => {});
  const { file } = await fittedBuyers(customers, { model: undefined, isRemote: true, tell() {} });
  return { file, fetched };
}

/** How far the parameters of two fits are apart, relatively. */
function distance(one: Fitted | undefined, other: Fitted | undefined): number {
  const names = Object.keys(one?.parameters ?? {});
  expect(names.length).toBeGreaterThan(1);
  return Math.max(
    ...names.map((name) =>
      Math.abs((one?.parameters[name] ?? NaN) / (other?.parameters[name] ?? NaN) - 1),
    ),
  );
}

export function fits(): void {
  describe('a fit', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clv-fits-'));
    let expected: BuyerModelFile;
    const found = new Map<string, Awaited<ReturnType<typeof fitIn>>>();

    beforeAll(async () => {
      const values = orders.map((row) => `('${row.customer}', '${row.day}', '${row.amount}')`);
      const select = `select customer, cast(day as date) as day, cast(amount as decimal(12, 2)) as amount from (values ${values.join(', ')}) as t (customer, day, amount)`;
      const client = new Client({ host: '127.0.0.1', ...inject('postgres') });
      await client.connect();
      await client.query(`create table fits as ${select}`);
      await client.end();
      await ask(inject('trino').port, `create table memory.default.fits as ${select}`);
      const file = join(folder, 'orders.csv');
      const lines = orders.map(({ customer, day, amount }) => `${customer},${day},${amount}\n`);
      writeFileSync(file, `customer,day,amount\n${lines.join('')}`);
      const run = await clvInProcess(['fit', file, ...flags, '--json', '-q']);
      expected = JSON.parse(run.stdout) as BuyerModelFile;
      found.set('Postgres', await using(postgres(), (engine) => fitIn(engine, ['fits'])));
      const path = '/memory/default?scratch=memory.default';
      found.set('Trino', await using(trino({}, path), (engine) => fitIn(engine, ['fits'])));
    }, 240_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(['Postgres', 'Trino'])('in %s has the parameters that files have', (name) => {
      const file = found.get(name)?.file;
      expect(file?.model).toBe(expected.model);
      expect(file?.customers).toBe(400);
      expect(distance(file, expected)).toBeLessThan(1e-9);
      expect(file?.spend?.grouped).toBe(true);
      expect(distance(file?.spend, expected.spend)).toBeLessThan(1e-6);
    });

    it('has the same spend in both engines', () => {
      const [one, other] = ['Postgres', 'Trino'].map((name) => found.get(name)?.file.spend);
      expect(distance(one, other)).toBeLessThan(1e-9);
    });

    it.each(['Postgres', 'Trino'])('fetches cells from %s, and no id', (name) => {
      const { fetched = [], file } = found.get(name) ?? {};
      const cells = fetched.filter(([row]) => row !== undefined && 't_x' in row);
      expect(cells.map((rows) => rows.length)).toEqual([file?.cells]);
      expect(file?.cells).toBeLessThan(400);
      expect(JSON.stringify(fetched)).not.toContain('person');
    });
  });
}
