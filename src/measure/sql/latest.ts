import type { Engine } from '../../engines/engine.ts';
import { numberOf } from '../code.ts';
import type { NamedExpression } from '../named-expression.ts';
import { haveOrders, type Plan } from '../plan.ts';
import { rowColumns } from './row-columns.ts';
import { rowsSelect } from './rows.ts';

/**
 * How old each of several files is, where they may have the same orders: one was exported on the day
 * of its latest order that counts, and of two of one day the one that was named last is newer.
 */
export async function agesOf({ query }: Engine, plan: Plan): Promise<Plan['ages']> {
  const { files = 1 } = plan.relation;
  if (files < 2 || !haveOrders(plan)) return undefined;
  const rows = await query(exportDaysQuery(plan));
  const dayOf = (file: number) =>
    String(rows.find((row) => Number(row['file_number']) === file)?.['day'] ?? '');
  const named = Array.from({ length: files }, (_, at) => ({ file: at + 1, day: dayOf(at + 1) }));
  // Those of one day stay as they were named.
  const byAge = named.toSorted((one, other) =>
    one.day < other.day ? -1 : Number(one.day > other.day),
  );
  return named.map(({ file }) => 1 + byAge.findIndex((each) => each.file === file));
}

function exportDaysQuery(plan: Plan): string {
  const expression = plan.dialect.identifier(rowColumns.file);
  const rows = rowsSelect(plan, [{ expression, name: 'file_number' }]);
  return `select file_number, cast(max(day) as varchar) as day from (${rows}) as read_rows where fault = 0 group by 1`;
}

/**
 * The rows, of which those of an order are M_DUP that a newer file has again: all of them, so that an
 * order is never made of two exports. A refund alone does not make an order anew.
 */
export function latestSelect(plan: Plan, carried: readonly NamedExpression[] = []): string {
  const { ages, dialect } = plan;
  if (ages === undefined) return rowsSelect(plan, carried);
  const file = dialect.identifier(rowColumns.file);
  const cases = ages.map((age, at) => `when ${at + 1} then ${age}`);
  const rows = rowsSelect(plan, [
    ...carried,
    { expression: `case ${file} ${cases.join(' ')} end`, name: 'age' },
  ]);
  const isReadable = `fault < ${numberOf('R_CONFLICT')}`;
  const latest = `max(case when ${isReadable} and coalesce(amount, 0) >= 0 then age end) over (partition by ord)`;
  const names = [
    'ord, customer, day, amount, refund, currency, h',
    ...carried.map(({ name }) => name),
  ];
  return `select ${names.join(', ')}, case when ord is not null and ${isReadable} and age < latest then ${numberOf('M_DUP')} else fault end as fault
from (select *, ${latest} as latest from (${rows}) as aged) as read_rows`;
}
