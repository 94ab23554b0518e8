/** A file that the engine can read: whole, and in UTF-8 where it is text. */
export interface SourceFile {
  /** What messages call it. */
  readonly name: string;
  readonly path: string;
  /** Lines above the header, which are no part of the table. */
  readonly skip: number;
}
