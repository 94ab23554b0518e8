/** What a statement brings back: plain values, whole numbers as numbers or bigints. */
export type Cell = string | number | bigint | boolean | null;
export type EngineRow = Readonly<Record<string, Cell>>;

/** What kind of value a column holds, as far as the statements care. */
export type ColumnType = 'text' | 'number' | 'date' | 'timestamp' | 'zoned' | 'other';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Rows to measure: a table expression, and what is known of it. */
export interface Relation {
  readonly from: string;
  readonly columns: readonly Column[];
  /** Whether reading a column that is not needed costs much, as in Parquet. */
  readonly columnar: boolean;
  /** How many files `from` has rows of; where they are several, `clv file` says which one a row is from. */
  readonly files?: number;
  /**
   * The same rows with `clv row` and `clv file`, which number them as they stand in the files; absent
   * where rows have no place of their own, as in a table.
   */
  readonly numbered: string | undefined;
  /** `row_number` and `file_number` of what could not be read as rows. */
  readonly unread: string | undefined;
}

/** All in which one engine's SQL differs from another's; the statements are shared. */
export interface Dialect {
  identifier(this: void, name: string): string;
  string(this: void, text: string): string;
  /** A day written as `2026-03-31`. */
  date(this: void, day: string): string;
  double(this: void, expression: string): string;
  text(this: void, expression: string): string;
  /** A text in one case, also beyond ASCII. */
  lower(this: void, expression: string): string;
  upper(this: void, expression: string): string;
  /** A text without blanks around it. */
  trim(this: void, expression: string): string;
  /** An exact amount of four decimals, or null where the value is none; of a text if not said. */
  money(this: void, expression: string, type?: ColumnType): string;
  /** A day from a text such as `2026-03-31 10:22:31`, without blanks around it, or null. */
  dayOfText(this: void, expression: string): string;
  /** A day in a time zone from a text that carries its offset, or null. */
  dayOfZonedText(this: void, expression: string, zone: string): string;
  /** A day from a timestamp without a zone, and from one with. */
  dayOfTimestamp(this: void, expression: string): string;
  dayOfZoned(this: void, expression: string, zone: string): string;
  /** The day in a time zone that some seconds since 1970 are in, and that some days after another. */
  dayOfEpoch(this: void, seconds: string, zone: string): string;
  dayAfter(this: void, day: string, days: string): string;
  /** Whole days from one day to a later one. */
  daysBetween(this: void, from: string, to: string): string;
  /** The first day of the month, quarter or year that a day is in. */
  periodStart(this: void, period: string, day: string): string;
  /** Of a group of rows, the value of the one that is the least by something; no two are alike in it. */
  atLeast(this: void, value: string, by: string): string;
  /** A query whose expressions are worked out once, where an engine would copy them to each use. */
  settled(this: void, select: string): string;
  /** Whether a text matches a pattern anywhere, and the text with all that match replaced. */
  matches(this: void, expression: string, pattern: string): string;
  replace(this: void, expression: string, pattern: string, by: string): string;
  /** 64 bits that are the same for rows that are equal in all of these columns. */
  hash(this: void, expressions: readonly string[]): string;
  /**
   * A digest of a text, for a file that others may see: a pseudonym, which whoever can list the texts
   * can turn back.
   */
  digest(this: void, expression: string): string;
}

/** How a table of many rows is written to a file. */
export type TableFormat = 'csv' | 'parquet';

/** How far the running statement is, as far as the engine tells. */
export interface StatementProgress {
  /** The part of it that is done. */
  readonly share?: number | undefined;
  /** Rows that were read so far. */
  readonly rows?: number | undefined;
  /** Pieces of the work that are done, and all that are known. */
  readonly splits?: { readonly done: number; readonly all: number } | undefined;
}

/** A place that runs statements. */
export interface Engine {
  readonly dialect: Dialect;
  query(this: void, sql: string): Promise<EngineRow[]>;
  /** The rows of a query in pieces, however many they are. */
  stream(this: void, sql: string): AsyncGenerator<EngineRow[]>;
  run(this: void, sql: string): Promise<void>;
  /**
   * Keep the rows of a query for the statements to come, where the engine has a place for them.
   *
   * @returns a table expression, to be given a name there
   */
  keep(this: void, name: string, select: string): Promise<string>;
  /** What was kept is needed no more. */
  drop(this: void, from: string): Promise<void>;
  /**
   * Write the rows of a query to a file.
   *
   * @param ids a column of texts from outside: in CSV those that are a `formula` get a ' before them
   * @returns how many did
   */
  copy(this: void, sql: string, file: string, format: TableFormat, ids?: string): Promise<number>;
  progress(this: void): StatementProgress;
  close(this: void): void | Promise<void>;
}
