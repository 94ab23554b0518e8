import { leastMissing, givenIn, missingToCompute } from '../metrics/missing.ts';
import { type Inputs, isInputName } from '../quantities.ts';
import type { Question } from './question.ts';

/** What is missing for the answer that lacks the least. */
export function nothingComputed(
  question: Question,
  inputs: Inputs,
  spell: (name: string) => string,
): string {
  const given = givenIn(inputs);
  // A metric that may be given as well is seldom what is asked for.
  const computedOnly = question.answers.filter((name) => !isInputName(name));
  const wanted = computedOnly.length > 0 ? computedOnly : question.answers;
  const lacks = wanted.map((name) => ({
    missing: missingToCompute(name, given),
    all: missingToCompute(name, []),
  }));
  const near = lacks.filter(({ missing, all }) => missing.length < all.length);
  const nearest = leastMissing((near.length > 0 ? near : lacks).map(({ missing }) => missing));
  const remedy = `add ${listOf(nearest.map(spell))}`;
  if (given.length === 0) return `clv ${question.name} needs numbers; ${remedy}`;
  const got = listOf(given.map(spell));
  return `${got} alone ${given.length === 1 ? 'is' : 'are'} not enough; ${remedy}`;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
