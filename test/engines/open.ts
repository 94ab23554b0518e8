import { inject } from 'vitest';
import { addressOf } from '../../src/engines/address.ts';
import { openPostgres } from '../../src/engines/postgres/postgres.ts';
import type { ServerEngine } from '../../src/engines/server.ts';
import { openTrino } from '../../src/engines/trino/trino.ts';

export interface Opening {
  readonly timeoutSeconds?: number;
  readonly password?: string;
  readonly user?: string;
  readonly port?: number;
  readonly askPassword?: () => Promise<string>;
}

/** The Postgres of the tests, through an address as a person writes it. */
export function postgres(opening: Opening = {}): Promise<ServerEngine> {
  const { port, user, password, database } = inject('postgres');
  const text = `postgres://${opening.user ?? user}@127.0.0.1:${opening.port ?? port}/${database}`;
  const secret = opening.askPassword ? undefined : (opening.password ?? password);
  const address = addressOf(text, { PGPASSWORD: secret });
  if (address.kind !== 'postgres') throw new Error(address.kind);
  return openPostgres(address, {
    timeoutSeconds: opening.timeoutSeconds,
    askPassword: opening.askPassword,
  });
}

/** The Trino of the tests. */
export function trino(opening: Opening = {}, path = '/tpch/tiny?scratch=memory.default') {
  const port = opening.port ?? inject('trino').port;
  const address = addressOf(`trino://${opening.user ?? 'ann'}@127.0.0.1:${port}${path}`, {
    TRINO_PASSWORD: opening.password,
  });
  if (address.kind !== 'trino') throw new Error(address.kind);
  return openTrino(address, {
    timeoutSeconds: opening.timeoutSeconds,
    askPassword: opening.askPassword,
  });
}

/** Use an engine and close it, whatever happens. */
export async function using<T>(
  opened: Promise<ServerEngine>,
  act: (engine: ServerEngine) => Promise<T>,
): Promise<T> {
  const engine = await opened;
  try {
    return await act(engine);
  } finally {
    await engine.close();
  }
}
