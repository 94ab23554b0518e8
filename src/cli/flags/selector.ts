import { InputError, listed, shown } from '../../errors.ts';
import { suggestion } from '../../input/suggestion.ts';

/** The flags that select from a file of assumptions. */
export interface Selection {
  readonly scenario?: string | undefined;
  readonly segment?: string | undefined;
}

/**
 * The scenario or the segment that a flag names, if it is given.
 *
 * @param names those of the file
 * @throws InputError when the file has none of that name
 */
export function selected(
  key: keyof Selection,
  { [key]: name }: Selection,
  names: readonly string[],
): string | undefined {
  if (name === undefined || names.includes(name)) return name;
  const there = names.length === 0 ? 'it has none' : `it has ${listed(names)}`;
  throw new InputError(
    `--${key} must name a ${key} of the file, got ${shown(name)}: ${there}${suggestion(name, names)}`,
  );
}
