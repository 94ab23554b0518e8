import { anonymousShare } from './anonymous.ts';
import type { Ledger } from './ledger.ts';
import type { Mapping } from './mapping.ts';
import type { MeasureOptions } from './options.ts';

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

const percent = (share: number): string => `${Number((share * 100).toPrecision(2))}%`;
