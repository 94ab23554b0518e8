import { isAscii, isUtf8 } from 'node:buffer';
import { InputError } from '../../errors.ts';
import type { Bytes } from './text.ts';

/** How the characters of a text are written as bytes. */
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

/** The bytes of a start that are looked at. */
const startLength = 4096;

/**
 * How a text is encoded: UTF-16 where its start says so, else UTF-8 where all of it is, else
 * Windows-1252.
 *
 * It reads all of a text in UTF-8, at about two gigabytes a second. An engine that meets other bytes does not
 * always say so: DuckDB 1.5.6 stops with an error of its own, or passes over their rows.
 *
 * @param subject what a message calls the text
 * @throws InputError when it is no text, or begins as UTF-8 and goes on as something else
 */
export async function encodingOf(bytes: Bytes, subject: string): Promise<Encoding> {
  const check = new Utf8Check();
  let start = Buffer.alloc(0);
  let isStart = true;
  const take = (piece: Uint8Array): Encoding | undefined => {
    const valid = check.takes(piece);
    if (valid) return undefined;
    if (!check.isAscii) throw new InputError(mixed(subject));
    return 'Windows-1252';
  };
  for await (const piece of bytes) {
    let next: Uint8Array = piece;
    if (isStart) {
      start = Buffer.concat([start, piece]);
      if (start.length < startLength) continue;
      isStart = false;
      const named = encodingOfStart(start.subarray(0, startLength), subject);
      if (named !== undefined) return named;
      next = start;
    }
    const found = take(next);
    if (found !== undefined) return found;
  }
  if (isStart) {
    const found = encodingOfStart(start, subject) ?? take(start);
    if (found !== undefined) return found;
  }
  if (check.isWhole) return 'UTF-8';
  if (check.isAscii) return 'Windows-1252';
  throw new InputError(`${subject} must be a whole text, got UTF-8 that ends inside a character`);
}

function mixed(subject: string): string {
  return `${subject} must be in one encoding, got UTF-8 at first and other bytes later; convert the parts before joining them`;
}

/** What the start of a text tells: a byte order mark, or the NULs that UTF-16 has in ASCII. */
function encodingOfStart(start: Uint8Array, subject: string): Encoding | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => start[index] === byte);
  const refused = begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff) ? 'UTF-32' : undefined;
  const what = begins(0x50, 0x4b, 0x03, 0x04) ? 'a ZIP file, as .xlsx is' : refused;
  if (what !== undefined)
    throw new InputError(`${subject} must be text, got ${what}; save it as CSV`);
  if (begins(0xff, 0xfe)) return 'UTF-16LE';
  if (begins(0xfe, 0xff)) return 'UTF-16BE';
  const units = start.length >> 1;
  let even = 0;
  let odd = 0;
  for (let unit = 0; unit < units; unit++) {
    if (start[2 * unit] === 0) even++;
    if (start[2 * unit + 1] === 0) odd++;
  }
  // The header and the digits of an export are ASCII, so every other byte of most is NUL.
  if (odd > units / 4 && even < odd / 10) return 'UTF-16LE';
  if (even > units / 4 && odd < even / 10) return 'UTF-16BE';
  return undefined;
}

/** Whether bytes that come in pieces, cut anywhere, are UTF-8 so far. */
class Utf8Check {
  /** Whether no character was beyond ASCII so far. */
  isAscii = true;
  /** The bytes of a character that the last piece ended inside. */
  private rest = Buffer.alloc(0);

  /** Whether the last piece ended with a character. */
  get isWhole(): boolean {
    return this.rest.length === 0;
  }

  /** Take the next piece, and say whether all is valid so far. */
  takes(piece: Uint8Array): boolean {
    let next = piece;
    if (this.rest.length > 0) {
      const missing = lengthFrom(this.rest[0] as number) - this.rest.length;
      this.rest = Buffer.concat([this.rest, piece.subarray(0, missing)]);
      if (piece.length < missing) return true;
      if (!isUtf8(this.rest)) return false;
      this.isAscii = false;
      this.rest = Buffer.alloc(0);
      next = piece.subarray(missing);
    }
    const end = next.length - cutOff(next);
    const whole = next.subarray(0, end);
    if (!isUtf8(whole)) {
      if (this.isAscii) this.isAscii = !beginsBeyondAscii(whole);
      return false;
    }
    if (this.isAscii) this.isAscii = isAscii(whole);
    // The piece may be read into again, so what is kept of it is copied.
    this.rest = Buffer.from(next.subarray(end));
    return true;
  }
}

/** Whether the first character that is not ASCII is a whole one of UTF-8. */
function beginsBeyondAscii(bytes: Uint8Array): boolean {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  const first = bytes[at] ?? 0;
  return first >= 0xc0 && isUtf8(bytes.subarray(at, at + lengthFrom(first)));
}

/** The bytes of a character, told by its first one. */
function lengthFrom(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}

/** The bytes at the end that begin a character and do not end it. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthFrom(byte) > back ? back : 0;
  }
  return 0;
}

/**
 * A text in UTF-8, whatever its encoding was, in as many pieces and without a byte order mark.
 *
 * @param subject what a message calls the text
 * @throws InputError when UTF-16 holds half a character
 */
export async function* toUtf8(
  bytes: Bytes,
  encoding: Encoding,
  subject: string,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'Windows-1252') {
    for await (const piece of bytes) yield Buffer.from(windowsText(piece));
  } else if (encoding === 'UTF-8') yield* bytes;
  else yield* fromUtf16(bytes, encoding === 'UTF-16BE', subject);
}

/**
 * What Windows-1252 has from 0x80 to 0x9f, where ISO 8859-1 has controls; the five that it leaves
 * open stay controls, as the encoding standard of the web has it.
 */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windowsText(piece: Uint8Array): string {
  return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);
}

async function* fromUtf16(
  bytes: Bytes,
  isBigEndian: boolean,
  subject: string,
): AsyncGenerator<Uint8Array> {
  const half = `${subject} must be whole UTF-16, got half a character`;
  let rest = Buffer.alloc(0);
  let isFirst = true;
  for await (const piece of bytes) {
    const all = Buffer.concat([rest, piece]);
    let end = all.length & ~1;
    // Of a pair of surrogates, the first waits for the second.
    const high = all[end - (isBigEndian ? 2 : 1)] ?? 0;
    if (high >= 0xd8 && high < 0xdc) end -= 2;
    rest = Buffer.from(all.subarray(end));
    const units = all.subarray(0, end);
    if (isBigEndian) units.swap16();
    let text = units.toString('utf16le');
    if (text === '') continue;
    if (isFirst && text.startsWith('\uFEFF')) text = text.slice(1);
    isFirst = false;
    if (/\p{Surrogate}/u.test(text)) throw new InputError(half);
    yield Buffer.from(text);
  }
  if (rest.length > 0) throw new InputError(`${half} at its end; it may be cut short`);
}
