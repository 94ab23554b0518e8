import { anonymousShare } from './columns/anonymous.ts';
import type { Ledger } from './ledger.ts';
import type { Mapping } from './columns/mapping.ts';
import { monthNumber } from '../calendar.ts';
import type { Measurement } from './figures/measurement.ts';
import type { MeasureOptions } from './measure-options.ts';
import { monthsOf } from './figures/retention.ts';

/** What a measurement rests on. */
interface Measured {
  readonly ledger: Ledger;
  readonly currency: string;
  readonly mapping: Mapping;
  readonly options: MeasureOptions;
}

/** Above these shares of the revenue and of the rows, the figures may say too little of the whole. */
const most = { anonymous: 0.05, repeated: 0.05 };

/** What a person should know before the figures are believed. */
export function warningsOf(measured: Measured): string[] {
  return [anonymous(measured), repeated(measured), unheeded(measured)].filter(
    (warning) => warning !== undefined,
  );
}

function anonymous({ ledger, currency }: Measured): string | undefined {
  const share = anonymousShare(ledger, currency);
  if (share === undefined || share <= most.anonymous) return undefined;
  return `rows without a customer hold ${percent(share)} of the revenue, more than ${percent(most.anonymous)}; no average by customer has them in it`;
}

/** An export of two overlapping times tells orders again; one of items tells each order in parts. */
function repeated({ ledger, mapping }: Measured): string | undefined {
  if (mapping.order === undefined) return undefined;
  const rows = ledger.codes
    .filter(({ code }) => code === 'M_DUP')
    .reduce((sum, line) => sum + line.rows, 0);
  const share = rows / ledger.rows.read;
  if (!(share > most.repeated)) return undefined;
  return `${percent(share)} of the rows tell an order again and count once (M_DUP), more than ${percent(most.repeated)}; where they are items with a price each, add them up to a row an order first`;
}

function unheeded({ mapping, options }: Measured): string | undefined {
  if (!options.keepDuplicates || mapping.order === undefined) return undefined;
  return `--keep-duplicates counts equal rows that have no order; rows of one ${mapping.order} stay one order`;
}

/** Months of silence that are longer than a shop rests, if they are longer than all the rest. */
const silence = 12;

/**
 * What to say where the first or the last purchases are far from all others, as where a program wrote
 * 1900-01-01 for a date it did not know: one such row makes every frequency a small one.
 */
export function strayWarning({ cohorts, period }: Measurement): string | undefined {
  const months = cohorts.flatMap(({ start, cells }) =>
    cells.flatMap(({ age, customers }) =>
      customers > 0 ? [monthNumber(start) + age * monthsOf(period)] : [],
    ),
  );
  const bought = [...new Set(months)].toSorted((one, other) => one - other);
  if (bought.length < 3) return undefined;
  const [first = 0, second = 0] = bought;
  const [last = 0, before = 0] = bought.toReversed();
  for (const [from, to] of [
    [first, second],
    [before, last],
  ] as const) {
    const rest = last - first - (to - from);
    if (to - from > Math.max(silence, rest)) {
      return `nobody bought between ${monthText(from)} and ${monthText(to)}, longer than in all the rest of the time; see whether those dates are right, or choose the days with --window`;
    }
  }
  return undefined;
}

const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

const percent = (share: number): string => `${Number((share * 100).toPrecision(2))}%`;
