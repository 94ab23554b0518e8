import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Dialect } from '../../src/engines/engine.ts';
import type { ServerEngine } from '../../src/engines/server.ts';
import { faultOf } from './fault-of.ts';
import { postgres, trino } from './open.ts';

/** What an expression over a text `x` must be, whatever the engine; the days are of the calendar. */
const cases: readonly [string, string | null, (dialect: Dialect) => string, Cell][] = [
  ...(
    [
      ['2026-03-31', '2026-03-31'],
      ['2026-3-1', '2026-03-01'],
      ['2026-03-31 10:22:31', '2026-03-31'],
      ['2026-03-31T10:22', '2026-03-31'],
      ['2026-03-31T23:59:59.999', '2026-03-31'],
      [' 2026-03-31 ', '2026-03-31'],
      ['2024-02-29', '2024-02-29'],
      ['2000-02-29', '2000-02-29'],
      ['1900-02-29', null],
      ['2023-02-29', null],
      ['2026-04-31', null],
      ['2026-13-01', null],
      ['2026-00-10', null],
      ['0000-00-00', null],
      ['0000-00-00 00:00:00', null],
      ['2026-03-31 25:00:00', null],
      ['2026-03-31 10:61:00', null],
      ['31-03-2026', null],
      ['yesterday', null],
      ['', null],
      [null, null],
    ] as const
  ).map(([text, day]): (typeof cases)[number] => [
    'day of',
    text,
    (d) => d.text(d.dayOfText('x')),
    day,
  ]),
  ...(
    [
      ['2026-03-31 23:30:00 +0000', '2026-04-01'],
      ['2026-03-31 23:30:00 +02:00', '2026-03-31'],
      ['2026-03-31T23:30:00+02', '2026-03-31'],
      ['2026-03-31T22:30:00Z', '2026-04-01'],
      ['2026-01-31T22:30:00Z', '2026-01-31'],
      ['2026-03-29 00:30:00 -0500', '2026-03-29'],
      ['2026-12-31T23:30:00.123456-01:00', '2027-01-01'],
      ['2026-02-30T10:00:00Z', null],
      ['2026-03-31T10:00', '2026-03-31'],
      ['soon', null],
      [null, null],
    ] as const
  )
    .filter(([text]) => text !== '2026-03-31T10:00')
    .map(([text, day]): (typeof cases)[number] => [
      'day in Amsterdam of',
      text,
      (d) => d.text(d.dayOfZonedText('x', 'Europe/Amsterdam')),
      day,
    ]),
  ...(
    [
      ['12', '12.0000'],
      ['12.', '12.0000'],
      ['.5', '0.5000'],
      ['-1.00005', '-1.0001'],
      ['1.00004999', '1.0000'],
      [' 7.5 ', '7.5000'],
      ['+3', '3.0000'],
      ['1e3', '1000.0000'],
      ['1.5E-2', '0.0150'],
      ['99999999999999.9999', '99999999999999.9999'],
      ['99999999999999.99995', null],
      ['100000000000000', null],
      ['1e99', null],
      ['1e999999999', null],
      ['NaN', null],
      ['Infinity', null],
      ['1,5', null],
      ['12 EUR', null],
      ['--1', null],
      ['.', null],
      ['', null],
      [null, null],
    ] as const
  ).map(([text, money]): (typeof cases)[number] => [
    'money of',
    text,
    (d) => d.text(d.money('x')),
    money,
  ]),
  ['double of', '0.1', (d) => d.double('x'), 0.1],
  ['money of the double', '1.00005', (d) => d.text(d.money(d.double('x'))), '1.0001'],
  ['money of the double', '2.675', (d) => d.text(d.money(d.double('x'))), '2.6750'],
  ['division of', '1', (d) => `${d.double('x')} / 3`, 1 / 3],
  ['digest of', 'ann@example.com', (d) => d.digest('x'), '71d4f55f72fa128d'],
  ['lower case of', 'ÀÉÑ Ω Ж X', (d) => d.lower('x'), 'àéñ ω ж x'],
  ['upper case of', 'àéñ ω ж x', (d) => d.upper('x'), 'ÀÉÑ Ω Ж X'],
  ['what is between blanks in', ' \u00a0\u3000a b\u2003\u202f ', (d) => d.trim('x'), 'a b'],
  ['tabs are no blanks in', '\ta\n', (d) => d.trim('x'), '\ta\n'],
  ['digits in', 'a1b22', (d) => d.replace('x', '\\d', ''), 'ab'],
  [
    'turned',
    '31/03/2026',
    (d) => d.replace('x', '^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})', '\\3-\\2-\\1'),
    '2026-03-31',
  ],
  ['a dollar for', 'EUR 5', (d) => d.replace('x', 'EUR', '$'), '$ 5'],
  ['a point at the end of', 'shop.', (d) => d.matches('x', '[.]$'), true],
  ['a point at the end of', 'shop.nl', (d) => d.matches('x', '[.]$'), false],
  ['one of three signs in', '€ 5', (d) => d.matches('x', '(€|\\$|£)\\s*\\d'), true],
  ['equality with', "it's \\ 名", (d) => `x = ${d.string("it's \\ 名")}`, true],
  [
    'days to a leap day from',
    '2024-02-01',
    (d) => d.daysBetween(d.dayOfText('x'), d.date('2024-03-01')),
    29,
  ],
  [
    'the month of',
    '2024-02-29',
    (d) => d.text(d.periodStart('month', d.dayOfText('x'))),
    '2024-02-01',
  ],
  [
    'the quarter of',
    '2024-06-30',
    (d) => d.text(d.periodStart('quarter', d.dayOfText('x'))),
    '2024-04-01',
  ],
  [
    'the year of',
    '2024-12-31',
    (d) => d.text(d.periodStart('year', d.dayOfText('x'))),
    '2024-01-01',
  ],
];

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
        const schema = name === 'Trino' ? ['memory', 'default'] : ['pg_temp'];
        const path = [...schema, table];
        const quoted = path.map(identifier).join('.');
        await own.run(
          `create ${name === 'Trino' ? '' : 'temporary '}table ${name === 'Trino' ? quoted : identifier(table)} as select 1 as ${identifier(table)}`,
        );
        const { from: rows } = await own.relation({ table: path });
        expect(Object.values((await own.query(`select * from ${rows}`))[0] ?? {})).toEqual([1]);
        await own.run(`drop table ${quoted}`);
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
