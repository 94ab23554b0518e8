import { isUtf8 } from 'node:buffer';
import { InputError } from '../../errors.ts';

/** Bytes as they come from a file or a pipe. */
export type Bytes = AsyncIterable<Uint8Array>;

const newline = 0x0a;

/** The longest line that is read: a line beyond it is no record but a mistake. */
const longestLine = 16 * 1024 * 1024;

/** Text in pieces that each end with a whole line (the last one perhaps without its line end). */
export async function* wholeLines(bytes: Bytes): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let restLength = 0;
  let first = true;
  for await (const piece of bytes) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const end = chunk.lastIndexOf(newline) + 1;
    if (end > 0) {
      yield decode(Buffer.concat([...rest, chunk.subarray(0, end)]), first);
      first = false;
      rest = [];
      restLength = 0;
    }
    // The piece may be read into again, so what is kept of it is copied.
    if (end < chunk.length) rest.push(Buffer.from(chunk.subarray(end)));
    restLength += chunk.length - end;
    if (restLength > longestLine) {
      throw new InputError(`a line must be at most ${longestLine} bytes, got a longer one`);
    }
  }
  if (restLength > 0) yield decode(Buffer.concat(rest), first);
}

/** The longest document that is read at once, in bytes; streams of records have no limit. */
export const longestDocument = 64 * 1024 * 1024;

/** The text of a document, collected piece by piece and read no further than its limit. */
export class BoundedText {
  readonly #name: string;
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  /** @param name what messages call it */
  constructor(name: string) {
    this.#name = name;
  }

  /** @throws InputError when it grows too long */
  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > longestDocument) {
      throw new InputError(
        `${this.#name} is longer than 64 MB, the limit of a document; NDJSON and CSV have none`,
      );
    }
    // The piece may be read into again.
    this.#pieces.push(Uint8Array.from(piece));
  }

  /** @throws InputError when it is no UTF-8 */
  text(): string {
    return decode(Buffer.concat(this.#pieces), true, this.#name);
  }
}

/** All of the text at once. */
export async function wholeText(bytes: Bytes, name = 'input'): Promise<string> {
  const whole = new BoundedText(name);
  for await (const piece of bytes) whole.add(piece);
  return whole.text();
}

/** UTF-8 without its byte order mark; anything else is refused rather than garbled. */
function decode(bytes: Buffer, first: boolean, name = 'input'): string {
  if (!isUtf8(bytes)) {
    throw new InputError(`${name} is not UTF-8 text; convert it, as with iconv -t utf-8`);
  }
  const text = bytes.toString('utf8');
  return first && text.startsWith('\uFEFF') ? text.slice(1) : text;
}
