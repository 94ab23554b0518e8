import type { Engine, Relation, Row } from './engine.ts';

/** What is measured in a server: a table by the parts of its name, or the rows of a query. */
export type Source = { readonly table: readonly string[] } | { readonly query: string };

/** How a server is worked with. */
export interface ServerOptions {
  /** The longest that one statement may run. */
  readonly timeoutSeconds: number | undefined;
  /** Ask the person for the password; absent where there is nobody to ask. */
  readonly askPassword: ((this: void) => Promise<string>) | undefined;
}

/** An engine that runs in a server of its own, and whose rows stay there. */
export interface ServerEngine extends Engine {
  /** What stands behind FROM, and its columns; texts are compared by their bytes. */
  relation(this: void, source: Source): Promise<Relation>;
  /** The rows of a query in pieces, however many they are. */
  stream(this: void, sql: string): AsyncGenerator<Row[]>;
  interrupt(this: void): Promise<void>;
  close(this: void): Promise<void>;
}
