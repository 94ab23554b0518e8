import type { Warning } from '../../measure/warnings.ts';

/** What a person should know before the figures are believed. */
export function warningText(warning: Warning): string {
  switch (warning.about) {
    case 'noCustomer':
      return `rows without a customer hold ${percent(warning.share)} of the revenue, more than ${percent(warning.most)}; no average by customer has them in it`;
    case 'repeats':
      return `${percent(warning.share)} of the rows tell an order again and count once (M_DUP), more than ${percent(warning.most)}; where they are items with a price each, add them up to a row an order first`;
    case 'keptOrders':
      return `--keep-duplicates counts equal rows that have no order; rows of one ${warning.column} stay one order`;
    case 'silence':
      return `nobody bought between ${warning.from} and ${warning.to}, longer than in all the rest of the time; see whether those dates are right, or choose the days with --window`;
  }
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(2))}%`;
