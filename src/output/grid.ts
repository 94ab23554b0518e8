/** A table of cells, ready for any kind of printing. */
export interface Grid {
  /** Absent where the first column says what each line is. */
  readonly header?: readonly string[];
  /** Lines, in groups that a table may set apart. */
  readonly groups: readonly (readonly (readonly string[])[])[];
  /** Which columns hold numbers, so that they are set right. */
  readonly numbers: readonly boolean[];
}
