/** What clv should write could not be written: the run ends with 2. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
