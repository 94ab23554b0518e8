import { type Command, Option } from 'commander';
import { InputError, shown } from '../../errors.ts';
import { type DecimalSign, looksRanged } from '../../input/grammar/number.ts';
import type { Range, Ranges } from '../../input/grammar/range.ts';
import { checkedNumber } from '../../input/records/record.ts';
import {
  defaultConventions,
  type InputName,
  type Inputs,
  periods,
  quantities,
  timings,
  type Unit,
} from '../../quantities.ts';
import type { Host } from '../process/host.ts';
import type { Setup } from '../verb.ts';

/** The texts of the flags that were given, by the name of the quantity. */
export type FlagTexts = Readonly<Record<string, unknown>>;

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
    `what freq, churn and retention are counted over (${period} if not given)`,
    periods,
  );
  value(
    '--timing <moment>',
    `when the cash of a period is booked, with --discount (${timing} if not given)`,
    timings,
  );
}

/**
 * The flags of a command, for a verb to add to.
 *
 * @param asked the flags on the command line; only those are made, for the sake of the start,
 *   and all of them where it is undefined
 */
export function setupOf(
  command: Command,
  host: Host,
  asked: ReadonlySet<string> | undefined,
): Setup {
  const add = (flags: string, help: string, prepare?: (option: Option) => void) => {
    if (asked !== undefined && !flags.split(/[ ,]+/).some((word) => asked.has(word))) return;
    const option = new Option(flags, help);
    prepare?.(option);
    command.addOption(option);
  };
  return {
    command,
    host,
    heading: (text) => void command.optionsGroup(text),
    value: (flags, help, choices) =>
      add(flags, help, (option) => onceOnly(option, command, choices)),
    values: (flags, help) => add(flags, help, (option) => collecting(option, command)),
    toggle: (flags, help) => add(flags, help),
  };
}

/** Keep the values of a flag that may be given several times. */
function collecting(option: Option, command: Command): void {
  option.argParser((text: string, previous: readonly string[] | undefined) => {
    assertValue(text, option, command);
    return [...(previous ?? []), text];
  });
}

/** Make a flag that is given twice, or with a value that is no choice, an error. */
function onceOnly(option: Option, command: Command, choices: readonly string[] | undefined): void {
  if (choices !== undefined) option.choices(choices);
  option.argParser((text: string, previous: string | undefined) => {
    assertValue(text, option, command);
    if (previous !== undefined) {
      throw new InputError(
        `${option.long} must be given once, got ${shown(previous)} and ${shown(text)}`,
      );
    }
    if (choices !== undefined && !choices.includes(text)) {
      throw new InputError(
        `${option.long} must be one of ${choices.join(', ')}, got ${shown(text)}`,
      );
    }
    return text;
  });
}

/** @throws InputError where another flag stands in place of the value of a flag */
function assertValue(text: string, option: Option, { options }: Command): void {
  if (!options.some(({ long, short }) => text === long || text === short)) return;
  throw new InputError(
    `${option.long} needs a value, got the flag ${text}; write the value behind ${option.long}`,
  );
}

/** What the flags give; `inputs` holds the one number that stands for each range. */
export interface Given {
  readonly inputs: Inputs;
  readonly ranges: Ranges | undefined;
}

/**
 * Read the numbers, ranges and conventions given as flags.
 *
 * @param interval the share that lies between the ends of `45 to 55` and `50±5`
 * @throws InputError with all that is wrong
 */
export async function readFlags(
  texts: FlagTexts,
  names: readonly InputName[],
  decimal: DecimalSign,
  interval: number,
): Promise<Given> {
  const isRanged = names.some((name) => {
    const text = texts[name];
    return typeof text === 'string' && looksRanged(text);
  });
  const reader = isRanged ? await import('../../input/records/ranged-record.ts') : undefined;
  const inputs: Record<string, unknown> = {};
  const ranges: Record<string, Range> = {};
  const problems: string[] = [];
  for (const name of names) {
    const text = texts[name];
    if (typeof text !== 'string') continue;
    try {
      const subject = flagOf(name);
      const ranged = reader?.readRange(text, { subject, name, decimal }, interval);
      if (ranged !== undefined) ranges[name] = ranged.range;
      inputs[name] = ranged?.point ?? checkedNumber(name, text, decimal, subject);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  for (const name of ['timing', 'period']) {
    if (texts[name] !== undefined) inputs[name] = texts[name];
  }
  return { inputs, ranges: isRanged ? ranges : undefined };
}
