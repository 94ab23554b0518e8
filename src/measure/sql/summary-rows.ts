import type { Dialect, Relation } from '../../engines/engine.ts';
import type { SummaryColumns } from '../summary-table.ts';

/** A number as programs write it, small enough for every engine. */
const numberPattern = String.raw`^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$`;

/** The number that a cell holds, or null. */
function numberOf({ text, trim, matches, double, identifier }: Dialect, column: string): string {
  const cell = trim(text(identifier(column)));
  return `case when ${matches(cell, numberPattern)} then ${double(cell)} end`;
}

/** The numbers of each row, with what else is asked for; what is no number is null. */
function numbersSelect(
  dialect: Dialect,
  from: string,
  columns: SummaryColumns,
  others: readonly string[],
): string {
  const { x, t_x, T, spend } = columns;
  const number = (column: string) => numberOf(dialect, column);
  const amount = spend === undefined ? dialect.double('0') : number(spend);
  return `select ${[...others, `${number(x)} as x`, `${number(t_x)} as t_x`, `${number(T)} as "T"`, `${amount} as spend`].join(', ')} from ${from}`;
}

/** Whether a row can be a customer; the spend of who has no repeat purchase is no matter. */
const isCustomer = `coalesce(x >= 0 and x <= 1000000 and x = floor(x) and t_x >= 0 and t_x <= "T"
  and (x = 0) = (t_x = 0) and (x = 0 or spend >= 0), false)`;

/**
 * The customers of a summary, as customersSelect gives those of orders; what they spent first is not known.
 *
 * @param weeks what makes weeks of a time in the unit of the table, as `/ 7`
 */
export function summaryCustomersSelect(
  dialect: Dialect,
  from: string,
  columns: SummaryColumns,
  weeks: string,
): string {
  const { identifier, double, text } = dialect;
  const id = columns.customer === undefined ? "''" : identifier(columns.customer);
  return `select customer, cast(x as bigint) as x, t_x ${weeks} as t_x, "T" ${weeks} as "T",
  case when x > 0 then spend else 0 end as spend, ${double('null')} as first_spend
from (${numbersSelect(dialect, from, columns, [`${text(id)} as customer`])}) as numbers`;
}

/** How many rows there are, how many of them can be no customer, and the longest time. */
export const summaryFaultsQuery = (
  dialect: Dialect,
  from: string,
  columns: SummaryColumns,
): string =>
  `select count(*) as n, sum(case when ${isCustomer} then 0 else 1 end) as faults, max("T") as longest from (${numbersSelect(dialect, from, columns, [])}) as numbers`;

/** The first rows that can be no customer, as they were written, with their places in files. */
export function faultyRowsQuery(
  dialect: Dialect,
  { numbered, from }: Pick<Relation, 'numbered' | 'from'>,
  columns: SummaryColumns,
): string {
  const { identifier, text } = dialect;
  const places = numbered === undefined ? [] : ['"clv file" as file', '"clv row" as row'];
  const cells = (['x', 't_x', 'T', 'spend'] as const).flatMap((name) => {
    const column = columns[name];
    return column === undefined
      ? []
      : [`${text(identifier(column))} as ${identifier(`${name} cell`)}`];
  });
  const rows = numbered === undefined ? from : `(${numbered}) as numbered`;
  const inOrder = numbered === undefined ? '' : ' order by file, row';
  return `select * from (${numbersSelect(dialect, rows, columns, [...places, ...cells])}) as numbers where not ${isCustomer}${inOrder} limit 5`;
}

/** The first customers who have several rows. */
export const repeatedCustomersQuery = (customers: string): string =>
  `select customer, count(*) as n from ${customers} as customers group by customer having count(*) > 1 order by customer limit 3`;
