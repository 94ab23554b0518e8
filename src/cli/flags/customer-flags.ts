import type { Host } from '../process/host.ts';
import type { Setup } from '../setup.ts';
import {
  addEngineFlags,
  type EngineFlags,
  type EngineTarget,
  readEngineFlags,
} from './engine-flags.ts';
import { addRowFlags, type OrderOptions, readRowFlags, type RowFlags } from './order-flags.ts';
import { type OutputFlags, readOutputFlags } from './result-flags.ts';

/** The units that the times of a summary may be in. */
const timeUnits = ['day', 'week', 'month'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** How customers are given: as orders, or as a summary of one row each. */
export interface CustomerFlags extends RowFlags, Omit<OutputFlags, 'currency'> {
  readonly timeUnit?: TimeUnit;
}

/** Where customers are, and how they are read. */
export interface CustomerOptions extends Pick<
  OrderOptions,
  'preset' | 'named' | 'currency' | 'measure' | 'memory' | 'skip' | 'output'
> {
  /** The files, as they were named. */
  readonly names: readonly string[];
  /** The engine, if they are not in files. */
  readonly target: EngineTarget | undefined;
  /** The unit of a summary; a week if absent. */
  readonly timeUnit: TimeUnit | undefined;
  /** The currency that `--currency` gives as a code. */
  readonly code: string | undefined;
  /** The flags that were given and are for orders alone. */
  readonly orderFlags: readonly string[];
}

/** The flags that a summary of customers has no use for, by their names here. */
const forOrders: Readonly<
  Record<Exclude<keyof RowFlags, keyof EngineFlags | 'currency' | 'memory' | 'skip'>, string>
> = {
  preset: '--preset',
  customer: '--customer',
  email: '--email',
  phone: '--no-phone',
  date: '--date',
  amount: '--amount',
  order: '--order',
  status: '--status',
  refunded: '--refunded',
  tax: '--no-tax',
  taxColumn: '--tax-column',
  shipping: '--no-shipping',
  decimal: '--decimal',
  dateFormat: '--date-format',
  tz: '--tz',
  maxRejected: '--max-rejected',
  asOf: '--as-of',
  lines: '--lines',
  keepZero: '--keep-zero',
  includeStatus: '--include-status',
  keepDuplicates: '--keep-duplicates',
};

export function addCustomerFlags(setup: Setup): void {
  addEngineFlags(setup);
  addRowFlags(setup);
  setup.value(
    '--time-unit <unit>',
    'what the times of a summary of customers are in (week if not given)',
    timeUnits,
  );
}

/** @throws InputError with all that is wrong */
export function readCustomerFlags(
  flags: CustomerFlags,
  names: readonly string[],
  env: Host['env'],
): CustomerOptions {
  const { counting, ...rows } = readRowFlags(flags);
  const { currency, timeUnit, ...outputFlags } = flags;
  return {
    ...rows,
    output: readOutputFlags(outputFlags),
    measure: { ...counting, window: undefined, period: 'month' },
    names,
    target: readEngineFlags(flags, names, env),
    timeUnit,
    code: /^[A-Za-z]{3}$/.test(String(currency)) ? String(currency).toUpperCase() : undefined,
    orderFlags: Object.entries(forOrders).flatMap(([name, flag]) => {
      const given = flags[name as keyof RowFlags];
      // What takes part in a summary as well is false or absent where it was not asked for.
      return given === undefined || (given === true && flag.startsWith('--no-')) ? [] : [flag];
    }),
  };
}
