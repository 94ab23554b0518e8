import { InputError } from '../../errors.ts';
import { type DecimalSign, looksRanged } from '../../input/grammar/number.ts';
import type { GivenNumbers } from '../../assumptions/given-numbers.ts';
import type { Range } from '../../assumptions/range.ts';
import { periodWritten } from '../../input/grammar/unit-text.ts';
import { checkedNumber } from '../../input/records/record.ts';
import {
  defaultConventions,
  type InputName,
  type Period,
  periods,
  quantities,
  type Timing,
  timings,
  type Unit,
} from '../../quantities.ts';
import type { Setup } from '../setup.ts';

/** The texts of the flags that were given, by the name of the quantity. */
export type QuantityFlags = { readonly [name in InputName]?: string } & {
  readonly period?: Period;
  readonly timing?: Timing;
};

/** `unitCost` as a flag: `--unit-cost`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

const placeholders: Readonly<Record<Unit, string>> = {
  money: 'amount',
  moneyPerYear: 'amount',
  moneyCounted: 'amount',
  share: 'share',
  sharePerPeriod: 'share',
  sharePerYear: 'share',
  perPeriod: 'number',
  years: 'years',
  months: 'months',
  count: 'count',
  countPerYear: 'count',
  ratio: 'ratio',
};

/** Give a verb one flag for each quantity that it takes. */
export function addQuantityFlags({ heading, value }: Setup, names: readonly InputName[]): void {
  heading('Numbers:');
  for (const name of names) {
    const { help, unit } = quantities[name];
    value(`${flagOf(name)} <${placeholders[unit]}>`, help);
  }
}

/** Give a verb the conventions that its figures may rest on. */
export function addConventionFlags({ heading, value }: Setup): void {
  const { period, timing } = defaultConventions;
  heading('Conventions:');
  value(
    '--period <period>',
    `what freq, churn and retention without a unit are counted over (${period} if not given)`,
    periods,
  );
  value(
    '--timing <moment>',
    `when the cash of a period is booked, with --discount (${timing} if not given)`,
    timings,
  );
}

/**
 * Read the numbers, ranges and conventions given as flags.
 *
 * @param interval the share that lies between the ends of `45 to 55` and `50±5`
 * @throws InputError with all that is wrong
 */
export async function readQuantityFlags(
  flags: QuantityFlags,
  names: readonly InputName[],
  decimal: DecimalSign,
  interval: number,
): Promise<GivenNumbers> {
  const texts = names.flatMap((name) => {
    const text = flags[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  const isRanged = texts.some(([, text]) => looksRanged(text));
  const reader = isRanged ? await import('../../input/records/ranged-record.ts') : undefined;
  const inputs: Record<string, unknown> = {};
  const ranges: Record<string, Range> = {};
  const units: Record<string, Period> = {};
  const problems: string[] = [];
  for (const [name, text] of texts) {
    try {
      const subject = flagOf(name);
      const ranged = reader?.readRange(text, { subject, name, decimal }, interval);
      if (ranged !== undefined) ranges[name] = ranged.range;
      inputs[name] = ranged?.point ?? checkedNumber(name, text, decimal, subject);
      const per = periodWritten(text, name);
      if (per !== undefined) units[name] = per;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  const { timing, period } = flags;
  return {
    inputs: { ...inputs, ...(timing && { timing }), ...(period && { period }) },
    ranges: isRanged ? ranges : undefined,
    units: Object.keys(units).length > 0 ? units : undefined,
  };
}
