import { numberOf } from '../code.ts';
import { hasCurrencies } from '../columns/currency.ts';
import { areLines, haveOrders, nameRefunds, type Plan } from '../plan.ts';
import { latestSelect } from './latest.ts';

/**
 * The rows brought together by what they belong to: those of one order, those that are equal where
 * there is no order, and refunds each for themselves. Faulty rows belong to nothing.
 */
export function groupedSelect(plan: Plan, rows = latestSelect(plan)): string {
  const { order, own } = groupKeys(plan);
  const ofOrder = (one: string, all: string) =>
    areLines(plan) ? `case when own is null then ${all} else ${one} end` : one;
  const differ = areLines(plan) ? '' : 'min(amount) <> max(amount) or ';
  return `select
  ord, own, max(fault) as fault, count(*) as n, count(amount) as amounts,
  min(customer) as customer, min(day) as day, ${ofOrder('min(amount)', 'sum(amount)')} as amount, coalesce(${ofOrder('max(refund)', 'sum(refund)')}, 0) as refund,
  coalesce(min(nullif(currency, '')), '') as currency, sum(amount) as total,
  (min(customer) <> max(customer) or ${differ}min(nullif(currency, '')) <> max(nullif(currency, ''))) as contradicts
from (select ${order} as ord, ${own} as own, customer, day, amount, refund, currency, fault from (${rows}) as read_rows) as keyed
group by 1, 2`;
}

/** What rows are brought together by: their order, or being equal where they stand alone. */
export function groupKeys(plan: Plan): {
  readonly order: string;
  readonly own: string;
} {
  const { dialect, ages } = plan;
  if (!haveOrders(plan)) return { order: dialect.text("''"), own: 'h' };
  const isOld = ages === undefined ? '' : ` or fault = ${numberOf('M_DUP')}`;
  const isApart = `fault >= ${numberOf('R_CONFLICT')}${isOld}`;
  return {
    order: `case when not (${isApart}) then ord end`,
    // A line that does not count, or a refund in a row of its own, stays apart from its order.
    own: `case when ${isApart} or ord is null or ${areLines(plan) ? 'fault > 0' : 'amount < 0'} then h end`,
  };
}

/** The cases of what is in another currency, or after the last day. */
export function outsideCases(plan: Plan): string[] {
  const { options, dialect } = plan;
  const { asOf, currency } = options;
  return [
    ...(currency !== undefined && hasCurrencies(plan)
      ? [`when currency <> ${dialect.string(currency)} then ${numberOf('X_CURRENCY')}`]
      : []),
    ...(asOf === undefined
      ? []
      : [`when day > ${dialect.date(asOf)} then ${numberOf('X_FUTURE')}`]),
  ];
}

/** Each group with its own code, before refunds find their orders. */
function codedSelect(plan: Plan, grouped: string): string {
  const { options } = plan;
  const cases = [
    `when contradicts then ${numberOf('R_CONFLICT')}`,
    'when fault > 0 then fault',
    `when day is null then ${numberOf('R_DATE')}`,
    `when amount is null then ${numberOf('R_AMOUNT')}`,
    ...outsideCases(plan),
    ...(!nameRefunds(plan)
      ? []
      : [`when amount < 0 and own is not null and ord is not null then ${numberOf('N_REFUND')}`]),
    `when customer is null then ${numberOf('X_NO_CUSTOMER')}`,
    `when amount < 0 then ${numberOf('N_UNMATCHED')}`,
    ...(options.keepZero ? [] : [`when amount = 0 then ${numberOf('X_ZERO')}`]),
    'else 0',
  ];
  return `select *, case ${cases.join(' ')} end as code from ${grouped} as grouped`;
}

/**
 * The refunds that name an order, each with the code that it gets from that order: taken off a
 * purchase, or sharing the fate of an order that is none. One in another currency cannot be taken
 * off; one that tells none is in that of its order.
 */
export function refundsSelect(plan: Plan, grouped: string): string {
  const refund = numberOf('N_REFUND');
  const coded = codedSelect(plan, grouped);
  const known = `select r.*, ${['code', 'customer', 'currency'].map(ofTheOrder).join(', ')}
from (select * from (${coded}) as c where code = ${refund}) as r
left join (select * from (${coded}) as c where own is null) as o on o.ord = r.ord`;
  return `select ord, own, amount,
  case when order_code is null or order_code = ${numberOf('X_ZERO')} or order_code >= ${numberOf('R_CONFLICT')} then
    case when customer is null then ${numberOf('X_NO_CUSTOMER')} else ${numberOf('N_UNMATCHED')} end
  when order_code = 0 then ${refund} else order_code end as code,
  coalesce(order_customer, customer) as customer, coalesce(order_currency, currency) as currency
from (${known}) as known`;
}

/**
 * What is known of the order that a refund names, if it is of the same currency. The join itself asks
 * for equal columns only: for anything more, DuckDB goes through all pairs of rows.
 */
