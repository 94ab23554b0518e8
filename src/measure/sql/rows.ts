import { amountOf, moneyCells, refundOf, unreadMoney } from '../columns/amount.ts';
import { blank, textOf } from '../columns/cell.ts';
import { currencyOf } from '../columns/currency.ts';
import { customerOf } from '../columns/customer.ts';
import { emailJoin } from './emails.ts';
import { dayOf } from '../columns/day.ts';
import { type Code, numberOf } from '../code.ts';
import type { Role } from '../columns/mapping.ts';
import type { NamedExpression } from '../named-expression.ts';
import { areLines, type Plan } from '../plan.ts';
import { columnOf } from '../columns/column-reading.ts';
import { statusTests } from '../columns/status.ts';

/** The first and the last day that a date may be; beyond them stand the zeros of other programs. */
const days = { first: '1900-01-01', last: '2200-12-31' };

/**
 * The rows in the terms of the field: `ord`, `customer`, `day`, `amount`, `refund`, `currency`;
 * `fault`, the code of a row that is excluded or rejected for what it says itself, else 0; and
 * `h`, which is the same for rows that are equal in every column.
 *
 * @param carried further expressions to hand through
 * @param customers the only customers wanted, as a query of one column
 */
export function rowsSelect(
  plan: Plan,
  carried: readonly NamedExpression[] = [],
  customers?: string,
): string {
  const { dialect, relation, mapping } = plan;
  const cells = [
    `${orderOf(plan)} as ord`,
    `${customerOf(plan)} as customer`,
    `${dayOf(plan)} as given_day`,
    `${currencyOf(plan)} as currency`,
    `${dialect.identifier(mapping.date)} as date_cell`,
    `${dialect.identifier(mapping.amount)} as amount_cell`,
    `${exclusionOf(plan)} as excluded`,
    `${dialect.hash(relation.columns.map(({ name }) => dialect.identifier(name)))} as h`,
    `${unreadMoney(plan)} as unread_money`,
    ...[...moneyCells(plan), ...carried].map(({ expression, name }) => `${expression} as ${name}`),
  ];
  const only = customers === undefined ? '' : ` where ${customerOf(plan)} in (${customers})`;
  const names = carried.map(({ name }) => name);
  const inRange = `given_day between ${dialect.date(days.first)} and ${dialect.date(days.last)}`;
  const ranged = `select *, ${amountOf(plan)} as amount, ${refundOf(plan)} as refund, case when ${inRange} then given_day end as day from (${dialect.settled(`select ${cells.join(', ')} from ${relation.from}${emailJoin(plan)}${only}`)}) as cells`;
  return `select ${[`${givenOrder(plan)}, customer, day, amount, refund, currency, h`, ...names].join(', ')}, ${faultOf(plan)} as fault from (${dialect.settled(ranged)}) as ranged`;
}

/** The order of a row of cells: of lines without one, what a customer bought on a day. */
function givenOrder(plan: Plan): string {
  const { dialect, mapping } = plan;
  if (mapping.order !== undefined || !areLines(plan)) return 'ord';
  const parts = ['customer', 'day', "coalesce(currency, '')"].map(dialect.text);
  return `${parts.join(" || ' ' || ")} as ord`;
}

/** The order of each row, as a number or as text without blanks around it. */
export function ordersSelect(plan: Plan): string {
  const { dialect, relation, mapping } = plan;
  const { order = '', id } = mapping;
  // Numbers are told apart in half the time of texts.
  const isNumber = id === undefined && columnOf(relation, order).type === 'number';
  return `select ${isNumber ? dialect.identifier(order) : orderOf(plan)} as ord from ${relation.from}`;
}

/** A row without an order stands alone, so what it lacks is a fault; a line of an order may lack it. */
function faultOf(plan: Plan): string {
  const { mapping } = plan;
  const alone = mapping.order === undefined;
  const noDate = blank(plan, mapping.date, 'date_cell');
  const noAmount = blank(plan, mapping.amount, 'amount_cell');
  const without = (isBlank: string) => (alone ? '' : ` and (ord is null or not ${isBlank})`);
  return [
    'case when excluded > 0 then excluded',
    // Most rows have both, and a case looks no further than it must.
    'when day is not null and amount is not null and unread_money is null then 0',
    `when ${noDate} and ${noAmount} and customer is null${alone ? '' : ' and ord is null'} then ${numberOf('R_SHAPE')}`,
    `when day is null${without(noDate)} then ${numberOf('R_DATE')}`,
    `when unread_money is not null then ${numberOf('R_AMOUNT')}`,
    `when amount is null${without(noAmount)} then ${numberOf('R_AMOUNT')}`,
    'else 0 end',
  ].join(' ');
}

/**
 * The order of a row. Where several share a name, all but the first by `id` have it behind the name;
 * further lines, which have no `id`, stay with the first.
 */
function orderOf(plan: Plan): string {
  const { order, id } = plan.mapping;
  if (order === undefined) return plan.dialect.text("''");
  const name = referredOrder(plan, textOf(plan, order));
  if (id === undefined) return name;
  const own = textOf(plan, id);
  return `case when ${own} <> min(${own}) over (partition by ${name}) then ${name} || ' ' || ${own} else ${name} end`;
}

/** The order of a row, or the one that it refunds. */
function referredOrder(plan: Plan, name: string): string {
  const { dialect, mapping, rules } = plan;
  const { reference, kind } = mapping;
  if (reference === undefined || kind === undefined || rules.refundKinds === undefined) return name;
  const kinds = rules.refundKinds.map(dialect.string).join(', ');
  const isRefund = `${dialect.lower(textOf(plan, kind))} in (${kinds})`;
  return `case when ${isRefund} then coalesce(${textOf(plan, reference)}, ${name}) else ${name} end`;
}

/** The code of a row that is no sale whatever it holds, else 0. */
function exclusionOf(plan: Plan): string {
  const { dialect, mapping, rules, options } = plan;
  const cases: string[] = [];
  const value = (role: Role) => {
    const name = mapping[role];
    return name === undefined ? undefined : dialect.lower(textOf(plan, name));
  };
  const add = (code: Code, role: Role, test: (cell: string) => string) => {
    const cell = value(role);
    if (cell !== undefined) cases.push(`when ${test(cell)} then ${numberOf(code)}`);
  };
  const list = (texts: readonly string[] = []) => texts.map(dialect.string).join(', ');
  if (rules.liveModes) add('X_TEST', 'mode', (cell) => `${cell} not in (${list(rules.liveModes)})`);
  for (const text of rules.testMethods ?? []) {
    add('X_TEST', 'method', (cell) => `position(${dialect.string(text)} in ${cell}) > 0`);
  }
  if (rules.saleKinds) {
    add('X_NOT_SALE', 'kind', (cell) => `${cell} not in (${list(rules.saleKinds)})`);
  }
  if (!options.includeStatus) {
    add(
      'X_STATUS',
      'cancelled',
      (cell) => `${cell} is not null and ${cell} not in ('false', '0', 'no')`,
    );
    add('X_STATUS', 'captured', (cell) => `${cell} in ('false', '0', 'no')`);
    if (rules.lostDisputes) {
      add('X_STATUS', 'dispute', (cell) => `${cell} in (${list(rules.lostDisputes)})`);
    }
  }
  if (mapping.status !== undefined) {
    cases.push(`when ${statusTests(plan, mapping.status).excluded} then ${numberOf('X_STATUS')}`);
  }
  return cases.length === 0 ? '0' : `case ${cases.join(' ')} else 0 end`;
}
