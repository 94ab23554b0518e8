import { numberOf } from '../code.ts';
import { countingCodes, outsideCases } from './orders.ts';
import { tellsRefunds } from '../columns/amount.ts';
import { hasCurrencies, unsaidCurrency } from '../columns/currency.ts';
import type { Plan } from '../plan.ts';
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

/** Whether no row can be another one told twice: each has an order of its own, or all count. */
const areDistinct = ({ mapping, options }: Plan): boolean =>
  options.keepDuplicates || mapping.order !== undefined;

/** What all rows have alike is no column of the slots, which it would only make larger. */
function keysOf(plan: Plan): string[] {
  return ['kind', 'customer', 'day', ...(hasCurrencies(plan) ? ['currency'] : [])];
}

/**
 * The quick way where rows stand alone: one pass that brings together what a customer did on a day.
 * Where rows may be equal, the least and the greatest amount of a slot stand for their sum: they tell
 * that two rows differ, and take half the room.
 */
export function slotsSelect(plan: Plan): string {
  const keys = keysOf(plan).join(', ');
  const amounts = areDistinct(plan)
    ? 'sum(amount) as amount'
    : 'min(amount) as low, max(amount) as high';
  const refund = tellsRefunds(plan) ? ', sum(refund) as refund' : '';
  return `select ${keys}, count(*) as n, ${amounts}${refund}
from (${rowsWithKind(plan)}) as kinds group by ${keys}`;
}

/** Whether it cannot be told from a slot that no two of its rows are equal. */
const unsureOf = (plan: Plan): string =>
  areDistinct(plan) ? 'false' : 'n > 1 and coalesce(n > 2 or low = high, true)';

/** The columns of a slot that is sure. */
function columnsOf(plan: Plan): string {
  const amount = areDistinct(plan) ? 'amount' : 'case when n = 1 then low else low + high end';
  const refund = tellsRefunds(plan) ? 'refund' : '0';
  const currency = hasCurrencies(plan) ? 'currency' : unsaidCurrency(plan);
  return `customer, day, n, ${amount} as amount, ${refund} as refund, ${currency} as currency`;
}

export const unsureQuery = (plan: Plan, slots: string): string =>
  `select count(*) as n, count(*) - count(customer) as guests from (${unsureSelect(plan, slots)}) as slots`;

const unsureSelect = (plan: Plan, slots: string): string =>
  `select * from ${slots} as slots where ${unsureOf(plan)}`;

/**
 * The rows of the slots that are unsure, to be looked at in full.
 *
 * @param guests whether some of them have no customer; else those of other customers are passed over
 */
export function unsureRowsSelect(plan: Plan, slots: string, guests: boolean): string {
  const unsure = `(${unsureSelect(plan, slots)})`;
  const customers = guests ? undefined : `select customer from ${unsure} as slots`;
  const { text, date } = plan.dialect;
  // What may be null is given a value that no row has, for engines join by what is equal.
  const filled: Readonly<Record<string, (cell: string) => string>> = {
    ...(guests && { customer: (cell) => `coalesce(${text(cell)}, '')` }),
    day: (cell) => `coalesce(${cell}, ${date('0001-01-01')})`,
  };
  const same = keysOf(plan).map((name) => {
    const cell = filled[name] ?? String;
    return `${cell(`s.${name}`)} = ${cell(`r.${name}`)}`;
  });
  // No two slots are alike, so no row comes twice; for EXISTS, DuckDB keeps all rows in memory first.
  return `select r.* from (${rowsWithKind(plan, customers)}) as r join ${unsure} as s on ${same.join(' and ')}`;
}

/** The slots that are sure, each with its last code. */
function codedSelect(plan: Plan, slots: string): string {
  const cases = [
    `when kind > ${numberOf('X_CURRENCY')} then kind`,
    ...outsideCases(plan),
    'else kind',
  ];
  return `select ${columnsOf(plan)}, case ${cases.join(' ')} end as code from ${slots} as slots where not (${unsureOf(plan)})`;
}

/** The slots that are sure, brought together by code and currency, as entries of the ledger. */
export function slotEntriesSelect(plan: Plan, slots: string): string {
  const bought = [numberOf('USED'), numberOf('N_REFUND_FULL')].join(', ');
  return `select code, currency, n, n as kept, 0 as duplicates, 0 as lines, amount as read, amount as told, 0 as merged,
  case when code in (${bought}) then refund else 0 end as refunded,
  case when code in (${bought}) then amount - refund when code = ${numberOf('N_UNMATCHED')} then amount else 0 end as net
from (select code, currency, sum(n) as n, sum(amount) as amount, sum(refund) as refund from (${codedSelect(plan, slots)}) as coded group by 1, 2) as sums`;
}

/** The slots that are sure and count, each as one occasion as it stands, or as money alone. */
export function slotOccasionsSelect(plan: Plan, slots: string): string {
  const net = tellsRefunds(plan)
    ? `case when code = ${numberOf('N_UNMATCHED')} then amount else amount - refund end`
    : 'amount';
  return `select customer, day, case when code = ${numberOf('USED')} then n else 0 end as orders, ${net} as amount
from (${codedSelect(plan, slots)}) as coded where code in (${countingCodes})`;
}
