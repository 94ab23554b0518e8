import type { Dialect } from '../../engines/engine.ts';
import type { Plan } from '../plan.ts';
import { amountShapes } from './amount-text.ts';
import { columnOf, type Reading } from './column-reading.ts';

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

/** The day of a row, in the time zone that days are days in. */
export function dayOf({ dialect, relation, mapping, reading, options: { zone } }: Plan): string {
  const { name, type } = columnOf(relation, mapping.date);
  const cell = dialect.identifier(name);
  if (type === 'date') return cell;
  if (type === 'timestamp') return dialect.dayOfTimestamp(cell);
  if (type === 'zoned') return dialect.dayOfZoned(cell, zone);
  const text = type === 'text' ? dialect.trim(cell) : dialect.text(cell);
  const spelled = spelledYearFirst(dialect, text, reading.dateFormat);
  // Most dates are written as the engine reads them: only the others are spelled anew.
  const day = `coalesce(${dialect.dayOfText(text)}, ${dialect.dayOfText(spelled)})`;
  if (!reading.zoned) return reading.dateFormat === 'ymd' ? day : dialect.dayOfText(spelled);
  const isZoned = dialect.matches(spelled, ':\\d\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)$');
  return `case when ${isZoned} then ${dialect.dayOfZonedText(spelled, zone)} else ${dialect.dayOfText(spelled)} end`;
}

function spelledYearFirst(dialect: Dialect, text: string, format: Reading['dateFormat']): string {
  const parts = '^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})';
  // Under another reading a date with the year first is still one that all read alike.
  switch (format) {
    case 'ymd':
      return `case when ${dialect.matches(text, '^\\d{4}-\\d{1,2}-\\d{1,2}')} then ${text} else ${dialect.replace(text, '^(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})', '\\1-\\2-\\3')} end`;
    case 'compact':
      return dialect.replace(text, '^(\\d{4})(\\d{2})(\\d{2})$', '\\1-\\2-\\3');
    case 'dmy':
      return dialect.replace(text, parts, '\\3-\\2-\\1');
    case 'mdy':
      return dialect.replace(text, parts, '\\3-\\1-\\2');
  }
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
