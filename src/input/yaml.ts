import {
  type Document as YamlDocument,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { InputError } from '../errors.ts';
import { numberPattern, shown } from './number.ts';

/** Where something stands in a file; 1 is the first line and the first column. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** The keys and indexes that lead to a value. */
export type Path = readonly PropertyKey[];

/** One problem and the place that it stands at. */
export interface Located {
  readonly place: Place;
  readonly message: string;
}

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

/** How deep brackets may nest, and how many values aliases may come to. */
const deepest = 100;
const mostValues = 200_000;

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
    lineCounter: counter,
  });
  const broken = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  const [first] = [...broken, ...document.warnings];
  // One slip makes a parser stumble many times, so only the first is told.
  if (first !== undefined) {
    const place = placeAt(first.pos[0]);
    throw locatedError(file, [{ place, message: sentenceOf(first) }]);
  }

  const reader = new Reader(document, placeAt);
  const value = reader.read(document.contents, []);
  const [unreadable] = reader.problems;
  if (unreadable !== undefined) throw locatedError(file, [unreadable]);
  return {
    value,
    problems: document.errors.map((error) => ({
      place: placeAt(error.pos[0]),
      message: `${keyAt(text, error.pos[0])} must be given once here, got it twice; drop one of the two`,
    })),
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

function keyAt(text: string, offset: number): string {
  const [key = 'the key'] = /^[^:\n]{1,60}/.exec(text.slice(offset, offset + 100)) ?? [];
  return key.trim();
}

/** What the parser says, in the words of clv. */
function sentenceOf({ code, message }: YAMLError): string {
  if (code === 'TAB_AS_INDENT') return 'lines must be indented with spaces, got a tab';
  if (code === 'MULTIPLE_DOCS') {
    return 'the file must hold one document, got several; drop what follows ---';
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    const tag = message.replace(/^Unresolved tag: /, '').replace('tag:yaml.org,2002:', '!!');
    return `values must be plain texts, numbers, lists and mappings, got a tag: ${tag}; drop the tag`;
  }
  if (code === 'RESOURCE_EXHAUSTION') {
    return 'values must nest less deep, got more levels than can be read';
  }
  const [line = ''] = message.split('\n');
  const quoting = line.startsWith('Block scalar header')
    ? '; put quotes around a text that starts with > or |'
    : '';
  return `the text must be YAML 1.2 or JSON, got what breaks it: ${line}${quoting}`;
}

const separator = '\0';

function keyOf(path: Path): string {
  return path.map(String).join(separator);
}

function nearest(places: ReadonlyMap<string, Place>, path: Path): Place {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(keyOf(path.slice(0, length)));
    if (place !== undefined) return place;
  }
  return { line: 1, column: 1 };
}

/** Turns the nodes of a document into plain values, and remembers where each stood. */
class Reader {
  readonly values = new Map<string, Place>();
  readonly keys = new Map<string, Place>();
  readonly problems: Located[] = [];
  readonly #document: YamlDocument;
  readonly #placeAt: (offset: number) => Place;
  /** The nodes around the one being read: an alias to one of them has no end. */
  readonly #open = new Set<unknown>();
  #count = 0;

  constructor(document: YamlDocument, placeAt: (offset: number) => Place) {
    this.#document = document;
    this.#placeAt = placeAt;
  }

  read(node: unknown, path: Path): unknown {
    const place = this.#placeAt((node as Node | null)?.range?.[0] ?? 0);
    if (node !== null && !this.values.has(keyOf(path))) this.values.set(keyOf(path), place);
    if (++this.#count > mostValues) {
      if (this.#count === mostValues + 1) {
        this.#refuse(place, `aliases must come to at most ${mostValues} values, got more`);
      }
      return null;
    }
    if (isAlias(node)) return this.#alias(node.resolve(this.#document), node.source, path, place);
    if (isScalar(node)) return scalarOf(node.value, node.source);
    if (this.#open.has(node)) {
      this.#refuse(place, 'an alias must not stand inside what it stands for, got a cycle');
      return null;
    }
    this.#open.add(node);
    try {
      if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index]));
      if (isMap(node)) return this.#mapping(node.items, path);
      return null;
    } finally {
      this.#open.delete(node);
    }
  }

  #alias(target: unknown, name: string, path: Path, place: Place): unknown {
    if (target !== undefined) return this.read(target, path);
    this.#refuse(place, `*${name} must name an anchor above it, got none of that name`);
    return null;
  }

  #mapping(items: readonly { key: unknown; value: unknown }[], path: Path): object {
    const mapping = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of items) {
      const place = this.#placeAt((key as Node | null)?.range?.[0] ?? 0);
      const name = isScalar(key) ? (key.source ?? String(key.value)) : undefined;
      if (name === undefined || name === '__proto__' || name.includes(separator)) {
        this.#refuse(place, `a key must be a plain text, got ${name ?? 'a list or a mapping'}`);
        continue;
      }
      this.keys.set(keyOf([...path, name]), place);
      mapping[name] = this.read(value, [...path, name]);
    }
    return mapping;
  }

  #refuse(place: Place, message: string): void {
    this.problems.push({ place, message });
  }
}

/** A scalar as clv reads it: what YAML takes for a number may be none here. */
function scalarOf(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  return numberPattern.test(source) && !/^[+-]/.test(source) ? value : source;
}

/** A value as a message shows it. */
export function shownYaml(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'object') return 'a mapping';
  return shown(typeof value === 'string' ? value : JSON.stringify(value));
}
