import type { Client } from 'pg';
import type { EngineRow } from '../engine.ts';
import { faultError } from '../fault.ts';
import type { ServerOptions } from '../server.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { cancel, connected } from './postgres-connection.ts';
import { postgresInWords, type PostgresPurpose } from './postgres-error.ts';
import { type PostgresField, postgresRow } from './postgres-type.ts';

/** Rows of a cursor that are fetched at once. */
const fetched = 10_000;

interface Answer {
  readonly fields: readonly PostgresField[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * Connect to a Postgres and begin the transaction that all statements are run in.
 *
 * @throws InputError when the driver is not installed, or the server cannot be reached
 */
export async function openSession(
  address: PostgresAddress,
  options: ServerOptions,
): Promise<PostgresSession> {
  const where = address.host.startsWith('/') ? address.host : `${address.host}:${address.port}`;
  const client = await connected(address, options, where);
  const session = new PostgresSession(client, address, where, options.timeoutSeconds);
  try {
    await prepare(client, options);
  } catch (error) {
    await client.end();
    throw session.inWords(error, 'own');
  }
  return session;
}

/** One transaction, in which rows are read and nothing but tables of clv is written. */
export class PostgresSession {
  readonly #client: Client;
  readonly #address: PostgresAddress;
  readonly #where: string;
  readonly #timeout: number | undefined;
  #interrupted = false;
  #active = 0;

  constructor(
    client: Client,
    address: PostgresAddress,
    where: string,
    timeout: number | undefined,
  ) {
    this.#client = client;
    this.#address = address;
    this.#where = where;
    this.#timeout = timeout;
  }

  async ask(sql: string, purpose: PostgresPurpose = 'own'): Promise<Answer> {
    this.#active++;
    try {
      // The extended protocol takes one statement and no more.
      const query = { text: sql, rowMode: 'array', queryMode: 'extended' };
      return await this.#client.query<(string | null)[]>(
        query as { text: string; rowMode: 'array' },
      );
    } catch (error) {
      throw this.#interrupted
        ? faultError('interrupted', { where: this.#where, said: '' })
        : this.inWords(error, purpose);
    } finally {
      this.#active--;
    }
  }

  async run(sql: string): Promise<void> {
    await this.ask(sql);
  }

  /** A statement of ours that reads no row of the person's, outside of what is read-only. */
  async write(sql: string, purpose?: PostgresPurpose): Promise<void> {
    await this.run('release savepoint reading');
    await this.ask(sql, purpose);
    await this.run('savepoint reading');
    await this.run('set local transaction_read_only = on');
  }

  async query(sql: string): Promise<EngineRow[]> {
    const { fields, rows } = await this.ask(sql);
    return rows.map((cells) => postgresRow(fields, cells));
  }

  async *stream(sql: string): AsyncGenerator<EngineRow[]> {
    await this.run(`declare clv_rows no scroll cursor for ${sql}`);
    for (;;) {
      const rows = await this.query(`fetch ${fetched} from clv_rows`);
      if (rows.length > 0) yield rows;
      if (rows.length < fetched) break;
    }
    await this.run('close clv_rows');
  }

  /** Stop what runs; what it throws then is that it was interrupted. */
  async interrupt(): Promise<void> {
    this.#interrupted = true;
    await this.#cancel();
  }

  async close(): Promise<void> {
    await this.#cancel();
    await this.#client.end();
  }

  inWords(error: unknown, purpose: PostgresPurpose): unknown {
    return postgresInWords(error, this.#where, { timeout: this.#timeout, purpose });
  }

  async #cancel(): Promise<void> {
    if (this.#active > 0) await cancel(this.#client, this.#address);
  }
}

/** All settings are those of the transaction, so that a pool gives them to nobody else. */
async function prepare(client: Client, { timeoutSeconds }: ServerOptions): Promise<void> {
  const settings = [
    `timezone = 'UTC'`,
    `datestyle = 'ISO, YMD'`,
    'standard_conforming_strings = on',
    'extra_float_digits = 1',
    // Without one of the person, that of the role or the server holds.
    ...(timeoutSeconds === undefined
      ? []
      : [`statement_timeout = ${Math.round(timeoutSeconds * 1000)}`]),
  ].map((setting) => `set local ${setting}; `);
  await client.query(
    `begin isolation level repeatable read; ${settings.join('')}savepoint before_check`,
  );
  // A server that can look whether clv still is there does; before 14, and off Linux, it cannot.
  await client
    .query(`set local client_connection_check_interval = '5s'`)
    .catch(() => client.query('rollback to savepoint before_check'));
  await client.query('savepoint reading; set local transaction_read_only = on');
}
