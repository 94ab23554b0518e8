import { closeSync, openSync, writeFileSync } from 'node:fs';
import { delimiterOf } from '../../engines/duckdb/csv-header.ts';
import { startOf, bytesOf, type Utf8File } from './utf8-file.ts';

/**
 * Write a file of text aside where DuckDB would stumble over it: lines that end in two ways then end
 * in LF, and cells with runs of blanks between them in one blank.
 *
 * @param aside a path that is free
 * @returns where the text can be read
 */
export async function tidyFile(
  { path, isCompressed, mixesLineEnds }: Utf8File,
  aside: string,
  name: string,
): Promise<string> {
  const start = isCompressed ? '' : startOf(path, 64 * 1024);
  const isSpaced =
    !/^\s*[[{]/.test(start) && delimiterOf(/^[^\r\n]*/.exec(start)?.[0] ?? '') === ' ';
  if (!mixesLineEnds && !isSpaced) return path;
  const descriptor = openSync(aside, 'wx');
  try {
    let rest = '';
    const decoder = new TextDecoder('utf-8');
    const tidy = (text: string): string => {
      const lines = text.replaceAll('\r\n', '\n');
      return isSpaced ? lines.replaceAll(/^ +| +$/gm, '').replaceAll(/ {2,}/g, ' ') : lines;
    };
    for await (const piece of bytesOf(path, isCompressed, name)) {
      const text = rest + decoder.decode(piece, { stream: true });
      const end = text.lastIndexOf('\n') + 1;
      writeFileSync(descriptor, tidy(text.slice(0, end)));
      rest = text.slice(end);
    }
    writeFileSync(descriptor, tidy(rest));
  } finally {
    closeSync(descriptor);
  }
  return aside;
}
