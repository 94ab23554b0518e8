import { InputError, shown } from '../../errors.ts';
import { outlookOf } from '../../input/model/model-outlook.ts';
import type { Inputs } from '../../quantities.ts';
import { flagOf } from '../flags/quantity-flags.ts';
import type { CalculationOptions } from '../question.ts';
import { openModel } from './fitted-model.ts';

/**
 * The options of a verb with its model file read, as one more input.
 *
 * @throws InputError when the file is none, is in another currency, or lacks a period
 */
export function withModel<Options extends CalculationOptions>(options: Options): Options {
  const { model, given, output } = options;
  if (model === undefined) return options;
  const { file, horizon } = model;
  const outlook = outlookOf(openModel(file), {
    file: shown(file),
    horizon,
    period: given.inputs.period,
    spell: flagOf,
  });
  const { currency, counted } = outlook.about;
  if (currency !== undefined && output.currency !== undefined && currency !== output.currency) {
    throw new InputError(
      `--currency must be ${currency} as in ${shown(file)}, got ${output.currency}; drop --currency`,
    );
  }
  // With a discount that records may have, a lifetime has a value.
  if (horizon === 'lifetime' && !hasDiscount(given.inputs) && options.input.input === undefined) {
    throw new InputError(
      '--horizon lifetime needs --discount above 0; add one such as --discount 10%',
    );
  }
  const { period, ...inputs } = given.inputs;
  return {
    ...options,
    given: {
      ...given,
      // What a period is has become a part of the outlook.
      inputs: { ...inputs, ...(period && !counted && { period }), model: outlook },
      // What is known of the model's parameters is drawn, as a range is.
      ranges: given.ranges ?? {},
    },
    output: { ...output, currency: output.currency ?? currency },
  };
}

function hasDiscount({ discount = 0 }: Inputs): boolean {
  return discount > 0;
}
