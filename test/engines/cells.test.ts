import { describe, expect, it } from 'vitest';
import { postgresColumns, postgresRow } from '../../src/engines/postgres/postgres-type.ts';
import { trinoColumn, trinoRow, trinoText } from '../../src/engines/trino/trino-type.ts';

describe('what comes from Trino', () => {
  it.each([
    ['varchar', 'a', 'a'],
    ['varchar', null, null],
    ['boolean', true, true],
    ['bigint', '9007199254740993', 9007199254740993n],
    ['integer', 4, 4],
    ['double', 0.5, 0.5],
    ['double', '1e3', 1000],
    // What no JSON number can be comes as a text.
    ['double', 'NaN', Number.NaN],
    ['real', '-Infinity', -Infinity],
    ['decimal(18,4)', '12.5000', 12.5],
    ['decimal(38,0)', '12345678901234567890', 12345678901234567890n],
    ['date', '2025-01-13', '2025-01-13'],
    ['array(integer)', [1, 2], '[1,2]'],
  ])('as %s is read from %j', (type, cell, value) => {
    expect(trinoRow([{ name: 'x', type }], [cell])).toEqual({ x: value });
  });

  it('lacks a cell where the row is short', () => {
    expect(trinoRow([{ name: 'x', type: 'date' }], [])).toEqual({ x: null });
  });

  it.each([
    ['varchar(20)', 'text'],
    ['char(3)', 'text'],
    ['date', 'date'],
    ['timestamp(3)', 'timestamp'],
    ['timestamp(3) with time zone', 'zoned'],
    ['decimal(10,2)', 'number'],
    ['tinyint', 'number'],
    ['uuid', 'other'],
    ['interval day to second', 'other'],
  ])('has columns: of %s, which is %s', (type, kind) => {
    expect(trinoColumn({ name: 'x', type })).toEqual({ name: 'x', type: kind });
  });

  it.each([
    ['char(3)', 'cast(trim(cast(x as varchar)) as varchar)'],
    ['varbinary', 'to_hex(x)'],
    ['map(varchar, integer)', 'json_format(cast(x as json))'],
    ['uuid', 'x'],
  ])('is a text from %s', (type, text) => {
    expect(trinoText('x', type)).toBe(text);
  });
});

// The numbers are the oids of pg_type.
describe('what comes from Postgres', () => {
  it.each([
    [16, 't', true],
    [16, 'f', false],
    [20, '9007199254740993', 9007199254740993n],
    [23, '-4', -4],
    [701, 'NaN', Number.NaN],
    [701, '-Infinity', -Infinity],
    [1700, '12.5000', 12.5],
    [1700, '12345678901234567890', 12345678901234567890n],
    [1082, '2025-01-13', '2025-01-13'],
    [25, '12', '12'],
    [25, null, null],
  ])('as type %d is read from %j', (dataTypeID, text, value) => {
    expect(postgresRow([{ name: 'x', dataTypeID }], [text])).toEqual({ x: value });
  });

  it.each([
    [1184, 'zoned', undefined],
    [1114, 'timestamp', undefined],
    [790, 'number', 'cast(x as numeric)'],
    // A text, a list of words, and what has no text of its own.
    [25, 'text', '(cast(x as text) collate "C")'],
    [90_001, 'text', '(cast(x as text) collate "C")'],
    [3802, 'other', '(cast(x as text) collate "C")'],
  ])('has columns: of type %d, which is %s, read as %s', (dataTypeID, type, read) => {
    const categories = new Map([
      [25, 'S'],
      [90_001, 'E'],
      [3802, 'U'],
    ]);
    const found = postgresColumns([{ name: 'x', dataTypeID }], categories);
    expect(found.columns).toEqual([{ name: 'x', type }]);
    expect(found.read.get('x')?.('x')).toBe(read);
  });
});
