import { InputError } from '../errors.ts';
import { conventionNames, inputNames, quantities } from '../quantities.ts';

/** Why conventions cannot be given beside a fitted model. */
const conventions: Readonly<Record<string, string>> = {
  timing: 'each purchase is discounted from its moment',
};

/**
 * Refuse what a fitted model says itself, all of it at once.
 *
 * @throws InputError where such names are given beside a model
 */
export function assertNothingBesideModel(
  given: object,
  spell: (name: string) => string = (name) => name,
): void {
  if (!Object.hasOwn(given, 'model')) return;
  const problems = [...inputNames, ...conventionNames].flatMap((name) => {
    const why = name in quantities ? quantities[name as 'avg'].besideModel : conventions[name];
    if (why === undefined || !Object.hasOwn(given, name)) return [];
    return [`${spell(name)} cannot be used with ${spell('model')}: ${why}; drop ${spell(name)}`];
  });
  if (problems.length > 0) throw new InputError(problems);
}
