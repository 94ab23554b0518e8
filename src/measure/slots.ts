import { numberOf } from './code.ts';
import { countingCodes, outsideCases } from './orders.ts';
import { tellsRefunds } from './amount.ts';
import type { Plan } from './plan.ts';
import { rowsSelect } from './rows.ts';

/** The code of a row as far as it depends on the row alone. */
function kindOf({ options }: Plan): string {
  return [
    'case when fault > 0 then fault',
    `when day is null then ${numberOf('R_DATE')}`,
    `when amount is null then ${numberOf('R_AMOUNT')}`,
    `when customer is null then ${numberOf('X_NO_CUSTOMER')}`,
    `when amount > 0 and amount <= refund then ${numberOf('N_REFUND_FULL')}`,
    `when amount < 0 then ${numberOf('N_UNMATCHED')}`,
    ...(options.keepZero ? [] : [`when amount = 0 then ${numberOf('X_ZERO')}`]),
    'else 0 end',
  ].join(' ');
}

const rowsWithKind = (plan: Plan, customers?: string): string =>
  `select *, cast(${kindOf(plan)} as smallint) as kind from (${rowsSelect(plan, [], customers)}) as read_rows`;

/**
 * The quick way where rows stand alone: one pass that brings together what a customer did on a day.
 * A slot is `unsure` where it cannot be told from its sums that no two of its rows are equal: two
 * rows are not when their amounts differ, nor are three; of more it is not known. Where each row has
 * an order of its own, none are.
 */
export function slotsSelect(plan: Plan): string {
  const hasOrders = plan.mapping.order !== undefined;
  const doubt =
    plan.options.keepDuplicates || hasOrders
      ? 'false'
      : // One row has no equal, and most slots are of one: a case looks no further there.
        `case when n = 1 or kind >= ${numberOf('R_CONFLICT')} then false else coalesce(n > 3 or low = high or (n = 3 and amount - low - high in (low, high)), true) end`;
  // What is the same for all rows is left out of the grouping, which it would only slow down.
  const hasCurrency = plan.mapping.currency !== undefined;
  const hasRefund = tellsRefunds(plan);
  const keys = ['kind', 'customer', 'day', ...(hasCurrency ? ['currency'] : [])];
  return `select kind, ${hasCurrency ? 'currency' : `${plan.dialect.text("''")} as currency`}, customer, day, n, amount, ${hasRefund ? 'refund' : '0 as refund'}, ${doubt} as unsure
from (select ${keys.join(', ')}, count(*) as n, sum(amount) as amount, ${hasRefund ? 'sum(refund) as refund, ' : ''}min(amount) as low, max(amount) as high
  from (${rowsWithKind(plan)}) as kinds group by ${keys.join(', ')}) as sums`;
}

export const unsureQuery = (slots: string): string =>
  `select count(*) as n, count(*) - count(customer) as guests from ${slots} as slots where unsure`;

export const lastSlotQuery = (slots: string): string =>
  `select cast(max(day) as varchar) as day from ${slots} as slots where kind < ${numberOf('R_CONFLICT')}`;

/**
 * The rows of the slots that are unsure, to be looked at in full.
 *
 * @param guests whether some of them have no customer; else those of other customers are passed over
 */
export function unsureRowsSelect(plan: Plan, slots: string, guests: boolean): string {
  const customers = guests ? undefined : `select customer from ${slots} as slots where unsure`;
  const { text, date } = plan.dialect;
  // What may be null is given a value that no row has, for engines join by what is equal.
  const filled: Readonly<Record<string, (cell: string) => string>> = {
    ...(guests && { customer: (cell) => `coalesce(${text(cell)}, '')` }),
    day: (cell) => `coalesce(${cell}, ${date('0001-01-01')})`,
  };
  const same = ['kind', 'currency', 'customer', 'day'].map((name) => {
    const cell = filled[name] ?? String;
    return `${cell(`s.${name}`)} = ${cell(`r.${name}`)}`;
  });
  return `select r.* from (${rowsWithKind(plan, customers)}) as r where exists (select 1 from ${slots} as s where s.unsure and ${same.join(' and ')})`;
}

/** The slots that are sure, each with its last code. */
function codedSelect(plan: Plan, slots: string, asOf: string): string {
  const cases = [
    `when kind > ${numberOf('X_CURRENCY')} then kind`,
    ...outsideCases(plan, asOf),
    'else kind',
  ];
  return `select *, case ${cases.join(' ')} end as code from ${slots} as slots where not unsure`;
}

/** The slots that are sure, brought together by code and currency, as entries of the ledger. */
export function slotEntriesSelect(plan: Plan, slots: string, asOf: string): string {
  const bought = [numberOf('USED'), numberOf('N_REFUND_FULL')].join(', ');
  return `select code, currency, n, n as kept, 0 as duplicates, 0 as lines, amount as read, amount as told, 0 as merged,
  case when code in (${bought}) then refund else 0 end as refunded,
  case when code in (${bought}) then amount - refund when code = ${numberOf('N_UNMATCHED')} then amount else 0 end as net
from (select code, currency, sum(n) as n, sum(amount) as amount, sum(refund) as refund from (${codedSelect(plan, slots, asOf)}) as coded group by 1, 2) as sums`;
}

/** The slots that are sure and count, each as one occasion as it stands, or as money alone. */
export function slotOccasionsSelect(plan: Plan, slots: string, asOf: string): string {
  const net = tellsRefunds(plan)
    ? `case when code = ${numberOf('N_UNMATCHED')} then amount else amount - refund end`
    : 'amount';
  return `select customer, day, case when code = ${numberOf('USED')} then n else 0 end as orders, ${net} as amount
from (${codedSelect(plan, slots, asOf)}) as coded where code in (${countingCodes})`;
}
