import type { Engine } from '../../engines/engine.ts';
import { textOf } from '../columns/cell.ts';
import { type StatusFate, statusFate } from '../columns/status.ts';
import { numberOf } from '../code.ts';
import type { Plan } from '../plan.ts';
import { latestSelect } from './latest.ts';

/** A status, how many rows have it, and what was done with them. */
export interface StatusCount {
  /** In lower case, empty where a row has none. */
  readonly status: string;
  readonly rows: number;
  readonly fate: StatusFate;
}

/** A column of more different texts than these is hardly one of statuses. */
export const mostStatuses = 50;

export function statusesQuery(plan: Plan, column: string): string {
  const { dialect, relation, ages } = plan;
  const status = `coalesce(${dialect.lower(textOf(plan, column))}, '')`;
  // What an order was in an older file is not what it is.
  const rows = latestSelect(plan, [{ expression: status, name: 'status' }]);
  const select =
    ages === undefined
      ? `select ${status} as status, count(*) as n from ${relation.from}`
      : `select status, count(*) as n from (${rows}) as read_rows where fault <> ${numberOf('M_DUP')}`;
  return `${select} group by 1 order by 2 desc, 1 limit ${mostStatuses + 1}`;
}

/** The statuses of the rows, the most frequent first; none where they are too many. */
export async function statusesOf({ query }: Engine, plan: Plan): Promise<readonly StatusCount[]> {
  const { status: column } = plan.mapping;
  if (column === undefined) return [];
  const rows = await query(statusesQuery(plan, column));
  if (rows.length > mostStatuses) return [];
  return rows.map(({ status, n }) => ({
    status: String(status),
    rows: Number(n),
    fate: statusFate(plan, String(status)),
  }));
}
