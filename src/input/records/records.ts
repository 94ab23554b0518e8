import { InputError, shown } from '../../errors.ts';
import { isMeasured } from '../measured/measured-version.ts';
import type { InputFormat, Shape } from './format.ts';
import { parseJson } from './json-document.ts';
import { keyOfHeader } from './header-name.ts';
import { readNdjson } from './ndjson.ts';
import { kindOf } from './record.ts';
import { type Bytes, wholeText } from './text.ts';

/** What takes the records of an input, whatever its format. */
export interface RecordVisitor {
  /** Called once, before the first record. */
  start(shape: Shape): void;
  /** @param place the line of the record, or in an array its number; 1 is the first */
  value(value: unknown, place: number): void | Promise<void>;
  /** Take a file of clv measure, which is a record of another form. */
  measured(value: unknown, place: number): void | Promise<void>;
  /** Take a record that could not be read; throwing stops the input. */
  refuse(problem: InputError, place: number): void | Promise<void>;
}

/**
 * Read records, in the format named or, without one, in the format that the text looks like.
 *
 * @param name what messages call the input
 * @throws InputError when the text is none of JSON, NDJSON and CSV
 */
export async function readRecords(
  bytes: Bytes,
  format: InputFormat | undefined,
  visitor: RecordVisitor,
  name = 'input',
): Promise<void> {
  const json = takingMeasured(visitor);
  if (format === 'json') return readDocument(bytes, json, name);
  if (format === 'ndjson') return readLines(bytes, json, 'ndjson');
  if (format === 'csv') return readTable(bytes, visitor);

  const { text, all } = await peek(bytes);
  if (text.startsWith('[')) return readDocument(all, json, name);
  if (text.startsWith('{')) {
    return isJson(firstLine(text))
      ? readLines(all, json, undefined)
      : readDocument(all, json, name);
  }
  if (text === '') return undefined;
  if (namesQuantity(firstLine(text))) return readTable(all, visitor);
  throw new InputError(
    `input must be JSON objects, NDJSON, or CSV with a header of names such as avg,freq,years, got ${shown(firstLine(text))}`,
  );
}

/** A visitor that recognises a file of clv measure among other records. */
function takingMeasured(visitor: RecordVisitor): RecordVisitor {
  return {
    ...visitor,
    value(value, place) {
      const schema = (value as { schema?: unknown } | null)?.schema;
      return isMeasured(schema) ? visitor.measured(value, place) : visitor.value(value, place);
    },
  };
}

async function readDocument(bytes: Bytes, visitor: RecordVisitor, name: string): Promise<void> {
  const value = parseJson(await wholeText(bytes, name), name);
  if (!Array.isArray(value)) {
    visitor.start('object');
    await visitor.value(value, 1);
    return;
  }
  visitor.start('array');
  for (const [index, item] of value.entries()) await visitor.value(item, index + 1);
}

async function readTable(bytes: Bytes, visitor: RecordVisitor): Promise<void> {
  const { readCsv } = await import('./csv-records.ts');
  visitor.start('csv');
  await readCsv(bytes, visitor);
}

/** Without a format named, a single line is an object, and only a second one makes a stream. */
async function readLines(
  bytes: Bytes,
  visitor: RecordVisitor,
  shape: 'ndjson' | undefined,
): Promise<void> {
  let held: { value: unknown; line: number } | undefined;
  let started = false;
  const start = async (as: Shape) => {
    started = true;
    visitor.start(as);
    if (held !== undefined) await visitor.value(held.value, held.line);
  };
  if (shape !== undefined) await start(shape);

  await readNdjson(bytes, {
    value(value, line) {
      if (started) return visitor.value(value, line);
      if (held !== undefined) return start('ndjson').then(() => visitor.value(value, line));
      held = { value, line };
      return undefined;
    },
    async refuse(problem, line) {
      if (!started) await start('ndjson');
      await visitor.refuse(problem, line);
    },
  });
  if (!started && held !== undefined) await start('object');
}

/** A first line longer than this is taken for a document, which has its own limit. */
const longestLook = 1024 * 1024;

/** The start of the text, up to a whole line, and all of it to be read again. */
async function peek(bytes: Bytes): Promise<{ text: string; all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let text = '';
  for (;;) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    seen.push(Uint8Array.from(value));
    text = Buffer.concat(seen)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart();
    if (text.includes('\n') || text.startsWith('[') || text.length > longestLook) break;
  }
  async function* all() {
    yield* seen;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { text, all: all() };
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function namesQuantity(header: string): boolean {
  return header
    .split(/[,;\t]/)
    .some((name) => kindOf(keyOfHeader(name.trim().replaceAll('"', ''))) !== undefined);
}
