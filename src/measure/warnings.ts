import { customerColumn } from './columns/customer.ts';
import type { Mapping } from './columns/mapping.ts';
import { monthNumber } from '../calendar.ts';
import { type FreqStory, freqStoryOf } from './figures/freq-story.ts';
import type { Measurement } from './figures/measurement.ts';
import type { Counted } from './measure-orders.ts';
import { areLines } from './plan.ts';
import { monthsOf } from './figures/retention.ts';
import { silenceIn } from './silence.ts';

/** What a person should know before the figures are believed. */
export type Warning =
  /** A share of the revenue has no customer. */
  | { readonly about: 'noCustomer'; readonly share: number; readonly most: number }
  /** A share of the rows repeats orders: an export of overlapping times, or of items. */
  | { readonly about: 'repeats'; readonly share: number; readonly most: number }
  /** Rows of one order stay one, whatever was asked. */
  | { readonly about: 'keptOrders'; readonly column: string }
  /** Rows without an id are of the customer whose e-mail address they have. */
  | { readonly about: 'joinedEmails'; readonly emails: number; readonly rows: number }
  /** E-mail addresses have several ids, so the rows that have nothing else are of none of them. */
  | { readonly about: 'sharedEmails'; readonly emails: number; readonly rows: number }
  /** No customer has two orders: the column may hold an id of the order. */
  | { readonly about: 'oneOrderEach'; readonly column: string; readonly customers: number }
  /** The frequency says too little or too much of what a customer orders in a year. */
  | ({ readonly about: 'freq' } & FreqStory)
  /** Nobody bought from one month to another, as in 2026-01. */
  | { readonly about: 'silence'; readonly from: string; readonly to: string };

/** Above these shares of the revenue and of the rows, the figures may say too little of the whole. */
const most = { noCustomer: 0.05, repeats: 0.05 };

export function warningsOf({ ledger, anonymousShare = 0, emailCounts, plan }: Counted): Warning[] {
  const { mapping, options } = plan;
  const warnings: Warning[] = [];
  if (anonymousShare > most.noCustomer) {
    warnings.push({ about: 'noCustomer', share: anonymousShare, most: most.noCustomer });
  }
  const { joined, shared } = emailCounts ?? {};
  if (joined !== undefined && joined.rows > 0) warnings.push({ about: 'joinedEmails', ...joined });
  if (shared !== undefined && shared.emails > 0)
    warnings.push({ about: 'sharedEmails', ...shared });
  if (mapping.order === undefined || areLines(plan)) return warnings;
  const rows = ledger.codes
    .filter(({ code }) => code === 'M_DUP')
    .reduce((sum, line) => sum + line.rows, 0);
  const share = rows / ledger.rows.read;
  if (share > most.repeats) warnings.push({ about: 'repeats', share, most: most.repeats });
  if (options.keepDuplicates) warnings.push({ about: 'keptOrders', column: mapping.order });
  return warnings;
}

/** So many customers, and none of them comes back: the fewest that are not chance. */
const oneOrderEach = 20;

/** What the figures themselves warn of. */
export function figureWarnings(measurement: Measurement, mapping: Mapping): Warning[] {
  const story = freqStoryOf(measurement.figures);
  const warnings = [
    silenceOf(measurement),
    oneOrderEachOf(measurement, mapping),
    story && { about: 'freq' as const, ...story },
  ];
  return warnings.filter((warning) => warning !== undefined);
}

/** Where each customer has one order only, as where the column holds an id of the order. */
function oneOrderEachOf(
  { figures, interpurchase }: Measurement,
  mapping: Mapping,
): Warning | undefined {
  const { customers, orders, repeatRate } = figures;
  if (interpurchase.mean !== undefined || orders.value > customers.value) return undefined;
  // Of all customers, not of those of the window alone.
  if (repeatRate.n < oneOrderEach) return undefined;
  return {
    about: 'oneOrderEach',
    column: customerColumn(mapping),
    customers: repeatRate.n,
  };
}

/** Purchases that are far from all others: one such row makes every frequency a small one. */
function silenceOf({ cohorts, period }: Measurement): Warning | undefined {
  const months = cohorts.flatMap(({ start, cells }) =>
    cells.flatMap(({ age, customers }) =>
      customers > 0 ? [monthNumber(start) + age * monthsOf(period)] : [],
    ),
  );
  const silence = silenceIn([...new Set(months)].toSorted((one, other) => one - other));
  return silence && { about: 'silence', from: monthText(silence.from), to: monthText(silence.to) };
}

const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
