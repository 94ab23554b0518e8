import type { core } from 'zod/mini';
import type { Located } from '../../assumptions/place.ts';
import { brief, shown } from '../../errors.ts';
import { inputNames, isInputName } from '../../quantities.ts';
import { checkKeys, entryKeys, fileKeys, modelKeys } from './assumptions-schema.ts';
import { suggestion } from '../suggestion.ts';
import { type Document, shownYaml } from './yaml.ts';
import type { Path } from './yaml-reader.ts';

type Issue = core.$ZodIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

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
  if (issue.code === 'unrecognized_keys') return problemsOfKeys(issue, path, document);
  if (issue.code === 'invalid_union') return problemsOfUnion(issue, path, document);
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ place: document.placeOfKey(path), message }));
  }
  const message = messageOf(issue, subjectOf(path), valueAt(document.value, path));
  return [{ place: document.placeOf(path), message }];
}

function problemsOfKeys(
  issue: IssueOf<'unrecognized_keys'>,
  path: Path,
  document: Document,
): Located[] {
  if (isSelectorSlip(issue)) {
    const key = brief(issue.keys[0] ?? '');
    const message = `a selector must be written with =, got ${key}: ...; write ${key}=...`;
    return [{ place: document.placeOf(path), message }];
  }
  return issue.keys.map((key) => ({
    place: document.placeOfKey([...path, key]),
    // In { value: 50,50 } the comma ends the value, and 50 is a key.
    message: /^\d+%?$/.test(key)
      ? `,${brief(key)} is no part of a number; write a decimal point instead of the comma`
      : `${shown(key)} is not a key that ${subjectOf(path)} knows${suggestion(key, keysOf(path))}`,
  }));
}

/** What is wrong with one value. */
function messageOf(
  issue: Exclude<Issue, IssueOf<'unrecognized_keys' | 'invalid_union' | 'invalid_key'>>,
  subject: string,
  value: unknown,
): string {
  const got = shownYaml(value);
  switch (issue.code) {
    case 'invalid_value':
      return value === undefined
        ? `${subject} must be given, got nothing; add ${subject}: ${String(issue.values[0])}`
        : `${subject} must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}, got ${got}`;
    case 'invalid_type':
      return `${subject} must be ${kinds[issue.expected] ?? issue.expected}, got ${got}`;
    case 'too_small':
      return `${subject} must not be empty, got ${got === '' ? "''" : got}`;
    case 'invalid_format':
      return `${subject} ${issue.message}, got ${got}`;
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'too_big':
      // The messages of clv's own readers name their subject.
      return issue.message.startsWith('must ') ? `${subject} ${issue.message}` : issue.message;
  }
}

/** Of the ways that a value may be written, tell what is wrong with the one that was meant. */
function problemsOfUnion(
  issue: IssueOf<'invalid_union'>,
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
  if (isInputName(String(path.at(-1))) && path.length > 1) return entryKeys;
  return path[0] === 'scenarios' ? [...inputNames, ...modelKeys] : inputNames;
}
