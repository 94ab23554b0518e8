import { InputError } from '../../errors.ts';
import { parseJson } from './json-document.ts';
import { type Bytes, wholeLines } from './text.ts';

/** What takes the values of a stream, one by one; a promise holds the stream back. */
export interface Visitor {
  /** @param line the line that the value stands on, 1 is the first */
  value(value: unknown, line: number): void | Promise<void>;
  refuse(problem: InputError, line: number): void | Promise<void>;
}

/** Read NDJSON (JSON Lines): a JSON value a line, empty lines apart. */
export async function readNdjson(bytes: Bytes, visitor: Visitor): Promise<void> {
  let number = 0;
  for await (const text of wholeLines(bytes)) {
    for (let start = 0; start < text.length;) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(start, end);
      start = end + 1;
      number++;
      // A promise is awaited only where there is one: a million needless turns take a second.
      const pending = visitLine(line, number, visitor);
      if (pending !== undefined) await pending;
    }
  }
}

function visitLine(line: string, number: number, visitor: Visitor): void | Promise<void> {
  if (line.length < 2 && line.trim() === '') return undefined;
  let value: unknown;
  try {
    value = parseJson(line, 'the line');
  } catch (error) {
    if (line.trim() === '') return undefined;
    if (error instanceof InputError) return visitor.refuse(error, number);
    throw error;
  }
  return visitor.value(value, number);
}
