import { InputError } from '../errors.ts';
import { conventionNames, inputNames, isInputName, quantities } from '../quantities.ts';

/** Why conventions cannot be given beside a fitted model. */
const conventions: Readonly<Record<string, string>> = {
  timing: 'each purchase is discounted from its moment',
};

/** Whether a fitted model says itself, or otherwise, what an input or a convention would say. */
export function saidByModel(name: string): boolean {
  return whyNotBeside(name) !== undefined;
}

function whyNotBeside(name: string): string | undefined {
  return isInputName(name) ? quantities[name].besideModel : conventions[name];
}

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
  const problems = [...new Set([...inputNames, ...conventionNames])].flatMap((name) => {
    const why = whyNotBeside(name);
    if (why === undefined || !Object.hasOwn(given, name)) return [];
    return [`${spell(name)} cannot be used with ${spell('model')}: ${why}; drop ${spell(name)}`];
  });
  if (problems.length > 0) throw new InputError(problems);
}
