import type { Engine } from '../../engines/engine.ts';
import { blank, moneyOf } from './cell.ts';
import type { NamedExpression } from '../named-expression.ts';
import type { Plan } from '../plan.ts';
import { statusTests } from './status.ts';

/** The roles of money. */
const moneyRoles = [
  'amount',
  'tax',
  'subtotal',
  'shipping',
  'discount',
  'duties',
  'paid',
  'refunded',
] as const;
type MoneyRole = (typeof moneyRoles)[number];

const cellOf = (role: MoneyRole): string => `read_${role}`;

/** The columns of money that an order has, by their roles. */
const moneyColumns = ({ mapping }: Plan): [MoneyRole, string][] =>
  moneyRoles.flatMap((role) => {
    const name = mapping[role];
    return name === undefined ? [] : [[role, name]];
  });

/** The money of a row as it was read, and whether it was paid back: what amounts are worked out from. */
export function moneyCells(plan: Plan): NamedExpression[] {
  const { mapping } = plan;
  const cells = moneyColumns(plan).map(([role, name]) => ({
    expression: role === 'amount' ? paidOf(plan) : moneyOf(plan, name),
    name: cellOf(role),
  }));
  if (mapping.status === undefined) return cells;
  const expression = statusTests(plan, mapping.status).refunded;
  return [...cells, { expression, name: 'is_refunded' }];
}

/** What the amount says, times the quantity where it is the price of one. */
function paidOf(plan: Plan): string {
  const { amount, quantity } = plan.mapping;
  const price = moneyOf(plan, amount);
  return quantity === undefined
    ? price
    : plan.dialect.money(`${moneyOf(plan, quantity)} * ${price}`);
}

/** The first text that should be money beside the amount and is not, else null. */
export function unreadMoney(plan: Plan): string {
  const { dialect } = plan;
  const cases = moneyColumns(plan)
    .filter(([role]) => role !== 'amount')
    .map(([, name]) => {
      const cell = dialect.identifier(name);
      return `when not ${blank(plan, name, cell)} and ${moneyOf(plan, name)} is null then ${dialect.text(cell)}`;
    });
  return cases.length === 0 ? dialect.text('null') : `case ${cases.join(' ')} end`;
}

/** What the customer paid for the goods: the amount less tax and shipping, as far as they are known. */
export const amountOf = (plan: Plan): string => goodsOf(plan).net;

/** Whether the rows tell of refunds beside their amounts. */
export const tellsRefunds = ({ mapping }: Plan): boolean =>
  mapping.refunded !== undefined || mapping.status !== undefined;

/** What was paid back of the goods, without their tax: a refund takes the goods before shipping. */
export function refundOf(plan: Plan): string {
  const { mapping } = plan;
  const part = mapping.refunded === undefined ? '0' : refundedPart(plan);
  return mapping.status === undefined
    ? part
    : `case when is_refunded then ${amountOf(plan)} else ${part} end`;
}

function refundedPart(plan: Plan): string {
  const { dialect } = plan;
  // Some exports write what was paid back with a minus.
  const back = inTermsOfAmount(plan, `abs(${orNone(plan, 'refunded')})`);
  const { net, gross } = goodsOf(plan);
  if (net === gross) return back;
  const share = `${dialect.double(back)} / nullif(${dialect.double(gross)}, 0)`;
  const part = `coalesce(${dialect.money(`${dialect.double(net)} * (${share})`, 'number')}, 0)`;
  // Gross is worked out pro rata, and may be off by less than a cent.
  return `case when ${back} = 0 then 0 when ${back} > ${gross} - 0.01 then ${net} else ${part} end`;
}

/** A refund in the currency that was paid, in that of the amount. */
function inTermsOfAmount({ dialect, mapping }: Plan, back: string): string {
  if (mapping.paid === undefined) return back;
  const [part, whole, amount] = [back, cellOf('paid'), cellOf('amount')].map(dialect.double);
  const share = `coalesce(${part} / nullif(${whole}, 0), 1)`;
  return `case when ${back} = 0 then 0 else ${dialect.money(`${amount} * ${share}`, 'number')} end`;
}

/** The goods of an order, without tax and with it. */
interface Goods {
  readonly net: string;
  readonly gross: string;
}

