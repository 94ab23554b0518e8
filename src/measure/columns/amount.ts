import { moneyOf, textOf } from './cell.ts';
import type { Plan } from '../plan.ts';

/** What the customer paid for the goods: the amount less tax and shipping, as far as they are known. */
export function amountOf(plan: Plan): string {
  const { dialect, mapping } = plan;
  const total = moneyOf(plan, mapping.amount);
  const { factor, shipping } = netting(plan);
  const net = mapping.tax === undefined ? total : `(${total} - ${orNone(plan, mapping.tax)})`;
  if (factor !== undefined) return dialect.money(`${dialect.double(net)} * ${factor}`);
  return shipping === undefined ? net : `(${net} - ${shipping})`;
}

/** Whether the rows tell of refunds beside their amounts. */
export function tellsRefunds({ mapping, rules }: Plan): boolean {
  return (
    mapping.refunded !== undefined ||
    (mapping.status !== undefined && rules.refundedStatuses !== undefined)
  );
}

/** What was paid back, in the same terms as the amount. */
export function refundOf(plan: Plan): string {
  const { dialect, mapping, rules } = plan;
  const statuses = (rules.refundedStatuses ?? []).map(dialect.string).join(', ');
  const whole =
    mapping.status === undefined || statuses === ''
      ? undefined
      : `${dialect.lower(textOf(plan, mapping.status))} in (${statuses})`;
  const part = mapping.refunded === undefined ? '0' : refundedPart(plan, mapping.refunded);
  return whole === undefined ? part : `case when ${whole} then ${amountOf(plan)} else ${part} end`;
}

/** A refund is of the total, so its share of the total is taken off the net amount. */
function refundedPart(plan: Plan, refunded: string): string {
  const { dialect, mapping } = plan;
  const back = orNone(plan, refunded);
  if (mapping.tax === undefined && mapping.shipping === undefined) return back;
  const total = moneyOf(plan, mapping.amount);
  const share = `${dialect.double(back)} / nullif(${dialect.double(total)}, 0)`;
  return `case when ${back} = ${total} then ${amountOf(plan)} else coalesce(${dialect.money(`${dialect.double(amountOf(plan))} * (${share})`)}, 0) end`;
}

/** How shipping is taken off: pro rata over the subtotal where that is known, else as it stands. */
function netting(plan: Plan): { factor?: string; shipping?: string } {
  const { dialect, mapping } = plan;
  if (mapping.shipping === undefined) return {};
  const shipping = orNone(plan, mapping.shipping);
  if (mapping.subtotal === undefined) return { shipping };
  const subtotal = dialect.double(orNone(plan, mapping.subtotal));
  return {
    factor: `coalesce(${subtotal} / nullif(${subtotal} + ${dialect.double(shipping)}, 0), 1)`,
  };
}

function orNone(plan: Plan, name: string): string {
  return `coalesce(${moneyOf(plan, name)}, 0)`;
}
