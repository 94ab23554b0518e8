/** What is wrong in a text of JSON, and where. */
export interface JsonFault {
  readonly at: number;
  readonly problem: string;
}

/** What may come next. */
type State = 'value' | 'item' | 'key' | 'firstKey' | 'colon' | 'moreItems' | 'moreKeys' | 'end';

const expected: Readonly<Record<State, string>> = {
  value: 'a value',
  item: 'a value or ]',
  key: 'a key in double quotes',
  firstKey: 'a key in double quotes or }',
  colon: 'a colon',
  moreItems: 'a comma or ]',
  moreKeys: 'a comma or }',
  end: 'nothing more',
};

/** What a token does: go on, begin an object or a list, end the one around, or be a value by itself. */
type Step = State | 'object' | 'list' | 'close' | 'whole';

const values = { '"': 'whole', scalar: 'whole', '{': 'object', '[': 'list' } as const;

const steps: Readonly<Record<State, Readonly<Record<string, Step>>>> = {
  value: values,
  item: { ...values, ']': 'close' },
  key: { '"': 'colon' },
  firstKey: { '"': 'colon', '}': 'close' },
  colon: { ':': 'value' },
  moreItems: { ',': 'value', ']': 'close' },
  moreKeys: { ',': 'key', '}': 'close' },
  end: {},
};

/** The keys so far of each object around, and undefined for each list. */
type Open = (Set<string> | undefined)[];

/**
 * The first fault in a text of JSON, a key that an object has twice included; undefined where
 * there is none.
 *
 * JSON.parse names no place for some faults, and quotes the text for most.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: Open = [];
  let state: State = 'value';
  for (let at = endOf(blanks, text, 0); ; at = endOf(blanks, text, at)) {
    if (at === text.length && state === 'end') return undefined;
    const token = text[at] === '"' ? '"' : endOf(scalar, text, at) > at ? 'scalar' : text[at];
    const isKey = state === 'key' || state === 'firstKey';
    const next = stateAfter(state, token, open);
    if (next === undefined) return notJson(at, expected[state]);
    state = next;
    const start = at;
    if (token === 'scalar') at = endOf(scalar, text, at);
    else if (token !== '"') at++;
    else {
      const end = endOfString(text, at);
      if (typeof end !== 'number') return end;
      at = end;
      if (isKey && isRepeated(text.slice(start, at), open)) {
        return { at: start, problem: 'has a key twice in one object, the second time' };
      }
    }
  }
}

function notJson(at: number, what: string): JsonFault {
  return { at, problem: `is not JSON: expected ${what}` };
}

function isRepeated(key: string, open: Open): boolean {
  const keys = open.at(-1);
  const name = String(JSON.parse(key));
  const isThere = keys?.has(name) === true;
  keys?.add(name);
  return isThere;
}

/** @returns undefined where the token cannot come here */
function stateAfter(state: State, token: string | undefined, open: Open): State | undefined {
  const step = token === undefined ? undefined : steps[state][token];
  if (step === 'object') {
    open.push(new Set());
    return 'firstKey';
  }
  if (step === 'list') {
    open.push(undefined);
    return 'item';
  }
  if (step === 'close') open.pop();
  return step === 'close' || step === 'whole' ? stateIn(open) : step;
}

/** What may come after a value. */
function stateIn(open: Open): State {
  if (open.length === 0) return 'end';
  return open.at(-1) === undefined ? 'moreItems' : 'moreKeys';
}

const blanks = /[ \t\n\r]*/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)?/y;
/** All but quotes, backslashes and the control characters below the blank. */
const plain = /[ !#-[\]-\uffff]*/y;
const escape = /(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))?/y;

/** Where a match ends that starts here; each pattern matches nothing at least. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

/** Where the string that starts here ends; one pattern for all of it runs out of stack on a long one. */
function endOfString(text: string, start: number): number | JsonFault {
  for (let at = start + 1; ;) {
    at = endOf(plain, text, at);
    if (text[at] === '"') return at + 1;
    const end = endOf(escape, text, at);
    if (end === at) {
      return notJson(at, text[at] === '\\' ? 'an escape that JSON has' : 'a double quote');
    }
    at = end;
  }
}
