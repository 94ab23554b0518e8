import { numberOf } from './code.ts';
import { type Plan, rowsSelect, tellsRefunds } from './rows.ts';

/** The code of a row as far as it depends on the row alone. */
function kindOf({ options }: Plan): string {
  return [
    'case when fault > 0 then fault',
    `when customer is null then ${numberOf('X_NO_CUSTOMER')}`,
    `when amount > 0 and amount <= refund then ${numberOf('N_REFUND_FULL')}`,
    `when amount < 0 then ${numberOf('N_UNMATCHED')}`,
    ...(options.keepZero ? [] : [`when amount = 0 then ${numberOf('X_ZERO')}`]),
    'else 0 end',
  ].join(' ');
}

const rowsWithKind = (plan: Plan): string =>
  `select *, cast(${kindOf(plan)} as smallint) as kind from (${rowsSelect(plan)}) as read_rows`;

/**
 * The quick way where rows stand alone: one pass that brings together what a customer did on a day.
 * A slot is `unsure` where it cannot be told from its sums that no two of its rows are equal: two
 * rows are not when their amounts differ, nor are three; of more it is not known.
 */
export function slotsStatement(plan: Plan): string {
  const doubt = plan.options.keepDuplicates
    ? 'false'
    : `kind < ${numberOf('R_CONFLICT')} and n > 1 and coalesce(n > 3 or low = high or (n = 3 and amount - low - high in (low, high)), true)`;
  // What is the same for all rows is left out of the grouping, which it would only slow down.
  const hasCurrency = plan.mapping.currency !== undefined;
  const hasRefund = tellsRefunds(plan);
  const keys = ['kind', 'customer', 'day', ...(hasCurrency ? ['currency'] : [])];
  return `create temp table slots as select kind, ${hasCurrency ? 'currency' : "'' as currency"}, customer, day, n, amount, ${hasRefund ? 'refund' : '0 as refund'}, ${doubt} as unsure
from (select ${keys.join(', ')}, count(*) as n, sum(amount) as amount, ${hasRefund ? 'sum(refund) as refund, ' : ''}min(amount) as low, max(amount) as high
  from (${rowsWithKind(plan)}) as kinds group by ${keys.join(', ')}) as sums`;
}

export const unsureQuery = 'select count(*) as n from slots where unsure';

export const lastSlotQuery = `select cast(max(day) as varchar) as day from slots where kind < ${numberOf('R_CONFLICT')}`;

/** The rows of the slots that are unsure, to be looked at in full. */
export function unsureRowsSelect(plan: Plan): string {
  const same = ['kind', 'currency', 'customer', 'day'].map(
    (name) => `s.${name} is not distinct from r.${name}`,
  );
  return `select r.* from (${rowsWithKind(plan)}) as r where exists (select 1 from slots as s where s.unsure and ${same.join(' and ')})`;
}

/** The slots that are sure, each as an entry of all its rows. */
export function slotEntriesSelect({ options, dialect, mapping }: Plan, asOf: string): string {
  const { window, currency } = options;
  const cases = [
    `when kind > ${numberOf('X_CURRENCY')} then kind`,
    ...(currency !== undefined && mapping.currency !== undefined
      ? [`when currency <> ${dialect.string(currency)} then ${numberOf('X_CURRENCY')}`]
      : []),
    `when day > ${dialect.date(asOf)} then ${numberOf('X_FUTURE')}`,
    ...(window === undefined
      ? []
      : [`when day < ${dialect.date(window.from)} then ${numberOf('X_WINDOW')}`]),
    'else kind',
  ];
  const bought = [numberOf('USED'), numberOf('N_REFUND_FULL')].join(', ');
  return `select '' as ord, cast(null as ubigint) as own, code, currency, customer, day, n, n as kept, 0 as duplicates, 0 as lines,
  amount as read, amount as told, 0 as merged,
  case when code in (${bought}) then refund else 0 end as refunded,
  case when code in (${bought}) then amount - refund when code = ${numberOf('N_UNMATCHED')} then amount else 0 end as net,
  case when code = ${numberOf('USED')} then n else 0 end as orders
from (select *, case ${cases.join(' ')} end as code from slots where not unsure) as coded`;
}
