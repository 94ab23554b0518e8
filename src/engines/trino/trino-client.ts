import type { StatementProgress } from '../engine.ts';
import { type Fault, faultError } from '../fault.ts';
import { parseExact } from './exact-json.ts';
import { TrinoRefusal } from './trino-error.ts';
import { progressOf, type TrinoColumn, type TrinoPage, type TrinoRows } from './trino-page.ts';

/** Where a Trino answers, and as whom it is asked. */
export interface TrinoTarget {
  /** `http://host:8080` or `https://host`, without a path. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers that mean: later. */
const later: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** How long a server may say "later", and how long it may be out of reach, before it is given up. */
const patience = { starting: 120_000, unreachable: 10_000 };
/** How long one request may stay unanswered; Trino answers within a second, whatever it works on. */
const silence = 60_000;

/**
 * One statement in the protocol of Trino: posted, then followed from page to page. Trino cancels it
 * when it is left before its end.
 *
 * Source: https://trino.io/docs/current/develop/client-protocol.html
 *
 * @throws TrinoRefusal when Trino refuses the statement, InputError when it cannot be reached
 */
export class TrinoStatement {
  progress: StatementProgress = {};
  readonly #target: TrinoTarget;
  /** Milliseconds that the statement may take in all. */
  readonly #most: number;
  readonly #stopping = new AbortController();
  #next: string | undefined;

  /** @param seconds the longest that it may take, the start of the server counted in */
  constructor(target: TrinoTarget, seconds = Infinity) {
    this.#target = target;
    this.#most = seconds * 1000;
  }

  async *run(sql: string): AsyncGenerator<TrinoRows> {
    let columns: readonly TrinoColumn[] = [];
    try {
      let page = await this.#started(sql);
      for (;;) {
        if (page.error) throw new TrinoRefusal(page.error);
        columns = page.columns ?? columns;
        this.progress = progressOf(page);
        if (page.data || page.columns) yield { columns, rows: page.data ?? [] };
        // It may have been stopped while its rows were worked on: those are not all.
        this.#stopping.signal.throwIfAborted();
        if (this.#next === undefined) return;
        page = await this.#ask(this.#next, { method: 'GET' });
      }
    } finally {
      await this.#leave();
    }
  }

  /** Whether it was stopped before its end. */
  get stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Stop the statement, in Trino too. */
  async cancel(): Promise<void> {
    this.#stopping.abort();
    await this.#leave();
  }

  /** A coordinator that is up may still refuse all statements until it knows its nodes. */
  async #started(sql: string): Promise<TrinoPage> {
    const end = performance.now() + Math.min(patience.starting, this.#most);
    for (let pause = 100; ; pause = Math.min(pause * 2, 5000)) {
      let page = await this.#ask('/v1/statement', { method: 'POST', body: sql });
      // The first pages only tell that the statement waits.
      while (page.error === undefined && page.columns === undefined && this.#next !== undefined) {
        page = await this.#ask(this.#next, { method: 'GET' });
        if (page.data) break;
      }
      if (page.error?.errorName !== 'SERVER_STARTING_UP') return page;
      if (performance.now() > end) throw this.#fault('starting', page.error.message);
      await this.#pause(pause);
    }
  }

  async #ask(path: string, request: { method: string; body?: string }): Promise<TrinoPage> {
    const begin = performance.now();
    for (let pause = 100; ; pause = Math.min(pause * 2, 5000)) {
      const waited = performance.now() - begin;
      try {
        const { status, text, wait } = await this.#fetch(path, request);
        if (status === 200) return this.#read(text);
        if (status === 401 || status === 403) {
          throw this.#fault(status === 401 ? 'login' : 'denied', saidOf(status, text));
        }
        if (status === 410) throw this.#fault('gone', 'an answer that was there once');
        if (!later.has(status)) throw this.#fault('absent', saidOf(status, text));
        if (waited > Math.min(patience.starting, this.#most)) {
          throw this.#fault('starting', saidOf(status, text));
        }
        await this.#pause(Math.max(wait ?? 0, pause));
      } catch (error) {
        if (!(error instanceof TypeError || isTimeout(error))) throw error;
        // A statement that may have been taken is not given twice; a page can be asked for again.
        const code = codeOf(error);
        if (request.method === 'POST') throw this.#fault('absent', code);
        if (waited > Math.min(patience.unreachable, this.#most)) throw this.#fault('gone', code);
        await this.#pause(pause);
      }
    }
  }

  async #fetch(path: string, { method, body }: { method: string; body?: string }) {
    const response = await fetch(new URL(path, this.#target.origin), {
      method,
      headers: this.#target.headers,
      redirect: 'error',
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(silence)]),
      ...(body !== undefined && { body }),
    });
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      status: response.status,
      text: await response.text(),
      wait: seconds >= 0 ? Math.min(seconds, 30) * 1000 : undefined,
    };
  }

  #read(text: string): TrinoPage {
    let page: TrinoPage;
    try {
      page = parseExact(text) as TrinoPage;
    } catch {
      throw this.#fault('absent', 'an answer that is not one of Trino');
    }
    this.#next = page.nextUri;
    // The password goes to the server that was named and to no other.
    if (page.nextUri !== undefined && new URL(page.nextUri).origin !== this.#target.origin) {
      this.#next = undefined;
      throw this.#fault(
        'absent',
        `the address ${new URL(page.nextUri).origin} from it; set http-server.process-forwarded in Trino`,
      );
    }
    return page;
  }

  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
  }

  async #leave(): Promise<void> {
    const next = this.#next;
    this.#next = undefined;
    if (next === undefined) return;
    const { headers } = this.#target;
    // A server that is gone has nothing left to stop.
    await fetch(next, { method: 'DELETE', headers, signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    );
  }

  #fault(fault: Fault, said: string): Error {
    return faultError(fault, { where: new URL(this.#target.origin).host, said });
  }
}

const isTimeout = (error: unknown): boolean => (error as Error).name === 'TimeoutError';

/** What a proxy says is a page of HTML; its status tells as much. */
function saidOf(status: number, text: string): string {
  const plain = /^\s*[<{]/.test(text) ? '' : text.trim().slice(0, 200);
  return plain === '' ? `status ${status}` : `status ${status}: ${plain}`;
}

function codeOf(error: unknown): string {
  const { cause, name } = error as Error;
  if (isTimeout(error)) return 'no answer within a minute';
  const { code, message } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return code ?? message ?? name;
}
