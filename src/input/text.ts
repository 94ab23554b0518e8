import { isUtf8 } from 'node:buffer';
import { InputError } from '../errors.ts';

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

/** The longest document that is read at once; streams have no limit. */
const longestDocument = 256 * 1024 * 1024;

/** All of the text at once. */
export async function wholeText(bytes: Bytes): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > longestDocument) {
      throw new InputError(
        `a JSON document must be at most ${longestDocument} bytes, got a longer one; NDJSON and CSV have no limit`,
      );
    }
    chunks.push(Uint8Array.from(chunk));
  }
  return decode(Buffer.concat(chunks), true);
}

/** UTF-8 without its byte order mark; anything else is refused rather than garbled. */
function decode(bytes: Buffer, first: boolean): string {
  if (!isUtf8(bytes)) {
    throw new InputError(
      'input must be UTF-8 text, got other bytes; convert it, as with iconv -t utf-8',
    );
  }
  const text = bytes.toString('utf8');
  return first && text.startsWith('\uFEFF') ? text.slice(1) : text;
}
