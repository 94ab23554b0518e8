import { codeNames, codes, numberOf } from '../code.ts';
import { groupKeys } from './orders.ts';
import { unreadMoney } from '../columns/amount.ts';
import { areLines, type Plan } from '../plan.ts';
import { rowColumns } from './row-columns.ts';
import { latestSelect } from './latest.ts';

/**
 * The ledger row by row, in the order of the files: of rows that were merged, the first with an
 * amount is the one that the code of the whole is of.
 *
 * @param ids whether orders are told as they are; else as a digest, which whoever can list the orders can turn back
 * @param only a condition on the rows that are wanted
 */
export function ledgerRowsSelect(plan: Plan, entries: string, ids: boolean, only = 'true'): string {
  const { dialect, relation } = plan;
  if (relation.numbered === undefined || relation.unread === undefined) {
    throw new Error('these rows have no numbers');
  }
  const numbered: Plan = { ...plan, relation: { ...relation, from: `(${relation.numbered})` } };
  const rows = latestSelect(numbered, [
    { expression: dialect.identifier(rowColumns.row), name: 'row_number' },
    { expression: dialect.identifier(rowColumns.file), name: 'file_number' },
  ]);
  const { order, own } = groupKeys(plan);
  const reject = numberOf('R_CONFLICT');
  const keyed = `select row_number, file_number, ord as given_order, amount, ${order} as ord, ${own} as own from (${rows}) as read_rows`;
  const placed = `select k.*, e.code as entry_code, e.kept, e.currency, row_number() over (partition by k.ord, k.own order by case when k.amount is null then 1 else 0 end, k.file_number, k.row_number) as place
from (${keyed}) as k join (select ord, own, code, kept, currency from (${entries}) as each_entry) as e on e.ord is not distinct from k.ord and e.own is not distinct from k.own`;
  const coded = `select *, case when entry_code >= ${reject} or place <= kept then entry_code when amount is null${areLines(plan) ? ' or own is null' : ''} then ${numberOf('M_LINE')} else ${numberOf('M_DUP')} end as code from (${placed}) as placed`;
  const unread = `select row_number, file_number, null as given_order, null as amount, '' as currency, ${numberOf('R_SHAPE')} as code from (${relation.unread}) as unread`;
  const all = `select row_number, file_number, given_order, amount, currency, code from (${coded}) as coded union all ${unread}`;
  const named = (text: (name: (typeof codeNames)[number]) => string) =>
    `case code ${codeNames.map((name) => `when ${numberOf(name)} then ${dialect.string(text(name))}`).join(' ')} end`;
  const told = ids ? dialect.text('given_order') : dialect.digest('given_order');
  const shown = `case when given_order is null or ${dialect.text('given_order')} = '' then null else ${told} end`;
  return `select file_number as file, row_number as row, ${shown} as "order", ${named((name) => name)} as code, amount, currency, ${named((name) => codes[name].reason.en)} as reason
from (${all}) as ledger_rows where ${only} order by 1, 2`;
}

/** What some rows hold where a date and an amount should be, under the codes of what cannot be read. */
export function cellsQuery(
  plan: Plan,
  rows: readonly { readonly [name: string]: unknown }[],
): string {
  const { dialect, relation, mapping } = plan;
  const [row, file] = [rowColumns.row, rowColumns.file].map(dialect.identifier);
  const [date, amount] = [mapping.date, mapping.amount].map((name) =>
    dialect.text(dialect.identifier(name)),
  );
  const cells = { R_DATE: date, R_AMOUNT: `coalesce(${unreadMoney(plan)}, ${amount})` };
  const texts = Object.entries(cells).map(
    ([code, cell]) => `${cell} as ${dialect.identifier(code)}`,
  );
  const wanted = [...new Set(rows.map((each) => Number(each['row'])))];
  return `select ${row} as row, ${file} as file, ${texts.join(', ')} from (${relation.numbered}) as numbered where ${row} in (${wanted.join(', ')})`;
}
