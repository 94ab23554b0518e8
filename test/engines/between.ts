import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { freePort } from './process.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/**
 * A server before Trino that answers some requests itself and hands the others on.
 *
 * @param answer told the number of the request, its path and its statement; may do something first
 * @param tls whether it speaks TLS, with the certificate of the Postgres of the tests
 */
export async function between(
  answer: (
    nth: number,
    path: string,
    sql: string,
  ) => Answer | undefined | Promise<Answer | undefined>,
  act: (port: number) => Promise<void>,
  tls = false,
): Promise<void> {
  let nth = 0;
  const answered = async (from: IncomingMessage, number: number): Promise<Answer | string> => {
    const body = await text(from);
    return (await answer(number, from.url ?? '', body)) ?? body;
  };
  const handle = (from: IncomingMessage, to: ServerResponse) => {
    void answered(from, ++nth).then((own) => {
      if (typeof own === 'object') {
        to.writeHead(own.status, own.headers).end(own.body);
        return;
      }
      const { method, url: path } = from;
      const headers = { ...from.headers, ...(tls && { 'x-forwarded-proto': 'https' }) };
      const onward = request(
        { host: '127.0.0.1', port: inject('trino').port, method, path, headers },
        (reply) => {
          to.writeHead(reply.statusCode ?? 500, reply.headers);
          reply.pipe(to);
        },
      );
      onward.on('error', () => to.destroy());
      onward.end(own);
    });
  };
  const { key, authority: cert } = inject('postgres');
  const server = tls
    ? createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, handle)
    : createServer(handle);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    await act(port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
