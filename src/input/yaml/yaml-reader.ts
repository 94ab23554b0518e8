import type { Located, Place } from '../../assumptions/place.ts';
import { brief, shown } from '../../errors.ts';
import { isAlias, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { isNumber } from '../grammar/number.ts';

/** The keys and indexes that lead to a value. */
export type Path = readonly PropertyKey[];

const separator = '\0';

export function keyOf(path: Path): string {
  return path.map(String).join(separator);
}

/** How many values aliases may come to. */
const mostValues = 200_000;

/** Turns the nodes of a document into plain values, and remembers where each stood. */
export class Reader {
  readonly values = new Map<string, Place>();
  readonly keys = new Map<string, Place>();
  readonly problems: Located[] = [];
  /** The keys that were given before: a problem that leaves the rest readable. */
  readonly repeated: Located[] = [];
  readonly #targets: ReadonlyMap<unknown, unknown>;
  readonly #placeAt: (offset: number) => Place;
  /** The nodes around the one being read: an alias to one of them has no end. */
  readonly #open = new Set<unknown>();
  #count = 0;

  constructor(contents: unknown, placeAt: (offset: number) => Place) {
    this.#targets = targetsOf(contents);
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
    if (isAlias(node)) return this.#alias(this.#targets.get(node), node.source, path, place);
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
    const hint = isNumber(name) ? `; write x${name} to multiply by it` : '';
    this.#refuse(
      place,
      `*${brief(name)} must name an anchor above it, got none of that name${hint}`,
    );
    return null;
  }

  #mapping(items: readonly { key: unknown; value: unknown }[], path: Path): object {
    const mapping = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of items) {
      const place = this.#placeAt((key as Node | null)?.range?.[0] ?? 0);
      const name = isScalar(key) ? (key.source ?? String(key.value)) : undefined;
      if (name === undefined || name === '__proto__' || name.includes(separator)) {
        this.#refuse(
          place,
          `a key must be a plain text, got ${name === undefined ? 'a list or a mapping' : shown(name)}`,
        );
        continue;
      }
      if (Object.hasOwn(mapping, name)) {
        const message = `${shown(name)} must be given once here, got it twice; drop one of the two`;
        this.repeated.push({ place, message });
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

/** What each alias of a document stands for: the last anchor of its name above it. */
function targetsOf(contents: unknown): ReadonlyMap<unknown, unknown> {
  const anchors = new Map<string, unknown>();
  const targets = new Map<unknown, unknown>();
  const walk = (node: unknown): void => {
    if (isAlias(node)) {
      targets.set(node, anchors.get(node.source));
    } else if (isPair(node)) {
      walk(node.key);
      walk(node.value);
    } else if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (!isScalar(node)) node.items.forEach(walk);
    }
  };
  walk(contents);
  return targets;
}

/** A scalar as clv reads it: what YAML takes for a number may be none here. */
function scalarOf(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  return isNumber(source) && !/^[+-]/.test(source) ? value : source;
}
