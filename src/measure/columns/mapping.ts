import type { Text } from '../../quantities.ts';
import type { DateFormat } from '../measure-options.ts';

/** The parts of an order that columns can hold. */
export const roles = [
  'order',
  'reference',
  'id',
  'customer',
  'email',
  'phone',
  'name',
  'date',
  'amount',
  'quantity',
  'tax',
  'subtotal',
  'shipping',
  'discount',
  'duties',
  'paid',
  'refunded',
  'currency',
  'status',
  'cancelled',
  'captured',
  'dispute',
  'mode',
  'kind',
  'method',
] as const;
export type Role = (typeof roles)[number];

/** What tells who bought, the surest first: an id, else an e-mail address, a phone number, a name. */
export const customerRoles = ['customer', 'email', 'phone', 'name'] as const satisfies Role[];

/** The surest of the roles that tell who bought, of those that columns hold. */
export const surestRole = (mapping: { readonly [Name in Role]?: string }): Role | undefined =>
  customerRoles.find((role) => mapping[role] !== undefined);

/**
 * Which columns of the rows hold what. At least one of the customer's roles is there; a name only
 * where no other is. An amount is always that of the goods: what `amount` holds less tax and
 * shipping, as far as those are mapped, or the subtotal, less the tax in it. `id` tells orders apart
 * that share what `order` holds, and `reference` the order that a refund in a row of its own is of.
 * What `refunded` holds is a part of what `paid` does, if that is mapped. Where `quantity` is mapped, `amount` is the price of one.
 */
export type Mapping = {
  readonly [Name in Role]?: string;
} & {
  readonly date: string;
  readonly amount: string;
};

/** What the values of a source mean. All texts are compared in lower case. */
export interface Rules {
  /** Statuses of an order that was never a sale. */
  readonly droppedStatuses?: readonly string[];
  /** Statuses of an order that was paid back whole. */
  readonly refundedStatuses?: readonly string[];
  /** What a dispute says that was lost. */
  readonly lostDisputes?: readonly string[];
  /** The only values of `mode` that are real. */
  readonly liveModes?: readonly string[];
  /** A part of the payment method that marks a test. */
  readonly testMethods?: readonly string[];
  /** The only values of `kind` that are sales or refunds. */
  readonly saleKinds?: readonly string[];
  /** The values of `kind` that are refunds of what `reference` holds. */
  readonly refundKinds?: readonly string[];
  /** Whether refunds are rows of their own, so that a status tells none a second time. */
  readonly refunds?: 'rows';
  /** Whether each row is a line of an order, with an amount of its own to add up. */
  readonly lines?: 'sum';
  /** The order of day, month and year, where the dates of a source do not tell it. */
  readonly dateFormat?: DateFormat;
}

/** A source of orders whose columns are known. */
export interface Preset {
  readonly name: string;
  readonly version: number;
  /** The header that such a file has, as far as it is sure: each must be there, or one of each list. */
  readonly fingerprint: readonly (string | readonly string[])[];
  /** The names that a column may go by, the likeliest first. */
  readonly columns: { readonly [Name in Role]?: readonly string[] };
  readonly rules: Rules;
  /** What a person should know of the figures. */
  readonly note: Text;
  /** Why an export without a column of customers is not counted, and what to do. */
  readonly refusal?: string;
}
