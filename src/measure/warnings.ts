import { customerColumn } from './columns/customer.ts';
import type { Mapping } from './columns/mapping.ts';
import { monthNumber } from '../calendar.ts';
import { type FreqStory, freqStoryOf } from './figures/freq-story.ts';
import type { Measurement } from './figures/measurement.ts';
import type { Counted } from './measure-orders.ts';
import { areLines, haveOrders, type Plan } from './plan.ts';
import { isUnpaid, plain } from './columns/status.ts';
import type { Ledger } from './ledger.ts';
import { mostStatuses } from './sql/statuses.ts';
import { monthsOf } from './figures/retention.ts';
import { silenceIn } from './silence.ts';

/** What a person should know before the figures are believed. */
export type Warning =
  /** A share of the revenue has no customer. */
  | { readonly about: 'noCustomer'; readonly share: number; readonly most: number }
  /** A share of the rows repeats orders: an export of overlapping times, or of items. */
  | { readonly about: 'repeats'; readonly share: number; readonly most: number }
  /** Rows that are equal in every column count once, for they have no order that tells them apart. */
  | {
      readonly about: 'equalRows';
      readonly rows: number;
      readonly amount: number;
      readonly currency: string;
      readonly share: number;
      readonly most: number;
    }
  /** Rows of one order stay one, whatever was asked. */
  | { readonly about: 'keptOrders'; readonly column: string }
  /** Rows without an id are of the customer whose e-mail address they have. */
  | { readonly about: 'joinedEmails'; readonly emails: number; readonly rows: number }
  /** E-mail addresses have several ids, so the rows that have nothing else are of none of them. */
  | { readonly about: 'sharedEmails'; readonly emails: number; readonly rows: number }
  /** Many rows wait for their money, and do not count. */
  | {
      readonly about: 'excludedStatus';
      readonly status: string;
      readonly rows: number;
      readonly share: number;
      /** Those that count. */
      readonly counted: readonly string[];
    }
  /** Statuses that were named, and that no row has. */
  | {
      readonly about: 'absentStatuses';
      readonly absent: readonly string[];
      readonly there: readonly string[];
    }
  /** The column of statuses holds too many texts. */
  | { readonly about: 'manyStatuses'; readonly column: string; readonly most: number }
  /** No customer has two orders: the column may hold an id of the order. */
  | { readonly about: 'oneOrderEach'; readonly column: string; readonly customers: number }
  /** The frequency says too little or too much of what a customer orders in a year. */
  | ({ readonly about: 'freq' } & FreqStory)
  /** Nobody bought from one month to another, as in 2026-01. */
  | { readonly about: 'silence'; readonly from: string; readonly to: string };

/** Above these shares of the revenue and of the rows, the figures may say too little of the whole. */
const most = { noCustomer: 0.05, repeats: 0.05, excludedStatus: 0.1, equalRows: 0.01 };

export function warningsOf({
  ledger,
  currency,
  anonymousShare = 0,
  emailCounts,
  plan,
}: Counted): Warning[] {
  const { mapping, options } = plan;
  const warnings: Warning[] = [];
  if (anonymousShare > most.noCustomer) {
    warnings.push({ about: 'noCustomer', share: anonymousShare, most: most.noCustomer });
  }
  const { joined, shared } = emailCounts ?? {};
  if (joined !== undefined && joined.rows > 0) warnings.push({ about: 'joinedEmails', ...joined });
  if (shared !== undefined && shared.emails > 0)
    warnings.push({ about: 'sharedEmails', ...shared });
  warnings.push(...statusWarnings(ledger, plan));
  const repeated = ledger.codes.filter(({ code }) => code === 'M_DUP');
  if (!haveOrders(plan)) warnings.push(...equalRows(ledger, currency, repeated));
  if (mapping.order === undefined || areLines(plan)) return warnings;
  const rows = repeated.reduce((sum, line) => sum + line.rows, 0);
  const share = rows / ledger.rows.read;
  // Files may overlap, and then their orders come again.
  if (plan.ages === undefined && share > most.repeats)
    warnings.push({ about: 'repeats', share, most: most.repeats });
  if (options.keepDuplicates) warnings.push({ about: 'keptOrders', column: mapping.order });
  return warnings;
}

/** How much money is in the rows that are equal to another, in the currency that counts. */
function equalRows({ money }: Ledger, currency: string, repeated: Ledger['codes']): Warning[] {
  const line = repeated.find((each) => each.currency === currency);
  if (line === undefined) return [];
  const { rows, amount } = line;
  const used = money.find((each) => each.currency === currency)?.used ?? 0;
  const share = amount / (used + amount);
  return [{ about: 'equalRows', rows, amount, currency, share, most: most.equalRows }];
}

/** What the statuses of the rows warn of. */
function statusWarnings({ statuses, rows }: Ledger, { mapping, options }: Plan): Warning[] {
  const warnings: Warning[] = [];
  if (mapping.status === undefined) return warnings;
  if (statuses.length === 0) {
    warnings.push({ about: 'manyStatuses', column: mapping.status, most: mostStatuses });
  }
  const there = statuses.map(({ status }) => status);
  const absent = (options.statuses ?? []).filter(
    (named) => !there.some((status) => plain(status) === plain(named)),
  );
  if (absent.length > 0 && there.length > 0) {
    warnings.push({ about: 'absentStatuses', absent, there });
  }
  const left = statuses.find(({ status, fate }) => fate === 'excluded' && isUnpaid(status));
  const share = (left?.rows ?? 0) / rows.read;
  if (left !== undefined && options.statuses === undefined && share > most.excludedStatus) {
    const counted = statuses.filter(({ status, fate }) => fate === 'counted' && status !== '');
    warnings.push({
      about: 'excludedStatus',
      status: left.status,
      rows: left.rows,
      share,
      counted: counted.map(({ status }) => status),
    });
  }
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
