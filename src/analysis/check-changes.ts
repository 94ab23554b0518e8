import type { Check, Rule } from '../assumptions/rule.ts';
import { limitsOf } from '../check/limits.ts';

/** What became of a check between two files. */
export interface CheckChange {
  readonly change: 'added' | 'removed' | 'loosened' | 'tightened';
  /** As it is written in the new file; in the old one where it was removed. */
  readonly check: string;
  /** As it was written in the old file, where it is in both. */
  readonly was: string | undefined;
}

/** Compare the checks of two files: what came, what went, and what lets more or less through. */
export function checkChanges(before: readonly Check[], after: readonly Check[]): CheckChange[] {
  // What is the same on both sides is taken for nothing else.
  const left = [...before];
  const rest = after.filter((check) => {
    const at = left.findIndex((other) => isSame(other, check));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const changes: CheckChange[] = [];
  const added: Check[] = [];
  for (const check of rest) {
    const at = matchOf(check, left);
    const old = left[at];
    if (old === undefined) {
      added.push(check);
      continue;
    }
    left.splice(at, 1);
    const change = changeOf(old, check);
    if (change !== undefined) changes.push({ change, check: textOf(check), was: textOf(old) });
  }
  return [
    ...changes,
    ...left.map((check) => ({ change: 'removed' as const, check: textOf(check), was: undefined })),
    ...added.map((check) => ({ change: 'added' as const, check: textOf(check), was: undefined })),
  ];
}

function isSame(one: Check, other: Check): boolean {
  return one.text === other.text && one.level === other.level && one.ifMissing === other.ifMissing;
}

/** The same text first, then the one of the same name, then one of the same figure. */
function matchOf(check: Check, others: readonly Check[]): number {
  const ways: ((other: Check) => boolean)[] = [
    (other) => other.text === check.text && other.level === check.level,
    (other) => check.id !== undefined && other.id === check.id && keyOf(other) === keyOf(check),
    (other) => keyOf(other) === keyOf(check),
  ];
  for (const way of ways) {
    const at = others.findIndex(way);
    if (at >= 0) return at;
  }
  return -1;
}

/** What a check looks at, and from which side. */
function keyOf({ aggregate, metric, scenario, segment, rule }: Check): string {
  const side =
    rule.kind === 'compare'
      ? rule.operator.charAt(0)
      : rule.kind === 'within'
        ? `within ${rule.isRelative} ${typeof rule.of === 'number' ? '' : rule.of}`
        : rule.kind;
  return JSON.stringify([aggregate, metric, scenario, segment, side]);
}

function textOf({ level, text }: Check): string {
  return level === 'error' ? text : `${level}: ${text}`;
}

const weights = { error: 2, warn: 1, info: 0 };

function changeOf(before: Check, after: Check): CheckChange['change'] | undefined {
  const isLooser =
    lets(after.rule, before.rule) ||
    weights[after.level] < weights[before.level] ||
    (after.ifMissing === 'skip' && before.ifMissing === 'fail');
  if (isLooser) return 'loosened';
  const isTighter =
    lets(before.rule, after.rule) ||
    weights[after.level] > weights[before.level] ||
    (after.ifMissing === 'fail' && before.ifMissing === 'skip');
  return isTighter ? 'tightened' : undefined;
}

/** Whether a rule lets something through that another one does not. */
function lets(one: Rule, other: Rule): boolean {
  if (one.kind === 'within' && other.kind === 'within' && typeof one.of === 'string') {
    return one.tolerance > other.tolerance;
  }
  const [wide, narrow] = [limitsOf(one, referenceOf(one)), limitsOf(other, referenceOf(other))];
  const isOpener = narrow.isStrict && !wide.isStrict;
  return (
    wide.low < narrow.low ||
    wide.high > narrow.high ||
    (isOpener && (wide.low === narrow.low || wide.high === narrow.high) && !isApart(wide, narrow))
  );
}

function referenceOf(rule: Rule): number {
  return rule.kind === 'within' && typeof rule.of === 'number' ? rule.of : NaN;
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** Whether one rule lies wholly inside another on the side that binds. */
function isApart(wide: Ends, narrow: Ends): boolean {
  return wide.low > narrow.low || wide.high < narrow.high;
}
