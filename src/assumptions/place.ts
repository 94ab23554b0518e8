/** Where something is in a file; 1 is the first line and the first column. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One problem and the place of it. */
export interface Located {
  readonly place: Place;
  readonly message: string;
}
