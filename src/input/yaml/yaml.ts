import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import { brief, InputError, shown } from '../../errors.ts';
import type { Located, Place } from '../../assumptions/place.ts';
import { keyOf, type Path, Reader } from './yaml-reader.ts';

/** A document of YAML or JSON as plain values, with the place of each. */
export interface Document {
  readonly value: unknown;
  /** What is wrong with it and yet leaves the rest readable. */
  readonly problems: readonly Located[];
  /** Where a value stands, or the nearest one around it that is there. */
  placeOf(this: void, path: Path): Place;
  /** Where the key of a value stands. */
  placeOfKey(this: void, path: Path): Place;
}

/** Assumptions are written by hand: what is longer than this is something else. */
const longestFile = 1024 * 1024;

/** How deep brackets may nest. */
const deepest = 100;

/** Problems as the lines that a person reads: `clv.yaml:3:5: …`, in the order of the file. */
export function locatedError(file: string, problems: readonly Located[]): InputError {
  const sorted = problems.toSorted(
    ({ place: one }, { place: other }) => one.line - other.line || one.column - other.column,
  );
  const lines = sorted.map(
    ({ place: { line, column }, message }) => `${file}:${line}:${column}: ${message}`,
  );
  return new InputError([...new Set(lines)]);
}

/**
 * Read YAML 1.2 (core schema) or JSON.
 *
 * A number keeps its text where clv reads numbers otherwise than YAML does: `0x10`, `.inf` and
 * `+5` come back as texts.
 *
 * @param file what a message calls the text
 * @throws InputError with file, line and column
 */
export function readYaml(text: string, file: string): Document {
  assertReadable(text, file);
  const counter = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    prettyErrors: false,
    // The parser would compare each key with all before it; the reader looks it up.
    uniqueKeys: false,
    lineCounter: counter,
  });
  const [first] = [...document.errors, ...document.warnings];
  // One slip makes a parser stumble many times, so only the first is told.
  if (first !== undefined) {
    const place = placeAt(first.pos[0]);
    throw locatedError(file, [{ place, message: sentenceOf(first) }]);
  }

  const reader = new Reader(document.contents, placeAt);
  const value = reader.read(document.contents, []);
  const [unreadable] = reader.problems;
  if (unreadable !== undefined) throw locatedError(file, [unreadable]);
  return {
    value,
    problems: reader.repeated,
    placeOf: (path) => nearest(reader.values, path),
    placeOfKey: (path) => reader.keys.get(keyOf(path)) ?? nearest(reader.values, path),
  };
}

/** @throws InputError for what would choke the parser or hide from a reader */
function assertReadable(text: string, file: string): void {
  if (text.length > longestFile) {
    throw new InputError(
      `${file} must be at most ${longestFile} characters of assumptions, got ${text.length}`,
    );
  }
  const control = /(?![\t\n\r])\p{Cc}/u.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).padStart(2, '0');
    throw located(
      file,
      text,
      control.index,
      `the text must have no control characters, got \\x${code}`,
    );
  }
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/[[\]{}]/g)) {
    depth += sign === '[' || sign === '{' ? 1 : -1;
    if (depth > deepest) {
      throw located(file, text, index, `brackets must nest at most ${deepest} deep, got one more`);
    }
  }
}

function located(file: string, text: string, offset: number, message: string): InputError {
  const before = text.slice(0, offset).split('\n');
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return locatedError(file, [{ place, message }]);
}

/** What the parser says, in the words of clv. */
function sentenceOf({ code, message }: YAMLError): string {
  if (code === 'TAB_AS_INDENT') return 'lines must be indented with spaces, got a tab';
  if (code === 'MULTIPLE_DOCS') {
    return 'the file must hold one document, got several; drop what follows ---';
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    const tag = message.replace(/^Unresolved tag: /, '').replace('tag:yaml.org,2002:', '!!');
    return `values must be plain texts, numbers, lists and mappings, got a tag: ${brief(tag)}; drop the tag`;
  }
  if (code === 'RESOURCE_EXHAUSTION') {
    return 'values must nest less deep, got more levels than can be read';
  }
  const [line = ''] = message.split('\n');
  const quoting = line.startsWith('Block scalar header')
    ? '; put quotes around a text that starts with > or |'
    : '';
  return `the text must be YAML 1.2 or JSON, got what breaks it: ${brief(line)}${quoting}`;
}

function nearest(places: ReadonlyMap<string, Place>, path: Path): Place {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(keyOf(path.slice(0, length)));
    if (place !== undefined) return place;
  }
  return { line: 1, column: 1 };
}

/** A value as a message shows it. */
export function shownYaml(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'object') return 'a mapping';
  return shown(typeof value === 'string' ? value : JSON.stringify(value));
}
