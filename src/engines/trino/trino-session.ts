import type { StatementProgress } from '../engine.ts';
import { type Fault, faultError } from '../fault.ts';
import { TrinoStatement, type TrinoTarget } from './trino-client.ts';
import { trinoInWords, type TrinoPurpose } from './trino-error.ts';
import type { TrinoRows } from './trino-page.ts';

/** The statements of one run: an interrupt stops those that run and lets no other one start. */
export class TrinoSession {
  readonly #target: TrinoTarget;
  readonly #timeout: number | undefined;
  readonly #running = new Set<TrinoStatement>();
  #interrupted = false;

  constructor(target: TrinoTarget, timeout: number | undefined) {
    this.#target = target;
    this.#timeout = timeout;
  }

  get progress(): StatementProgress {
    return [...this.#running].at(-1)?.progress ?? {};
  }

  /** @throws InputError when Trino refuses the statement or cannot be reached */
  async *pages(sql: string, purpose: TrinoPurpose = 'own'): AsyncGenerator<TrinoRows> {
    try {
      yield* this.answer(sql);
    } catch (error) {
      throw this.inWords(error, purpose);
    }
  }

  async run(sql: string, purpose?: TrinoPurpose): Promise<void> {
    // Only its last page says that a statement is done.
    for await (const _ of this.pages(sql, purpose));
  }

  /** @throws TrinoRefusal when Trino refuses the statement, InputError when it cannot be reached */
  async *answer(sql: string): AsyncGenerator<TrinoRows> {
    if (this.#interrupted) throw this.fault('interrupted');
    const statement = new TrinoStatement(this.#target, this.#timeout);
    this.#running.add(statement);
    try {
      yield* statement.run(sql);
    } catch (error) {
      throw statement.stopped ? this.fault('interrupted') : error;
    } finally {
      this.#running.delete(statement);
    }
  }

  /** Drop a table, also after an interrupt, which is no reason to leave anything behind. */
  async drop(table: string): Promise<void> {
    try {
      for await (const _ of new TrinoStatement(this.#target).run(`drop table if exists ${table}`));
    } catch (error) {
      throw this.inWords(error, 'own');
    }
  }

  /** Stop what runs. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((statement) => statement.cancel()));
  }

  async interrupt(): Promise<void> {
    this.#interrupted = true;
    await this.stop();
  }

  inWords(error: unknown, purpose: TrinoPurpose): unknown {
    return trinoInWords(error, this.#where, this.#timeout, purpose);
  }

  fault(fault: Fault, said = ''): Error {
    return faultError(fault, { where: this.#where, said });
  }

  get #where(): string {
    return new URL(this.#target.origin).host;
  }
}
