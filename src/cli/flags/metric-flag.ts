import { InputError, shown } from '../../errors.ts';
import { suggestion } from '../../input/suggestion.ts';
import { computableNames, type QuantityName } from '../../quantities.ts';

/**
 * The metric or input that `--metric` names.
 *
 * @throws InputError when there is none of that name
 */
export function metricNamed(name: string): QuantityName {
  const known = computableNames.find((each) => each === name);
  if (known !== undefined) return known;
  throw new InputError(
    `--metric must be a metric or an input, got ${shown(name)}${suggestion(name, computableNames)}`,
  );
}
