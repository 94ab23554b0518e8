import type { Plan } from '../plan.ts';
import { amountShapes } from './amount-text.ts';
import { columnOf } from './column-reading.ts';

/** A column as text without blanks around it, null where nothing is left. */
export function textOf({ dialect, relation }: Plan, name: string): string {
  const { type } = columnOf(relation, name);
  const cell = dialect.identifier(name);
  return type === 'text' ? `nullif(${dialect.trim(cell)}, '')` : dialect.text(cell);
}

/** Whether a column holds nothing, where it is at hand under another name. */
export function blank({ dialect, relation }: Plan, name: string, cell: string): string {
  return columnOf(relation, name).type === 'text'
    ? `coalesce(${dialect.trim(cell)}, '') = ''`
    : `${cell} is null`;
}

/** An amount written under the decimal sign that was decided, or null. */
export function moneyOf({ dialect, relation, reading }: Plan, name: string): string {
  const { type } = columnOf(relation, name);
  const cell = dialect.identifier(name);
  if (type !== 'text') return dialect.money(cell, type);
  const comma = reading.decimal === 'comma';
  const { shape, negative, notDigits } = amountShapes[reading.decimal];
  const digits = dialect.replace(cell, notDigits, '');
  const plain = comma ? dialect.replace(digits, ',', '.') : digits;
  const sign = `case when ${dialect.matches(cell, negative)} then '-' else '' end`;
  const careful = `case when ${dialect.matches(cell, shape)} then ${dialect.money(`${sign} || ${plain}`)} end`;
  if (comma) return careful;
  // Most amounts are written as the engine reads them: only the others are looked at.
  return `coalesce(${dialect.money(cell)}, ${careful})`;
}
