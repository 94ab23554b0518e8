import type { core } from 'zod/mini';
import type { Located } from '../../assumptions/place.ts';
import { brief, shown } from '../../errors.ts';
import { inputNames, isInputName } from '../../quantities.ts';
import { checkKeys, entryKeys, fileKeys } from './assumptions-schema.ts';
import { suggestion } from '../suggestion.ts';
import { type Document, shownYaml } from './yaml.ts';
import type { Path } from './yaml-reader.ts';

type Issue = core.$ZodIssue;

/** What a schema found wrong in a document, in the words of clv and each with its place. */
export function problemsOf(error: core.$ZodError, document: Document): Located[] {
  const slips = new Set(error.issues.filter(isSelectorSlip).map(({ path }) => path.join('.')));
  return error.issues
    .filter((issue) => isSelectorSlip(issue) || !slips.has(issue.path.join('.')))
    .flatMap((issue) => problemsOfIssue(issue, [], document));
}

/** Whether a check is a mapping to YAML because of a selector such as `{segment: be}`. */
function isSelectorSlip(issue: Issue): boolean {
  return (
    issue.code === 'unrecognized_keys' &&
    issue.path[0] === 'checks' &&
    issue.keys.some((key) => key.includes('{'))
  );
}

function problemsOfIssue(issue: Issue, around: Path, document: Document): Located[] {
  const path = [...around, ...issue.path];
  const subject = subjectOf(path);
  const at = (message: string): Located[] => [{ place: document.placeOf(path), message }];
  const got = shownYaml(valueAt(document.value, path));
  switch (issue.code) {
    case 'unrecognized_keys':
      if (isSelectorSlip(issue)) {
        const [key = ''] = issue.keys;
        return at(
          `a selector must be written with =, got ${brief(key)}: ...; write ${brief(key)}=...`,
        );
      }
      return issue.keys.map((key) => ({
        place: document.placeOfKey([...path, key]),
        message: `${shown(key)} is not a key that ${subject} knows${suggestion(key, keysOf(path))}`,
      }));
    case 'invalid_union':
      return problemsOfUnion(issue, path, document);
    case 'invalid_key':
      return issue.issues.flatMap(({ message }) => [{ place: document.placeOfKey(path), message }]);
    case 'invalid_value':
      return valueAt(document.value, path) === undefined
        ? at(`${subject} must be given, got nothing; add ${subject}: ${String(issue.values[0])}`)
        : at(
            `${subject} must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}, got ${got}`,
          );
    case 'invalid_type':
      return at(`${subject} must be ${kinds[issue.expected] ?? issue.expected}, got ${got}`);
    case 'too_small':
      return at(`${subject} must not be empty, got ${got === '' ? "''" : got}`);
    case 'invalid_format':
      return at(`${subject} ${issue.message}, got ${got}`);
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'too_big':
      // The messages of clv's own readers name their subject.
      return at(issue.message.startsWith('must ') ? `${subject} ${issue.message}` : issue.message);
  }
}

/** Of the ways that a value may be written, tell what is wrong with the one that was meant. */
function problemsOfUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  document: Document,
): Located[] {
  const meant = issue.errors.find(
    (issues) =>
      !issues.some(
        (each) =>
          each.path.length === 0 && (each.code === 'invalid_type' || each.code === 'invalid_union'),
      ),
  );
  if (meant !== undefined) {
    return meant.flatMap((each) => problemsOfIssue(each, path, document));
  }
  const isCheck = path[0] === 'checks';
  return [
    {
      place: document.placeOf(path),
      message: `${subjectOf(path)} must be ${isCheck ? 'a check or a mapping with error, warn or info' : 'a number, or a mapping with value'}, got ${shownYaml(valueAt(document.value, path))}`,
    },
  ];
}

const kinds: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'a text',
  number: 'a number',
};

function named(key: PropertyKey): string {
  return brief(String(key));
}

/** What a message calls the value at a path: `inputs.avg.range`, `check 2`. */
function subjectOf(path: Path): string {
  if (path.length === 0) return 'the file';
  if (path[0] !== 'checks' || path.length < 2) return path.map(named).join('.');
  return [`check ${Number(path[1]) + 1}`, ...path.slice(2).map(named)].join(': ');
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}

/** The keys that a mapping may have. */
function keysOf(path: Path): readonly string[] {
  if (path.length === 0) return fileKeys;
  if (path[0] === 'checks') return checkKeys;
  return isInputName(String(path.at(-1))) && path.length > 1 ? entryKeys : inputNames;
}
