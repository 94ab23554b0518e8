import { InputError, listed, shown } from '../../errors.ts';
import { suggestion } from '../../input/suggestion.ts';
import type { FlagTexts } from './quantity-flags.ts';

/**
 * The scenario or the segment that a flag names, if it is given.
 *
 * @param names those of the file
 * @throws InputError when the file has none of that name
 */
export function selected(
  key: 'scenario' | 'segment',
  texts: FlagTexts,
  names: readonly string[],
): string | undefined {
  const name = texts[key] as string | undefined;
  if (name === undefined || names.includes(name)) return name;
  const there = names.length === 0 ? 'it has none' : `it has ${listed(names)}`;
  throw new InputError(
    `--${key} must name a ${key} of the file, got ${shown(name)}: ${there}${suggestion(name, names)}`,
  );
}
