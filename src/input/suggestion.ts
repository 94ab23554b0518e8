import { quantitiesCalled } from '../quantities.ts';
import { closest, distance } from 'fastest-levenshtein';

/** The name that was probably meant, as in `; did you mean freq?`, or nothing. */
export function suggestion(word: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const called = quantitiesCalled(word).filter((name) => names.includes(name));
  if (called.length > 0) return `; did you mean ${called.join(' or ')}?`;
  const lower = word.slice(0, 60).toLowerCase();
  const name = closest(
    lower,
    names.map((each) => each.toLowerCase()),
  );
  if (distance(lower, name) > Math.max(1, lower.length / 3)) return '';
  return `; did you mean ${names.find((each) => each.toLowerCase() === name)}?`;
}