const ofTheOrder = (name: string): string =>
  `case when r.currency in (o.currency, '') then o.${name} end as order_${name}`;

/** The rows brought together and the refunds that name an order, as a table expression. */
interface Grouped {
  readonly grouped: string;
  readonly refunds?: string | undefined;
}

/**
 * Every group with its last code, the money that counts (`net`), and how many of its rows the code
 * is of; the others were merged into it.
 */
export function entriesSelect(plan: Plan, { grouped, refunds }: Grouped): string {
  const coded = codedSelect(plan, grouped);
  const whole = numberOf('N_REFUND_FULL');
  const kept = keptOf(plan);
  // All lines of an order but one are M_LINE, whatever amounts they have.
  const duplicates = `amounts - least(kept, amounts)`;
  const again = areLines(plan) ? `case when own is null then 0 else ${duplicates} end` : duplicates;
  const joined =
    refunds !== undefined
      ? `select c.*, coalesce(o.back, 0) as back, r.code as refund_code, r.customer as refund_customer, r.currency as refund_currency from (${coded}) as c
  left join (select ord, sum(amount) as back from ${refunds} as refunds where code = ${numberOf('N_REFUND')} group by 1) as o on o.ord = case when c.own is null then c.ord end
  left join ${refunds} as r on r.ord = c.ord and r.own = c.own`
      : `select c.*, 0 as back, cast(null as bigint) as refund_code, case when false then c.customer end as refund_customer, case when false then c.currency end as refund_currency from (${coded}) as c`;
  const reject = numberOf('R_CONFLICT');
  const netted = `select ord, own, day, coalesce(refund_currency, currency) as currency, n, amounts, amount, refund, total, kept, coalesce(refund_customer, customer) as customer,
  case when code = 0 and amount > 0 and (amount - refund) * kept + back <= 0 then ${whole}
    else coalesce(refund_code, code) end as code,
  case when code = 0 then (amount - refund) * kept + back when code = ${numberOf('N_UNMATCHED')} then amount * kept
    when refund_code = ${numberOf('N_UNMATCHED')} then amount else 0 end as net,
  case when code >= ${reject} then 0 else ${again} end as duplicates
from (select *, ${kept} as kept from (${joined}) as joined) as weighed`;
  return `select ord, own, code, currency, customer, day, n, kept, duplicates, n - kept - duplicates as lines, total as read,
  case when code >= ${reject} then total else amount * kept end as told, amount * duplicates as merged,
  case when code in (${numberOf('USED')}, ${whole}) then refund * kept else 0 end as refunded, net,
  case when code = ${numberOf('USED')} then kept else 0 end as orders
from (${netted}) as netted`;
}

/** How many rows of a group its code is of. */
function keptOf(plan: Plan): string {
  const { options, ages } = plan;
  const cases = [`when code >= ${numberOf('R_CONFLICT')} then n`];
  if (ages !== undefined) cases.push(`when code = ${numberOf('M_DUP')} then 0`);
  // Equal lines are two articles, also those that do not count.
  if (areLines(plan)) cases.push('when own is not null and ord is not null then n');
  const isEach = options.keepDuplicates && !haveOrders(plan);
  return `case ${cases.join(' ')} else ${isEach ? 'n' : '1'} end`;
}

/** The codes whose money counts; only the first are purchases. */
export const countingCodes = (['USED', 'N_REFUND_FULL', 'N_UNMATCHED'] as const)
  .map(numberOf)
  .join(', ');

/**
 * What each customer bought on each day; refunds without an order count as money alone, in a row of
 * their own.
 */
export function occasionsSelect(entries: string): string {
  return `select customer, day, sum(orders) as orders, sum(net) as amount
from (${entries}) as entries where code in (${countingCodes}) group by customer, day, code`;
}

/** How many orders there are, on how many days of a customer. */
export const ordersADayQuery = (occasions: string): string =>
  `select coalesce(sum(orders), 0) as orders, count(*) as days from ${occasions} as occasions where orders > 0`;

/** The last day of all that counts. */
export const lastDayQuery = (occasions: string): string =>
  `select cast(max(day) as varchar) as day from ${occasions} as occasions`;

/**
 * The rows and the money of each code and currency. `read` is summed from the rows themselves, the
 * rest from what became of them, so that the two can be held against each other.
 */
export function ledgerQuery(entries: string): string {
  const rows = ['kept', 'n', 'duplicates', 'lines'].map((name) => `sum(${name}) as ${name}`);
  const money = ['read', 'told', 'merged', 'refunded', 'net'].map(
    (name) => `cast(coalesce(sum(${name}), 0) as varchar) as ${name}`,
  );
  return `select code, currency, ${[...rows, ...money].join(', ')} from (${entries}) as entries group by 1, 2 order by 1, 2`;
}
