import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Client, ClientConfig } from 'pg';
import { readError } from '../../errors.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { driver } from '../driver.ts';
import { delayOf, postgresInWords, isPasswordLacking } from './postgres-error.ts';
import type { ServerOptions } from '../server.ts';

/** How long a server is waited for that is starting, or that hangs up because it just fell. */
const patience = { starting: 120_000, reset: 5000 };

/**
 * Connect to a server, waiting for one that is starting.
 *
 * @param where what messages call it
 * @throws InputError when the driver is not installed, or the server cannot be reached
 */
export async function connected(
  address: PostgresAddress,
  { askPassword, timeoutSeconds = Infinity }: ServerOptions,
  where: string,
): Promise<Client> {
  const { Client: PostgresClient } = await driver(
    () => import('pg'),
    'pg',
    '--engine postgres:// needs its driver',
  );
  const { host, port, user, database, password } = address;
  const config: ClientConfig = {
    host,
    port,
    user,
    database,
    ssl: tlsOf(address),
    application_name: 'clv',
    enableChannelBinding: true,
    keepAlive: true,
    connectionTimeoutMillis: 30_000,
    // Cells stay the texts that the server wrote until their types are looked at.
    types: { getTypeParser: () => (text: unknown) => text },
  };
  if (password !== undefined) config.password = password;
  let begin = performance.now();
  for (let pause = 200; ; pause = Math.min(pause * 2, 5000)) {
    const client = new PostgresClient(config);
    // An error with no statement under way, as when the server stops, comes with the next one.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      // Asked between two connections, for a server does not wait while a person types.
      if (config.password === undefined && askPassword && isPasswordLacking(error)) {
        config.password = await askPassword();
        begin = performance.now();
        continue;
      }
      const reason = delayOf(error);
      const longest = Math.min(patience[reason ?? 'reset'], timeoutSeconds * 1000);
      if (reason === undefined || performance.now() - begin > longest) {
        throw postgresInWords(error, where, {
          timeout: undefined,
          purpose: 'own',
          connecting: true,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function tlsOf({ tls, authority }: PostgresAddress): ClientConfig['ssl'] {
  if (tls === 'disable') return false;
  if (tls === 'no-verify') return { rejectUnauthorized: false };
  return {
    ...(authority !== undefined && { ca: certificateIn(authority) }),
    ...(tls === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

function certificateIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw readError(error, `sslrootcert ${file}`);
  }
}

/** Ask the server on a line of its own to stop what runs, as the protocol has it. */
export function cancel(client: Client, { host, port }: PostgresAddress): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const request = Buffer.alloc(16);
  for (const [at, number] of [16, 80_877_102, processID, secretKey].entries()) {
    request.writeInt32BE(number, at * 4);
  }
  return new Promise((resolve) => {
    const socket = host.startsWith('/')
      ? connect(`${host}/.s.PGSQL.${port}`)
      : connect({ host, port });
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('connect', () => socket.end(request));
    // The server answers by closing; one that is gone has nothing left to stop.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
