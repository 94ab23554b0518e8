import type { Plan } from '../plan.ts';
import { textOf } from './cell.ts';
import type { Rules } from './mapping.ts';

/** What is done with the rows of a status. */
export type StatusFate = 'counted' | 'excluded' | 'refunded';

const words = (text: string): string[] => text.split('|');

/** Statuses of an order that waits for its money, which on delivery is only paid then. */
const unpaid = [
  ...words('pending|pending payment|payment pending|awaiting payment|waiting for payment|unpaid'),
  ...words('not paid|authorized|incomplete|in afwachting|in afwachting van betaling|onbetaald'),
  ...words('wacht op betaling|ausstehend|unbezahlt|en attente|pendiente|in attesa'),
];

/** Other statuses of an order that was never a sale, whatever it was exported from. */
const neverSold = [
  ...words(
    'cancelled|canceled|void|voided|failed|failure|declined|denied|rejected|refused|expired',
  ),
  ...words('abandoned|draft|auto draft|checkout draft|trash|deleted|blocked|fraud|suspected fraud'),
  ...words('error|payment error|payment failed|geannuleerd|mislukt|concept|vervallen|verlopen'),
  ...words('geweigerd|afgewezen|storniert|abgebrochen|fehlgeschlagen|abgelehnt|annulé|annulée'),
  ...words('échoué|échouée|refusé|cancelado|cancelada|fallido|rechazado|annullato|fallito'),
  ...words('rifiutato'),
];

/** Statuses of an order that was paid back whole. */
const paidBack = [
  ...words('refunded|fully refunded|charge refunded|returned|reversed|chargeback|charge back'),
  ...words('charged back|terugbetaald|geretourneerd|retour|erstattet|rückerstattet|remboursé'),
  ...words('remboursée|reembolsado|rimborsato'),
];

/** A status as it is compared: `wc-on-hold` of WooCommerce is `on hold`. */
export const plain = (status: string): string =>
  status
    .toLowerCase()
    .replaceAll(/[_-]/g, ' ')
    .replace(/^\s*wc /, '')
    .trim();

interface Meaning {
  readonly rules: Rules;
  readonly options: Pick<Plan['options'], 'statuses' | 'includeStatus'>;
}

/** What is known of statuses: those that count because they were named, and those that do not. */
function listsOf({ rules, options }: Meaning) {
  const named = options.statuses?.map(plain);
  const without = (list: readonly string[]) =>
    list.map(plain).filter((status) => named?.includes(status) !== true);
  const refunded =
    rules.refunds === 'rows' ? [] : without([...paidBack, ...(rules.refundedStatuses ?? [])]);
  const dropped = options.includeStatus
    ? []
    : [...unpaid, ...neverSold, ...(rules.droppedStatuses ?? [])];
  return { named, refunded, excluded: without(dropped) };
}

/** Whether a status says that the money is still to come. */
export const isUnpaid = (status: string): boolean => unpaid.includes(plain(status));

/** What is done with the rows of a status. */
export function statusFate(meaning: Meaning, status: string): StatusFate {
  const { named, refunded, excluded } = listsOf(meaning);
  const text = plain(status);
  if (text === '' || named?.includes(text) === true) return 'counted';
  if (refunded.includes(text)) return 'refunded';
  return named !== undefined || excluded.includes(text) ? 'excluded' : 'counted';
}

/** The conditions under which a row was paid back, and never was a sale, by what its status says. */
export function statusTests(plan: Plan, column: string): { refunded: string; excluded: string } {
  const { dialect } = plan;
  const { named, refunded, excluded } = listsOf(plan);
  const cell = `translate(${dialect.lower(textOf(plan, column))}, '_-', '  ')`;
  const isIn = (list: readonly string[], not = '') => {
    if (list.length === 0) return not === '' ? 'false' : 'true';
    const all = [...new Set(list)].flatMap((status) => [status, `wc ${status}`]);
    return `${cell} ${not}in (${all.map(dialect.string).join(', ')})`;
  };
  return {
    refunded: isIn(refunded),
    excluded: named === undefined ? isIn(excluded) : isIn([...named, ...refunded], 'not '),
  };
}