function goodsOf(plan: Plan): Goods {
  const { dialect, mapping } = plan;
  if (hasSubtotal(plan)) return goodsOfSubtotal(plan);
  const total =
    mapping.discount === undefined
      ? cellOf('amount')
      : `(${cellOf('amount')} - abs(${orNone(plan, 'discount')}))`;
  if (mapping.tax === undefined && mapping.shipping === undefined) {
    return { net: total, gross: total };
  }
  const untaxed = `(${total} - ${orNone(plan, 'tax')})`;
  const net = `(${untaxed} - ${orNone(plan, 'shipping')})`;
  const [part, whole] = [net, untaxed].map(dialect.double);
  // Tax is of goods and shipping alike.
  return { net, gross: `${dialect.double(total)} * coalesce(${part} / nullif(${whole}, 0), 1)` };
}

/**
 * The goods where a subtotal has them: with their part of the tax in it, or with tax on top. What
 * else was paid, such as tips, is no part of them.
 */
function goodsOfSubtotal(plan: Plan): Goods {
  const { dialect } = plan;
  const [subtotal, tax] = [cellOf('subtotal'), orNone(plan, 'tax')];
  const { rest, isOnTop } = taxPlace(plan);
  const paid = `(${rest} - case when ${isOnTop} then ${tax} else 0 end)`;
  // Shipping that a discount made free is not paid.
  const shipping = `greatest(0, least(${orNone(plan, 'shipping')}, ${paid}))`;
  const [goods, all] = [subtotal, `(${subtotal} + ${shipping})`].map(dialect.double);
  const goodsTax = `${dialect.double(tax)} * coalesce(${goods} / nullif(${all}, 0), 1)`;
  return {
    // Without a total nothing tells what is in the subtotal.
    net: `case when ${cellOf('amount')} is null then null when ${isOnTop} then ${subtotal} else ${dialect.money(`${goods} - ${goodsTax}`, 'number')} end`,
    gross: `case when ${isOnTop} then ${goods} + ${goodsTax} else ${goods} end`,
  };
}

/** Whether goods are read from a subtotal, which tells more than taking tax and shipping off. */
const hasSubtotal = ({ mapping }: Plan): boolean =>
  mapping.subtotal !== undefined && mapping.shipping !== undefined;

/** What was paid beside the goods, and whether it tells that tax is in it or in the subtotal. */
function taxPlace(plan: Plan) {
  const [tax, shipping] = [orNone(plan, 'tax'), orNone(plan, 'shipping')];
  const rest = `(${cellOf('amount')} - ${cellOf('subtotal')} - ${orNone(plan, 'duties')})`;
  const inside = `${rest} in (0, ${shipping})`;
  const onTop = `${rest} in (${tax}, ${shipping} + ${tax})`;
  const { taxOnTop } = plan.reading;
  const usual = taxOnTop === undefined ? `${rest} >= ${shipping} + ${tax}` : String(taxOnTop);
  return {
    rest,
    onlyInside: `${inside} and not ${onTop}`,
    onlyOnTop: `${onTop} and not ${inside}`,
    isOnTop: `(case when (${inside}) <> (${onTop}) then ${onTop} else ${usual} end)`,
  };
}

/**
 * Whether tax comes on top of the subtotal in most orders that tell it, for those that do not, as
 * where a tip hides it; undefined where none does.
 */
export async function taxOnTopOf({ query }: Engine, plan: Plan): Promise<boolean | undefined> {
  if (!hasSubtotal(plan) || plan.mapping.tax === undefined) return undefined;
  const [row] = await query(taxPlaceQuery(plan));
  const [inside, onTop] = [Number(row?.['inside']), Number(row?.['on_top'])];
  return inside === onTop ? undefined : onTop > inside;
}

function taxPlaceQuery(plan: Plan): string {
  const { dialect, relation } = plan;
  const { onlyInside, onlyOnTop } = taxPlace(plan);
  const cells = moneyCells(plan).map(({ expression, name }) => `${expression} as ${name}`);
  return `select count(*) filter (where ${onlyInside}) as inside, count(*) filter (where ${onlyOnTop}) as on_top
from (${dialect.settled(`select ${cells.join(', ')} from ${relation.from}`)}) as cells`;
}

function orNone({ mapping }: Plan, role: MoneyRole): string {
  return mapping[role] === undefined ? '0' : `coalesce(${cellOf(role)}, 0)`;
}
