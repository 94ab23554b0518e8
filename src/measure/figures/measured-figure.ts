/** One measured number, and how far it can be trusted. */
export interface Figure {
  readonly value: number;
  /** The bounds of a 95 % interval; absent where the number is a count or a total. */
  readonly low?: number;
  readonly high?: number;
  /** How many it was measured on. */
  readonly n: number;
  /** How the number and its interval came about. */
  readonly method: string;
}
