import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDuckdb, openDuckdb } from '../../src/engines/duckdb/duckdb.ts';
import { cases } from './dialect-cases.ts';

describe('the dialect of DuckDB', () => {
  let engine: OpenDuckdb;
  beforeAll(async () => {
    engine = await openDuckdb({ memory: undefined, progress: false, onInterrupt() {} });
  });
  afterAll(() => engine.close());

  it.each(cases)('%s %j', async (_, text, expression, expected) => {
    const { dialect, query } = engine;
    const cell = text === null ? 'null' : dialect.string(text);
    const [row] = await query(
      `select ${expression(dialect)} as y from (select cast(${cell} as varchar) as x) as one`,
    );
    expect(row?.['y']).toEqual(expected);
  });
});
