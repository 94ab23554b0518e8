import * as z from 'zod/mini';
import { described } from '../described.ts';
import { anObject, count, list, number, text } from '../schema-parts.ts';

const rowKinds = ['used', 'merged', 'netted', 'excluded', 'rejected'] as const;

/** Null where it is that of few. */
const money = () => z.nullable(number());

const ledgerRows = z
  .object(
    {
      read: count(),
      used: count(),
      merged: count(),
      netted: count(),
      excluded: count(),
      rejected: count(),
    },
    anObject,
  )
  .check(
    z.refine(
      (rows) => rows.read === rowKinds.reduce((sum, kind) => sum + rows[kind], 0),
      'must add up: read = used + merged + netted + excluded + rejected',
    ),
  );

/** The money of one currency; a computation in doubles may move the last of its digits. */
const ledgerMoney = z
  .object(
    {
      currency: text(),
      read: described(money(), 'null where a part of it is that of few rows'),
      used: described(money(), 'what counts, refunds taken off'),
      netted: described(money(), 'refunds that stand beside an amount; those in rows are in used'),
      merged: money(),
      excluded: money(),
      rejected: money(),
    },
    anObject,
  )
  .check(
    z.refine((each) => {
      if (each.read === null) return true;
      const parts = rowKinds.map((kind) => each[kind] ?? NaN);
      const sum = parts.reduce((total, part) => total + part, 0);
      const size = parts.reduce((total, part) => total + Math.abs(part), 1);
      return Math.abs(sum - each.read) <= 1e-9 * size;
    }, 'must add up: read = used + netted + merged + excluded + rejected'),
  );

const statusCount = z.object(
  { status: text(), rows: count(), fate: z.enum(['counted', 'excluded', 'refunded']) },
  anObject,
);

/** What became of each row. */
export const ledgerSchema = described(
  z.object(
    {
      rows: ledgerRows,
      codes: list(
        z.object({ code: text(), currency: text(), rows: count(), amount: money() }, anObject),
      ),
      money: list(ledgerMoney),
      statuses: z.optional(list(statusCount)),
    },
    anObject,
  ),
  'what became of each row',
);
