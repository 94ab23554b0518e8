import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { EngineRow } from '../../src/engines/engine.ts';
import type { ServerEngine } from '../../src/engines/server.ts';
import { faultOf } from './fault-of.ts';
import { trino, using } from './open.ts';

/** An answer of the statement protocol; `next` is the path of the page behind it. */
interface Page {
  readonly status?: number;
  readonly next?: string;
  readonly columns?: readonly { name: string; type: string }[];
  readonly data?: readonly unknown[][];
  readonly stats?: object;
  readonly error?: object;
}

/**
 * Work with a server that answers as Trino does, and hear what it was asked.
 *
 * @param answer the answer to a request such as `POST select 1` or `GET /1`
 */
async function asked(
  answer: (request: string) => Page | string,
  act: (engine: ServerEngine, port: number) => Promise<unknown>,
): Promise<readonly string[]> {
  const requests: string[] = [];
  const server = createServer((from, to) => {
    void text(from).then((body) => {
      const request = `${from.method} ${from.method === 'POST' ? body : from.url}`;
      requests.push(request);
      const page = from.method === 'DELETE' ? {} : answer(request);
      if (typeof page === 'string') return to.end(page);
      const { status = 200, next, ...rest } = page;
      const nextUri = next === undefined ? undefined : `http://${from.headers.host}${next}`;
      return to.writeHead(status).end(JSON.stringify({ ...rest, nextUri }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await using(trino({ port }), (engine) => act(engine, port));
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return requests;
}

const columns = [{ name: 'n', type: 'bigint' }];
const error = (errorName: string, message: string) => ({
  error: { errorName, errorType: 'USER_ERROR', message },
});

describe('a statement', () => {
  it('is followed from page to page, and says how far it is', async () => {
    const pages: Readonly<Record<string, Page>> = {
      'POST select n': { next: '/queued' },
      'GET /queued': { next: '/1' },
      'GET /1': { next: '/2', columns, stats: { progressPercentage: 25, processedRows: 7 } },
      'GET /2': {
        next: '/3',
        data: [[1], ['9007199254740993']],
        stats: { completedSplits: 1, totalSplits: 4 },
      },
      'GET /3': { data: [[null]] },
    };
    const pieces: EngineRow[][] = [];
    const requests = await asked(
      (request) => pages[request] ?? {},
      async (engine) => {
        for await (const rows of engine.stream('select n')) {
          pieces.push(rows);
          if (pieces.length === 1) expect(engine.progress().splits).toEqual({ done: 1, all: 4 });
        }
      },
    );
    expect(pieces).toEqual([[{ n: 1 }, { n: 9007199254740993n }], [{ n: null }]]);
    expect(requests).toEqual(Object.keys(pages));
  });

  it('is taken off Trino when it is left', async () => {
    const requests = await asked(
      () => ({ next: '/1', columns, data: [[1]] }),
      async (engine) => {
        for await (const rows of engine.stream('select n')) {
          expect(rows).toEqual([{ n: 1 }]);
          break;
        }
      },
    );
    expect(requests.at(-1)).toBe('DELETE /1');
  });

  it('is asked for again where a server says later', async () => {
    let refusals = 0;
    const requests = await asked(
      () => (refusals++ < 2 ? { status: 503 } : { columns, data: [[1]] }),
      async (engine) => expect(await engine.query('select n')).toEqual([{ n: 1 }]),
    );
    expect(requests).toHaveLength(3);
  });

  it.each([
    [{ status: 401 }, 'must know the user and the password, got status 401'],
    [{ status: 403 }, 'must be allowed what is asked of'],
    [{ status: 404 }, 'must answer, got status 404'],
    [{ status: 410 }, 'must stay up to the end, got an answer that was there once'],
    ['<html>', 'must answer, got an answer that is not one of Trino'],
    ['{"nextUri":"http://127.0.0.2:9/1"}', 'got the address http://127.0.0.2:9 from it'],
    [error('TABLE_NOT_FOUND', 'no orders'), 'must be there, got from'],
  ])('that is answered with %j fails in one line', async (page, words) => {
    await asked(
      () => page,
      async (engine) => expect(await faultOf(engine.query('select n'))).toContain(words),
    );
  });

  it('that is interrupted is stopped in Trino, and none comes after it', async () => {
    const requests = await asked(
      () => ({ next: '/1', columns, data: [[1]] }),
      async (engine) => {
        const reading = engine.stream('select n');
        await reading.next();
        await engine.interrupt();
        expect(await faultOf(reading.next())).toContain('got an interrupt');
        expect(await faultOf(engine.query('select n'))).toContain('got an interrupt');
      },
    );
    expect(requests).toEqual(['POST select n', 'DELETE /1']);
  });
});

describe('a table', () => {
  it('is kept in scratch under a name of its own, and dropped at the end', async () => {
    const requests = await asked(
      () => ({}),
      async (engine) => {
        expect(await engine.keep('slots', 'select 1 as n')).toMatch(
          /^"memory"\."default"\."clv_[a-z0-9]+_slots"$/,
        );
      },
    );
    expect(requests).toEqual([
      expect.stringMatching(/^POST create table "memory"."default"."clv_\w+" as select 1 as n$/),
      expect.stringMatching(/^POST drop table if exists "memory"."default"."clv_\w+"$/),
    ]);
  });

  it.each([
    [{}, 'the table to write must not be there yet'],
    [error('SCHEMA_NOT_FOUND', 'no shop'), 'the table to write must have a schema'],
  ])('to write is looked for before: answered with %j', async (page, words) => {
    const table = ['hive', 'shop', 'summary'];
    await asked(
      () => page,
      async (engine) => expect(await faultOf(engine.assertFree(table))).toContain(words),
    );
    await asked(
      () => error('TABLE_NOT_FOUND', 'no summary'),
      (engine) => engine.assertFree(table),
    );
  });

  it('has its columns read as texts where they have none', async () => {
    const found = [
      { name: 'id', type: 'varchar' },
      { name: 'tags', type: 'array(varchar)' },
    ];
    await asked(
      () => ({ columns: found }),
      async (engine) => {
        const relation = await engine.relation({ table: ['orders'] });
        expect(relation.columns.map(({ type }) => type)).toEqual(['text', 'other']);
        expect(relation.from).toContain('json_format(cast("tags" as json)) as "tags"');
      },
    );
  });

  it('is written to a CSV row by row', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clv-trino-'));
    const file = join(folder, 'rows.csv');
    const found = [...columns, { name: 'id', type: 'varchar' }];
    await asked(
      () => ({
        columns: found,
        data: [
          [1, '=1+1'],
          [null, 'a,"b"'],
        ],
      }),
      async (engine) => {
        expect(await engine.copy('select n', file, 'csv', 'id')).toBe(1);
        expect(await faultOf(engine.copy('select n', file, 'parquet'))).toContain('must be CSV');
      },
    );
    expect(readFileSync(file, 'utf8')).toBe(`n,id\n1,'=1+1\n,"a,""b"""\n`);
    rmSync(folder, { recursive: true });
  });
});
