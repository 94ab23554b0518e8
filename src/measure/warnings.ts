import type { Ledger } from './ledger.ts';
import type { Mapping } from './columns/mapping.ts';
import { monthNumber } from '../calendar.ts';
import type { Measurement } from './figures/measurement.ts';
import type { MeasureOptions } from './measure-options.ts';
import { monthsOf } from './figures/retention.ts';

/** What a person should know before the figures are believed. */
export type Warning =
  /** A share of the revenue has no customer. */
  | { readonly about: 'noCustomer'; readonly share: number; readonly most: number }
  /** A share of the rows repeats orders: an export of overlapping times, or of items. */
  | { readonly about: 'repeats'; readonly share: number; readonly most: number }
  /** Rows of one order stay one, whatever was asked. */
  | { readonly about: 'keptOrders'; readonly column: string }
  /** Nobody bought from one month to another, as in 2026-01. */
  | { readonly about: 'silence'; readonly from: string; readonly to: string };

/** What a measurement rests on. */
interface Measured {
  readonly ledger: Ledger;
  readonly anonymousShare: number | undefined;
  readonly mapping: Mapping;
  readonly options: MeasureOptions;
}

/** Above these shares of the revenue and of the rows, the figures may say too little of the whole. */
const most = { noCustomer: 0.05, repeats: 0.05 };

export function warningsOf({ ledger, anonymousShare = 0, mapping, options }: Measured): Warning[] {
  const warnings: Warning[] = [];
  if (anonymousShare > most.noCustomer) {
    warnings.push({ about: 'noCustomer', share: anonymousShare, most: most.noCustomer });
  }
  if (mapping.order === undefined) return warnings;
  const rows = ledger.codes
    .filter(({ code }) => code === 'M_DUP')
    .reduce((sum, line) => sum + line.rows, 0);
  const share = rows / ledger.rows.read;
  if (share > most.repeats) warnings.push({ about: 'repeats', share, most: most.repeats });
  if (options.keepDuplicates) warnings.push({ about: 'keptOrders', column: mapping.order });
  return warnings;
}

/** Months of silence that are longer than a shop rests, if they are longer than all the rest. */
const silence = 12;

/**
 * Where some purchases are far from all others, as where a program wrote 1900-01-01 for a date that
 * it did not know: one such row makes every frequency a small one.
 */
export function silenceOf({ cohorts, period }: Measurement): Warning | undefined {
  const months = cohorts.flatMap(({ start, cells }) =>
    cells.flatMap(({ age, customers }) =>
      customers > 0 ? [monthNumber(start) + age * monthsOf(period)] : [],
    ),
  );
  const bought = [...new Set(months)].toSorted((one, other) => one - other);
  if (bought.length < 3) return undefined;
  const span = (bought.at(-1) ?? 0) - (bought[0] ?? 0);
  for (const [at, from] of bought.entries()) {
    const to = bought[at + 1] ?? from;
    if (to - from > Math.max(silence, span - (to - from))) {
      return { about: 'silence', from: monthText(from), to: monthText(to) };
    }
  }
  return undefined;
}

const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
