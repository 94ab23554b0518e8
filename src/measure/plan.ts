import type { Dialect, Relation } from '../engines/engine.ts';
import type { Mapping, Rules } from './columns/mapping.ts';
import type { MeasureOptions } from './measure-options.ts';
import type { Reading } from './columns/column-reading.ts';

/** Whether each row is a line of an order, with an amount of its own. */
export const areLines = ({ rules, options }: Plan): boolean =>
  (options.lines ?? rules.lines) === 'sum';

/** Whether rows are brought together by an order: lines without one are, by customer and day. */
export const haveOrders = (plan: Plan): boolean =>
  plan.mapping.order !== undefined || areLines(plan);

/** Whether a row of a negative amount may be a refund of the order that it names. */
export const nameRefunds = (plan: Plan): boolean =>
  plan.mapping.order !== undefined && !areLines(plan);

/** All that the statements over the rows are made of. */
export interface Plan {
  readonly dialect: Dialect;
  readonly relation: Relation;
  readonly mapping: Mapping;
  readonly rules: Rules;
  readonly reading: Reading;
  readonly options: MeasureOptions;
  /** Of several files of orders, the age of each from 1, the oldest; undefined where all are one. */
  readonly ages?: readonly number[] | undefined;
  /** The e-mail addresses whose id is known, as a table expression; undefined where no row needs it. */
  readonly emails?: string | undefined;
}
