import type { Dialect, Engine, Relation } from './engine.ts';

/** What is measured in a server: a table by the parts of its name, or the rows of a query. */
export type Source = { readonly table: readonly string[] } | { readonly query: string };

/** A table by the parts of its name, as it is written in a statement. */
export const qualified = ({ identifier }: Dialect, table: readonly string[]): string =>
  table.map(identifier).join('.');

/** A table expression for it. */
export const sourceFrom = (dialect: Dialect, source: Source): string =>
  'table' in source ? qualified(dialect, source.table) : `(${source.query}\n) as given`;

/** How a server is worked with. */
export interface ServerOptions {
  /** Have something done should the program be interrupted. */
  readonly onInterrupt?: ((this: void, action: () => Promise<void>) => void) | undefined;
  /** The longest that one statement may run. */
  readonly timeoutSeconds: number | undefined;
  /** Ask the person for the password; absent where there is nobody to ask. */
  readonly askPassword: ((this: void) => Promise<string>) | undefined;
}

/** An engine that runs in a server of its own, and whose rows stay there. */
export interface ServerEngine extends Engine {
  /** A table expression, and its columns; texts are compared by their bytes. */
  relation(this: void, source: Source): Promise<Relation>;
  /**
   * Write the rows of a query into a table that stays, whole or not at all.
   *
   * @throws InputError when there is such a table, or the user may not make one
   */
  store(this: void, table: readonly string[], select: string): Promise<void>;
  /**
   * See that such a table can be written, before the work of which it takes the rows.
   *
   * @throws InputError as `store` does, as far as that can be known without writing it
   */
  assertFree(this: void, table: readonly string[]): Promise<void>;
  /** Stop what runs; it is done when the engine knows. */
  interrupt(this: void): Promise<void>;
  close(this: void): Promise<void>;
}

/** Leave nothing that runs, and nothing that was kept, should the program be interrupted. */
export function stopOnInterrupt(
  { interrupt, close }: ServerEngine,
  { onInterrupt }: ServerOptions,
): void {
  onInterrupt?.(async () => {
    await interrupt();
    await close();
  });
}
