import { InputError } from '../../errors.ts';
import { normalQuantile } from '../../math/normal.ts';
import { stratifiedDraws } from '../../math/draws.ts';
import { drawnParameters } from '../../models/drawn.ts';
import { meanSpend } from '../../models/gamma-gamma.ts';
import { newCustomer, type NewCustomer } from '../../models/new-customer.ts';
import { weeksPerYear } from '../../models/predict-buyer.ts';
import {
  currencyCode,
  type Horizon,
  type ModelOutlook,
  type OutlookFacts,
  type Period,
  periods,
  periodsPerYear,
} from '../../quantities.ts';
import { yearsOf } from '../grammar/horizon-text.ts';
import type { KeptSpend, ModelFile } from './model-file.ts';

/** How a model file is looked ahead with. */
export interface OutlookOptions {
  /** What messages call the file. */
  readonly file: string;
  readonly horizon: Horizon;
  /** What a period of a contract or a round is, where the file does not say. */
  readonly period: Period | undefined;
  /** How a message spells a name, as in `--period`. */
  readonly spell: (name: string) => string;
}

/**
 * What a model file says of a new customer.
 *
 * @throws InputError where a period is missing, or the horizon is not a number of periods
 */
export function outlookOf(file: ModelFile, options: OutlookOptions): ModelOutlook {
  const counted = countedIn(file, options);
  const about = aboutOf(file, counted, options);
  const horizon = {
    years: yearsOf(options.horizon),
    periodsPerYear: counted === undefined ? 1 : periodsPerYear[counted.period],
  };
  const spend = 'spend' in file ? file.spend : undefined;
  const amounts = {
    firstSpend: spend?.firstPurchase ?? undefined,
    repeatSpend: spend && meanSpend(spend),
  };
  const drawn: ModelOutlook['drawn'] = once((draws, seed) => {
    const parameters = drawnParameters(file, { draws, seed, stream: 'model' });
    const amountsOf = spend && drawnAmounts(spend, draws, seed);
    return parameters.map((values, draw): ModelOutlook => ({
      about,
      ...keeping(() => newCustomer({ ...file, parameters: values }, horizon)),
      ...(amountsOf?.(draw) ?? amounts),
      drawn: () => [],
    }));
  });
  return { about, ...newCustomer(file, horizon), ...amounts, drawn };
}

/** A new customer, made when it is asked for, and of whom the last answer is kept. */
function keeping(make: () => NewCustomer): NewCustomer {
  let made: NewCustomer | undefined;
  let [last, repeats] = [NaN, NaN];
  return {
    repeats(discount) {
      made ??= make();
      if (discount !== last) [last, repeats] = [discount, made.repeats(discount)];
      return repeats;
    },
    yearsUntil(count) {
      made ??= make();
      return made.yearsUntil(count);
    },
  };
}

/** The draws of each number of draws and seed, made once: many cases and records share them. */
function once<Result>(make: (draws: number, seed: number) => Result) {
  const kept = new Map<string, Result>();
  return ({ draws, seed }: { readonly draws: number; readonly seed: number }): Result => {
    const key = `${draws} ${seed}`;
    const found = kept.get(key) ?? make(draws, seed);
    kept.set(key, found);
    return found;
  };
}

/** The mean amounts in each draw; the first purchases have a standard error of their own. */
function drawnAmounts(spend: KeptSpend, draws: number, seed: number) {
  const parameters = drawnParameters(spend, { draws, seed, stream: 'model spend' });
  const { firstPurchase, firstPurchaseError } = spend;
  const offsets = stratifiedDraws(draws, seed, 'model first purchase');
  return (draw: number): Pick<ModelOutlook, 'firstSpend' | 'repeatSpend'> => ({
    firstSpend:
      firstPurchase === null
        ? undefined
        : Math.max(
            0,
            firstPurchase + (firstPurchaseError ?? 0) * normalQuantile(offsets[draw] as number),
          ),
    repeatSpend: meanSpend({ ...spend, parameters: parameters[draw] as Record<string, number> }),
  });
}

/**
 * What the time of a model is counted in.
 *
 * @throws InputError where nobody says it, the file says another, or the horizon is no whole number
 *   of them
 */
function countedIn(file: ModelFile, { period, spell, file: name, horizon }: OutlookOptions) {
  if (file.timeUnit === 'week') return undefined;
  const own = 'round' in file ? file.round : null;
  if (own !== null && period !== undefined && own !== period) {
    throw new InputError(
      `${spell('period')} must be ${own} as the rounds of ${name} are, got ${period}; drop ${spell('period')}`,
    );
  }
  const known = own ?? period;
  const kind = file.timeUnit === 'round' ? 'rounds' : 'payments';
  if (known !== undefined) {
    const count = yearsOf(horizon) * periodsPerYear[known];
    if (count === Infinity || Math.abs(count - Math.round(count)) <= 1e-9 * count) {
      return { in: kind, period: known } as const;
    }
    throw new InputError(
      `${spell('horizon')} must be whole ${known}s, as ${name} counts in, got ${Number(count.toPrecision(6))}`,
    );
  }
  const what = kind === 'rounds' ? 'a round' : 'a period of the contract';
  throw new InputError(
    `${spell('period')} must say what ${what} of ${name} is: ${periods.join(', ')}`,
  );
}

function aboutOf(
  kept: ModelFile,
  counted: OutlookFacts['counted'],
  { file, horizon }: OutlookOptions,
): OutlookFacts {
  const { model, data, warnings } = kept;
  const ofSpend = 'spend' in kept ? (kept.spend?.warnings ?? []) : [];
  const perYear = counted === undefined ? weeksPerYear : periodsPerYear[counted.period];
  return {
    model,
    file,
    asOf: data.asOf ?? undefined,
    currency: currencyCode(data.currency),
    horizon,
    years: yearsOf(horizon),
    yearsOfData: data.longest / perYear,
    hasWarnings: warnings.length + ofSpend.length > 0,
    counted,
  };
}
