import { dayNumber } from '../calendar.ts';
import type { Engine } from '../engines/engine.ts';
import { steady } from '../math/round.ts';
import { observedCellsSelect, repeatsByDayQuery, type Split } from '../measure/sql/holdout.ts';
import type { Observed } from '../models/index.ts';

/** Where a calibration and its holdout are. */
export interface HoldoutPlace {
  /** The purchases, as a table expression. */
  readonly purchases: string;
  /** The first day on which somebody bought. */
  readonly first: string;
  readonly split: Split;
}

/** What customers did in the calibration and in the holdout, those who are alike together. */
export async function observedIn(
  { query, dialect }: Engine,
  { purchases, split }: HoldoutPlace,
): Promise<Observed[]> {
  const rows = await query(observedCellsSelect(dialect, purchases, split));
  return rows.map((row) => ({
    x: Number(row['x']),
    t_x: Number(row['t_x']),
    T: Number(row['T']),
    lastWindow: Number(row['last_window']),
    later: Number(row['later']),
    spend: steady(Number(row['spend'])),
    laterAmount: steady(Number(row['later_amount'])),
    count: Number(row['n']),
  }));
}

/** Repeat purchases from the first day on to the end of each whole week. */
export async function cumulativeIn(
  { query, dialect }: Engine,
  { purchases, first, split }: HoldoutPlace,
): Promise<number[]> {
  const rows = await query(repeatsByDayQuery(dialect, purchases, split, first));
  const weeks = Math.floor((dayNumber(split.to) - dayNumber(first) + 1) / 7);
  const inWeek = Array.from({ length: weeks }, () => 0);
  for (const { at, n } of rows) {
    const week = Math.floor(Number(at) / 7);
    if (week < weeks) inWeek[week] = (inWeek[week] ?? 0) + Number(n);
  }
  let sum = 0;
  return inWeek.map((count) => (sum += count));
}
