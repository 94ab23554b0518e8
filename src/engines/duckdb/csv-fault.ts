import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../errors.ts';
import type { SourceFile } from './source-file.ts';
import { headOf } from './csv-header.ts';

/**
 * Name the row where DuckDB 1.5 stopped instead of rejecting it, as it does at text beyond ASCII
 * behind a closing quote, and at a line that does not end as the header does.
 *
 * @param error what DuckDB said, which names no row
 * @throws InputError with the first row whose quotes or line ends are wrong
 */
export async function assertReadable(files: readonly SourceFile[], error: unknown): Promise<void> {
  if (!/^INTERNAL|CSV Parser state machine/.test((error as Error).message)) return;
  for (const { name, path, skip: asked } of files) {
    const { kind, gzip, delimiter, skip } = await headOf({ name, path, skip: asked });
    if (kind !== 'csv') continue;
    const bytes = createReadStream(path, { highWaterMark: 1024 * 1024 });
    const scan = new QuoteScan(delimiter);
    const fault = await scan.firstFault(gzip ? bytes.pipe(createGunzip()) : bytes);
    bytes.destroy();
    if (fault !== undefined) throw new InputError(`row ${scan.row - skip} of ${name} ${fault}`);
  }
}

const [lf, cr, quote, blank] = [0x0a, 0x0d, 0x22, 0x20];

/** Walks through the bytes of a CSV. */
class QuoteScan {
  /** The row that is walked through; the header is 0. */
  row = 0;
  readonly #delimiter: number;
  #lineEnd: string | undefined;
  #cell: 'start' | 'bare' | 'quoted' | 'closed' = 'start';
  #isAfterReturn = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  async firstFault(pieces: AsyncIterable<unknown>): Promise<string | undefined> {
    for await (const piece of pieces) {
      for (const byte of piece as Uint8Array) {
        const fault = this.#faultAt(byte);
        if (fault !== undefined) return fault;
      }
    }
    return this.#isAfterReturn ? this.#endLine('CR') : undefined;
  }

  #faultAt(byte: number): string | undefined {
    if (this.#isAfterReturn) {
      this.#isAfterReturn = false;
      const fault = this.#endLine(byte === lf ? 'CRLF' : 'CR');
      if (fault !== undefined || byte === lf) return fault;
    }
    if (this.#cell === 'quoted') {
      if (byte === quote) this.#cell = 'closed';
    } else if (byte === lf) return this.#endLine('LF');
    else if (byte === cr) this.#isAfterReturn = true;
    else if (byte === this.#delimiter) this.#cell = 'start';
    else if (byte === quote && this.#cell !== 'bare') this.#cell = 'quoted';
    else if (byte === blank) return undefined;
    else if (this.#cell !== 'closed') this.#cell = 'bare';
    else {
      return 'has text after a closing quote; quote the whole cell, or none of it';
    }
    return undefined;
  }

  #endLine(found: string): string | undefined {
    this.#lineEnd ??= found;
    if (found !== this.#lineEnd) {
      return `ends in ${found}, and the header in ${this.#lineEnd}; give all lines one ending, as dos2unix does`;
    }
    this.row++;
    this.#cell = 'start';
    return undefined;
  }
}
