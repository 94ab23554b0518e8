/** The file that an engine should write cannot be written. */
export class UnwritableFile extends Error {
  override readonly name = 'UnwritableFile';

  /** What the system says of it, as in `No space left on device`. */
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
