import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerEngine } from '../../src/engines/server.ts';
import { cases } from './dialect-cases.ts';
import { faultOf } from './fault-of.ts';
import { postgres, trino } from './open.ts';

const engines = [
  ['Postgres', () => postgres()],
  ['Trino', () => trino()],
] as const;

export function dialects(): void {
  describe.each(engines)('in %s', (name, open) => {
    let engine: ServerEngine;
    beforeAll(async () => {
      engine = await open();
    });
    afterAll(() => engine.close());
    const value = async (sql: string) => Object.values((await engine.query(sql))[0] ?? {})[0];
    const from = (text: string | null) => {
      const { string } = engine.dialect;
      return `(select cast(${text === null ? 'null' : string(text)} as varchar) as x) as one`;
    };

    it.each(cases)('%s %j', async (_, text, expression, expected) => {
      expect(await value(`select ${expression(engine.dialect)} as y from ${from(text)}`)).toEqual(
        expected,
      );
    });

    it('the hash tells null from the empty text, and where one cell ends', async () => {
      const { hash } = engine.dialect;
      const rows = [
        `null, 'a'`,
        `'', 'a'`,
        `'a', ''`,
        `'a', null`,
        `'a,', 'b'`,
        `'a', ',b'`,
        `'ab', ''`,
      ];
      const all = rows.map((row) => `(${row})`).join(', ');
      const sql = `select count(distinct ${hash(['a', 'b'])}) as n from (values ${all}) as t (a, b)`;
      expect(await value(sql)).toBe(rows.length);
      expect(
        await value(
          `select ${hash(['a'])} - ${hash(['b'])} as d from (values ('x', 'x')) as t (a, b)`,
        ),
      ).toBe(0);
    });

    it('whole numbers keep all their digits', async () => {
      const rows = await engine.query(
        `select cast(9007199254740993 as bigint) as big, cast(7 as bigint) as small, cast(-9223372036854775807 as bigint) as least, '9007199254740993' as word, cast(1234567890123.5 as decimal(30, 1)) as money`,
      );
      expect(rows).toEqual([
        {
          big: 9007199254740993n,
          small: 7,
          least: -9223372036854775807n,
          word: '9007199254740993',
          money: 1_234_567_890_123.5,
        },
      ]);
    });

    it('texts are put in order by their bytes, not as in a language', async () => {
      const source = {
        query: `select * from (values ('b'), ('B'), ('a'), ('é'), ('Z')) as t (word)`,
      };
      const { from: rows, columns } = await engine.relation(source);
      expect(columns).toEqual([{ name: 'word', type: 'text' }]);
      expect(
        (await engine.query(`select word from ${rows} order by word`)).map(({ word }) => word),
      ).toEqual(['B', 'Z', 'a', 'b', 'é']);
    });

    const wild = [
      'a"; drop table orders; --',
      'select',
      'Order',
      'ORDER',
      'a b.c',
      "it's",
      'naïve_名前_🛒',
      'x'.repeat(63),
      `${'é'.repeat(31)}x`,
      '$1 ?',
      '\\',
    ];

    it('names of columns are taken as they are', async () => {
      const { identifier } = engine.dialect;
      // Trino pays no heed to case in the names of columns.
      const names = name === 'Trino' ? wild.filter((each) => each !== 'ORDER') : wild;
      const cells = names.map((each, at) => `${at} as ${identifier(each)}`);
      const [row] = await engine.query(`select ${cells.join(', ')}`);
      expect(row).toEqual(Object.fromEntries(names.map((each, at) => [each, at])));
      const { columns, from: rows } = await engine.relation({
        query: `select ${cells.join(', ')}`,
      });
      expect(columns.map((column) => column.name)).toEqual(names);
      expect(await engine.query(`select ${names.map(identifier).join(', ')} from ${rows}`)).toEqual(
        [row],
      );
    });

    it.each(wild)('a table is named %j and kept so', async (table) => {
      const own = await open();
      try {
        const { identifier } = own.dialect;
        const path = [...(name === 'Trino' ? ['memory', 'default'] : ['public']), table];
        await own.store(path, `select 1 as ${identifier(table)}`);
        const { from: rows } = await own.relation({ table: path });
        expect(Object.values((await own.query(`select * from ${rows}`))[0] ?? {})).toEqual([1]);
        await own.run(`drop table ${path.map(identifier).join('.')}`);
      } finally {
        await own.close();
      }
    });

    it('rows that are kept can be asked for again and are gone at the end', async () => {
      const own = await open();
      const { periodStart, date } = own.dialect;
      const kept = await own.keep(
        'some',
        `select ${periodStart('month', date('2026-03-31'))} as day, 5 as n`,
      );
      const again = await own.keep('more', `select day, n + 1 as n from ${kept} as t`);
      expect(await own.query(`select n from ${again} as t`)).toEqual([{ n: 6 }]);
      await own.close();
      await expect(value(`select * from ${again} as t`)).rejects.toThrow('must be there');
      // An error ends the transaction of Postgres.
      await engine.close();
      engine = await open();
    });

    it('copies rows to a file of CSV, and says that it writes no Parquet', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'clv-copy-'));
      try {
        const file = join(folder, 'rows.csv');
        const double = name === 'Trino' ? 'double' : 'double precision';
        const words = `values (1, 'a,b', cast(0.5 as ${double})), (2, 'say "é"', null)`;
        const sql = `select * from (${words}) as t (id, word, share) order by id`;
        await engine.copy(sql, file, 'csv');
        expect(readFileSync(file, 'utf8')).toBe('id,word,share\n1,"a,b",0.5\n2,"say ""é""",\n');
        expect(await faultOf(engine.copy(sql, file, 'parquet'))).toContain('must be CSV');
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it('streams rows in pieces, and ends well when it is left early', async () => {
      const many =
        name === 'Trino'
          ? 'select orderkey as n from tpch.sf1.orders limit 200000'
          : 'select n from generate_series(1, 200000) as t (n)';
      let [rows, pieces] = [0, 0];
      for await (const piece of engine.stream(many)) {
        rows += piece.length;
        pieces++;
      }
      expect(rows).toBe(200_000);
      expect(pieces).toBeGreaterThan(1);
      for await (const piece of engine.stream(many)) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      expect(await value('select 1 as one')).toBe(1);
    });
  });
}
